using ClanStats.Domain.Identity;

namespace ClanStats.Domain.Tests;

public sealed class PlayerNameTests
{
    [Theory]
    [InlineData("Iron-Wren", "iron wren")]
    [InlineData("Ivy  Cask", "ivy  cask")]
    [InlineData(" Noob_Man ", "noob man")]
    [InlineData("Noob\u00A0Man", "noob man")]
    [InlineData(null, "")]
    public void Standardised_form_is_the_one_of_Wise_Old_Man(string? name, string expected) =>
        PlayerName.Standardise(name).ShouldBe(expected);
}

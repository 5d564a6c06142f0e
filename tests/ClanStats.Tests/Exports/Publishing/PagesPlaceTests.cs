using ClanStats.Exports.Publishing;

namespace ClanStats.Tests.Exports.Publishing;

public sealed class PagesPlaceTests
{
    [Theory]
    [InlineData("/clan/out", null, false)]
    [InlineData("/clan", null, false)]
    [InlineData("/clan/out/docs", null, false)]
    [InlineData("/clan/out/enforcer/old", null, false)]
    [InlineData("/drive", "/drive/clan", false)]
    [InlineData("/clan/out/public", null, true)]
    [InlineData("/clan/output", null, true)]
    [InlineData("/clan/pages", "/drive/clan", true)]
    public void A_folder_that_is_published_holds_nothing_of_the_officers(string pages, string? drive, bool isFit)
    {
        var fault = PagesPlace.Fault(pages, "/clan/out", drive);

        (fault is null).ShouldBe(isFit);
        fault?.ShouldContain("name a folder of its own");
    }
}

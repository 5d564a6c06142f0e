using ClanStats.Harvest;

namespace ClanStats.Tests.Harvest;

public sealed class AnswerScreenTests
{
    [Theory]
    [InlineData(100, 0, false)]
    [InlineData(100, 5, false)]
    [InlineData(100, 6, true)]
    [InlineData(20, 1, false)]
    [InlineData(19, 1, true)]
    [InlineData(0, 0, false)]
    public void An_answer_is_refused_when_more_than_a_twentieth_of_it_is_unusable(int elements, int bad, bool refused)
    {
        var screen = new AnswerScreen("the roster of group 7");
        for (var i = 0; i < elements; i++)
        {
            screen.Admits(i < bad ? $"player id -{i}" : null).ShouldBe(i >= bad);
        }

        if (refused)
        {
            Should.Throw<HarvestException>(screen.Judge).Message.ShouldStartWith(
                $"Nothing of the roster of group 7 was stored, for it was refused: {bad} of its {elements} elements are unusable: player id -0");
        }
        else
        {
            Should.NotThrow(screen.Judge);
        }
    }

    [Fact]
    public void What_was_set_aside_is_counted_and_told_with_a_sample()
    {
        var screen = new AnswerScreen("the activity of group 7");
        screen.Told.ShouldBeNull();
        for (var i = 0; i < 40; i++)
        {
            screen.Admits(i is 3 or 7 ? $"an event at '{new string('x', 1_000 + i)}'" : null);
        }

        (screen.Seen, screen.SetAside).ShouldBe((40, 2));
        screen.Told.ShouldNotBeNull().ShouldStartWith("2 of 40 elements of the activity of group 7 were set aside, such as an event at 'xxx");
        screen.Told.Length.ShouldBeLessThan(300);
    }
}

using ClanStats.Domain.Identity;
using ClanStats.Harvest.Discord;

namespace ClanStats.Tests.Discord;

public sealed class ChannelPermissionsTests
{
    private const int Text = 0;
    private const int Voice = 2;
    private const string View = "1024";
    private const string ViewAndHistory = "66560";
    private static readonly Snowflake Guild = new(1);
    private static readonly Snowflake Role = new(2);
    private static readonly Snowflake Self = new(3);

    [Fact]
    public void What_everyone_may_holds_until_the_channel_denies_it()
    {
        May(ViewAndHistory).ShouldBe((true, true));
        May(ViewAndHistory, overwrites: [new(Guild, 0, "0", View)]).ShouldBe((false, true));
        May(View).ShouldBe((true, false));
    }

    [Fact]
    public void A_role_opens_what_everyone_is_denied_and_the_member_closes_what_a_role_opens()
    {
        DiscordOverwrite closed = new(Guild, 0, "0", ViewAndHistory);
        DiscordOverwrite opened = new(Role, 0, ViewAndHistory, "0");
        May(ViewAndHistory, overwrites: [opened, closed]).ShouldBe((true, true));
        May(ViewAndHistory, overwrites: [closed, opened, new(Self, 1, "0", View)]).ShouldBe((false, true));
        May(ViewAndHistory, overwrites: [closed, new(new Snowflake(77), 0, ViewAndHistory, "0")]).ShouldBe((false, false));
    }

    [Fact]
    public void Administrators_and_the_owner_may_everything()
    {
        DiscordOverwrite closed = new(Guild, 0, "0", ViewAndHistory);
        May("8", overwrites: [closed]).ShouldBe((true, true));
        May("0", owner: Self, overwrites: [closed]).ShouldBe((true, true));
    }

    [Fact]
    public void Voice_asks_for_joining_too()
    {
        May(ViewAndHistory, type: Voice).ShouldBe((false, true));
        May("1115136", type: Voice).ShouldBe((true, true));
    }

    private static (bool View, bool History) May(
        string everyone, int type = Text, Snowflake? owner = null, IReadOnlyList<DiscordOverwrite>? overwrites = null)
    {
        var guild = new DiscordGuild(Guild, "g", owner, [new DiscordRole(Guild, everyone), new DiscordRole(Role, "0")]);
        var permissions = new ChannelPermissions(guild, new DiscordGuildMember([Role]), Self);
        var channel = new DiscordChannel(new Snowflake(9), type, "c", null, default, overwrites, null);
        return (permissions.MayView(channel), permissions.MayReadHistory(channel));
    }
}

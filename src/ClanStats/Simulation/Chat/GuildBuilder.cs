using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.World;

namespace ClanStats.Simulation.Chat;

/// <summary>Invents the guild's accounts and channels.</summary>
internal static class GuildBuilder
{
    private static readonly string[] Handles =
        ["biscuit", "cobalt", "dandelion", "ferret", "gravy", "halibut", "jigsaw", "kettle", "lantern", "muffin", "noodle", "pickle", "rhubarb", "teapot"];

    /// <summary>All accounts: the bots first, then the players', the guests' and one that was deleted.</summary>
    public static IReadOnlyList<SimulatedUser> Users(SimulatedClan clan)
    {
        var users = new List<SimulatedUser>
        {
            new() { Id = UserId(clan, 0, 300), Username = "clanstats", IsBot = true, InGuildSince = clan.FirstDay },
            new() { Id = UserId(clan, 1, 500), Username = "Tally Bot", IsBot = true, InGuildSince = clan.FirstDay },
        };
        foreach (var player in clan.People)
        {
            var dice = Dice.Of(clan.Options.Seed, Topic.Account, player.Index);
            if (player.AltOf is null && (player.Index == 0 || dice.Chance(0.82)))
            {
                var account = AccountOf(clan, player, users.Count, ref dice);
                var isTaken = users.Exists(user => user.Username == account.Username);
                users.Add(isTaken ? account with { Username = $"{account.Username}_{player.Index}" } : account);
            }
        }

        for (var guest = 0; guest < Math.Max(3, clan.Options.Members / 8); guest++)
        {
            var dice = Dice.Of(clan.Options.Seed, Topic.Account, 1_000_000 + guest);
            var handle = $"{dice.Pick(Handles)}.{dice.Pick(Handles)}{guest}";
            users.Add(new SimulatedUser
            {
                Id = UserId(clan, users.Count, dice.Below(3000)),
                Username = handle,
                GlobalName = dice.Chance(0.5) ? MetricCatalog.ToTitle(handle.Replace('.', '_')) : null,
                InGuildSince = clan.FirstDay.PlusDays(-dice.Below(300)),
            });
        }

        users.Add(new SimulatedUser { Id = UserId(clan, users.Count, 900), Username = "deleted_user_7be1c04d", IsDeleted = true });
        return users;
    }

    /// <summary>The guild's channels, without threads.</summary>
    public static IReadOnlyList<SimulatedChannel> Channels(SimulatedClan clan)
    {
        var category = Channel(clan, 1, ChannelType.Category, "the hall", 0) with { Use = ChannelUse.Container };
        return
        [
            category,
            Channel(clan, 2, ChannelType.Text, "general", 0.34) with { ParentId = category.Id },
            Channel(clan, 3, ChannelType.Text, "drops", 0.12) with { ParentId = category.Id },
            Channel(clan, 4, ChannelType.Text, "bossing", 0.1) with { ParentId = category.Id },
            Channel(clan, 5, ChannelType.Text, "events", 0.04),
            Channel(clan, 6, ChannelType.Announcement, "news", 0.004),
            Channel(clan, 7, ChannelType.Voice, "Campfire", 0.02),
            Channel(clan, 8, ChannelType.Forum, "guides", 0) with { Use = ChannelUse.Container },
            Channel(clan, 9, ChannelType.Text, "officers", 0.03) with { IsHidden = true },
            Channel(clan, 10, ChannelType.Text, "clan-chat", 0.5) with { Use = ChannelUse.Relay },
        ];
    }

    /// <summary>Posts in the forum, and one thread that began with a message in another channel.</summary>
    public static IReadOnlyList<SimulatedChannel> Threads(SimulatedClan clan, SimulatedChannel forum, SimulatedMessage starter)
    {
        const int DaysBetweenPosts = 11;
        var threads = new List<SimulatedChannel>();
        for (var day = 2; day < clan.Options.Days; day += DaysBetweenPosts)
        {
            var dice = Dice.Of(clan.Options.Seed, Topic.Threads, day);
            var created = clan.FirstDay.PlusDays(day).PlusHours(8 + (10 * dice.Unit()));
            threads.Add(Thread(Snowflake.At(created), forum.Id, $"How to: {PhraseBook.Title(ref dice)}", created) with { IsPost = true });
        }

        threads.Add(Thread(starter.Id, starter.ChannelId, "Plans for the weekend", starter.At));
        return threads;
    }

    private static SimulatedChannel Thread(Snowflake id, Snowflake parent, string name, UtcInstant created) => new()
    {
        Id = id,
        Type = ChannelType.PublicThread,
        Name = name,
        Use = ChannelUse.Talk,
        ParentId = parent,
        Created = created,
        Share = 0.03,
        LivesDays = 6,
    };

    private static SimulatedUser AccountOf(SimulatedClan clan, SimulatedPlayer player, int index, ref Dice dice)
    {
        var name = player.NameInGame(clan.Options.Now);
        var handle = PlayerName.Normalize(name);
        var likeness = dice.Unit();
        return new SimulatedUser
        {
            Id = UserId(clan, index, dice.Below(3000)),
            Username = likeness < 0.85 ? handle : $"{dice.Pick(Handles)}_{dice.Pick(Handles)}{player.Index}",
            GlobalName = likeness < 0.55 ? name : likeness < 0.7 ? $"{name} ⚔" : null,
            Nick = likeness is >= 0.7 and < 0.8 ? $"{name} | {dice.Pick(Handles)}" : null,
            InGuildSince = player.StintAt(clan.Options.Now)?.Joined.PlusHours(30),
            PlayerId = player.Id,
            IsOfficer = player.Index < 5,
        };
    }

    private static SimulatedChannel Channel(SimulatedClan clan, int number, ChannelType type, string name, double share) => new()
    {
        Id = new Snowflake(Snowflake.At(clan.Founded.PlusHours(1)).Value + ((long)number << 22)),
        Type = type,
        Name = name,
        Use = ChannelUse.Talk,
        Position = number,
        Created = clan.FirstDay,
        Share = share,
    };

    private static Snowflake UserId(SimulatedClan clan, int index, int daysBefore) =>
        new(Snowflake.At(clan.Founded.PlusDays(-daysBefore)).Value + index);
}

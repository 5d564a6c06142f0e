using ClanStats.Domain.Identity;
using ClanStats.Pipeline;
using ClanStats.Simulation.Chat;
using ClanStats.Simulation.World;
using ClanStats.Tests.Discord;
using ClanStats.Tests.WiseOldMan;

namespace ClanStats.Tests.EndToEnd;

/// <summary>Players change their names: how many names of one player add up to one? Whole nights against both loopback servers.</summary>
public sealed class OwnersNightsTests
{
    [Fact]
    public async Task Four_names_of_one_player_are_one_person_and_a_second_night_adds_nothing()
    {
        await using var night = await ClanNight.StartAsync();
        var player = Ordinary(night);
        Changes(night, player, ("Alpha Owl", "Beta Owl", 30), ("Beta Owl", "Gamma Owl", 20), ("Gamma Owl", player.FirstName, 10));
        Say(night, ("Alpha Owl", 36), ("BETA OWL", 25), ("gamma_owl", 15), (player.FirstName, 5), ("Quick Guest", 3), ("Quick Guest", 2), ("Other Guest", 2));

        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);

        var member = night.Query<long>($"SELECT id FROM clan_members WHERE wom_player_id = {player.Id}").ShouldHaveSingleItem();
        Owners(night).ShouldBe([member, member, member, member, null, null, null]);
        night.Query<string>($"SELECT normalized_name FROM player_name_aliases WHERE member_id = {member} ORDER BY is_current, 1")
            .ShouldBe(["alpha owl", "beta owl", "gamma owl", PlayerName.Standardise(player.FirstName)]);
        night.Query<string>($"SELECT canonical_name FROM player_name_aliases WHERE member_id = {member} AND is_current = 1").ShouldBe([player.FirstName]);

        // Snapshots of the time under each former name are the same row's, and nobody else's.
        var taken = night.Clan.HistoryOf(player).Times(player.Registered, night.Clan.Now).Where(at => at < night.Clan.Now.PlusDays(-10)).Select(at => at.Milliseconds).ToList();
        taken.ShouldNotBeEmpty();
        night.Query<long>($"SELECT timestamp FROM wom_snapshots WHERE user_id = {member} AND timestamp < {night.Clan.Now.PlusDays(-10).Milliseconds} ORDER BY 1").ShouldBe(taken);

        // Who is nobody's is no member, and one line of the log a name.
        night.Query<long>("SELECT count(*) FROM player_names WHERE normalized_name LIKE '%guest'").ShouldBe([0]);
        Unknown(night).ShouldBe(["Quick Guest: 2 lines", "Other Guest: 1 lines"]);
        (await night.RunAsync("member", "gamma owl")).ShouldBe(ExitCode.Done);
        night.Answers.ShouldContain(player.FirstName);

        var before = night.RowCounts();
        (await night.NightAsync("--force")).ShouldBe(ExitCode.Done, night.Diagnostics);
        foreach (var table in new[] { "name_changes", "player_names", "player_name_aliases", "repointings", "clan_members", "discord_messages" })
        {
            night.RowCounts()[table].ShouldBe(before[table], table);
        }

        Unknown(night).Count.ShouldBe(2);
        (await night.RunAsync("db", "verify")).ShouldBe(ExitCode.Done, night.Answers);
    }

    [Fact]
    public async Task Lines_of_nobody_find_their_player_the_night_the_change_of_name_is_known()
    {
        await using var night = await ClanNight.StartAsync();
        var player = Ordinary(night);
        Changes(night, player);
        Say(night, ("Sedge Owl", 30), ("sedge owl", 25), (player.FirstName, 5));
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        var member = night.Query<long>($"SELECT id FROM clan_members WHERE wom_player_id = {player.Id}").ShouldHaveSingleItem();
        Owners(night).ShouldBe([null, null, member]);
        Unknown(night).Order(StringComparer.Ordinal).ShouldBe(["Sedge Owl: 1 lines", "sedge owl: 1 lines"]);

        Changes(night, player, ("Sedge Owl", player.FirstName, 20));
        (await night.NightAsync("--force")).ShouldBe(ExitCode.Done, night.Diagnostics);

        Owners(night).ShouldBe([member, member, member]);

        // Where Discord was read before the roster was, the first night had the player's present name to catch up with.
        night.Query<(string, long?, long, long)>("SELECT name, member_before, member_after, moved FROM repointings WHERE name LIKE 'sedge owl' ORDER BY name")
            .ShouldBe([("Sedge Owl", null, member, 1), ("sedge owl", null, member, 1)]);
        (await night.RunAsync("db", "verify")).ShouldBe(ExitCode.Done, night.Answers);
    }

    /// <summary>Somebody on the roster all the time under one name.</summary>
    private static SimulatedPlayer Ordinary(ClanNight night) => night.Clan.Members.First(player =>
        player.Trait == PlayerTrait.None && player.Renames.Count == 0 && player.Registered < night.Clan.Now.PlusDays(-38));

    private static void Changes(ClanNight night, SimulatedPlayer player, params (string From, string To, int DaysAgo)[] changes) => night.WiseOldMan.Respond(
        "GET",
        $"/groups/{night.Clan.Options.GroupId}/name-changes",
        200,
        body: WomRows.List(changes.Reverse().Select((change, place) =>
            WomRows.Rename(700_000 - place, player.Id, change.From, change.To, night.Clan.Now.PlusDays(-change.DaysAgo).ToIso()))));

    private static void Say(ClanNight night, params (string Name, int DaysAgo)[] lines)
    {
        var relay = night.Discord.Script.Add(new SimulatedChannel
        {
            Id = Snowflake.At(night.Clan.Now.PlusDays(-300)),
            Type = ChannelType.Text,
            Name = "game",
            Use = ChannelUse.Container,
            Created = night.Clan.Founded,
        });
        night.Environment["RELAY_CHANNEL_ID"] = $"{relay.Shape.Id}";
        for (var i = 0; i < lines.Length; i++)
        {
            relay.Post(DiscordStage.Line(lines[i].DaysAgo, $"**{lines[i].Name}**: line {i}", counter: i));
        }
    }

    /// <summary>Whose the lines of the game chat are, in the order in which they were said.</summary>
    private static List<long?> Owners(ClanNight night) => night.Query<long?>("SELECT user_id FROM discord_messages WHERE kind = 'relay' ORDER BY id");

    private static List<string> Unknown(ClanNight night) =>
    [
        .. File.ReadLines(Path.Combine(night.WorkingFolder, "logs", "app.log"))
            .Where(line => line.Contains("Nobody known bears the name ", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf("the name ", StringComparison.Ordinal) + "the name ".Length)..line.IndexOf(" of this run", StringComparison.Ordinal)]),
    ];
}

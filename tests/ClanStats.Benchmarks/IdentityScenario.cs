using System.Diagnostics;
using ClanStats.Domain.Identity;
using ClanStats.Identity;
using ClanStats.Storage;
using ClanStats.Tests.Identity;

namespace ClanStats.Benchmarks;

/// <summary>Invented histories of names at full size: whether every line is right or left open, and how fast lines find their people.</summary>
internal static class IdentityScenario
{
    private const int Channel = 9;

    public static int Run(Arguments options)
    {
        var (people, messages) = (options.Number("people", 10_000), options.Number("messages", 600_000));
        var chance = new Random(options.Number("seed", 1));
        var world = new InventedHistories(people, [.. Enumerable.Range(0, people).Select(_ => chance.Next(0x80000))]).Learn();
        world.Talk(messages);
        var index = new NameIndex(world.Names);
        var (wrong, perSecond) = Resolve(world, index);
        var falseLinks = Links(world);
        var seconds = Repoint(world, people);
        Figures.Print("identity", "names resolved", perSecond, "a second");
        Figures.Print("identity", "re-pointing after a new alias", seconds, "s");
        return wrong + falseLinks == 0 && perSecond >= 500_000 && seconds <= 1 ? 0 : 1;
    }

    private static (int Wrong, double PerSecond) Resolve(InventedHistories world, NameIndex index)
    {
        var resolved = new long?[world.Lines.Count];
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < resolved.Length; i++)
        {
            resolved[i] = index.Resolve(world.Lines[i].Name, world.Lines[i].At);
        }

        var perSecond = resolved.Length / watch.Elapsed.TotalSeconds;
        var (right, open, strangers, wrong) = (0, 0, 0, 0);
        for (var i = 0; i < resolved.Length; i++)
        {
            var person = world.Lines[i].Person;
            right += resolved[i] is { } member && world.Persons[member] == person ? 1 : 0;
            wrong += resolved[i] is { } other && world.Persons[other] != person ? 1 : 0;
            open += resolved[i] is null && person > 0 ? 1 : 0;
            strangers += resolved[i] is null && person == 0 ? 1 : 0;
        }

        Figures.Print("identity", "lines", $"{resolved.Length}: {right} right, {open} of members left open, {strangers} of strangers left open, {wrong} false");
        Figures.Print("identity", "share of members' lines left open", 100.0 * open / (right + open + wrong), "%");
        var known = world.Names.Select(name => PlayerName.Normalize(name.Name)).ToHashSet(StringComparer.Ordinal);
        var untold = Enumerable.Range(0, resolved.Length).Count(i =>
            resolved[i] is null && world.Lines[i].Person > 0 && !known.Contains(PlayerName.Normalize(world.Lines[i].Name)));
        Figures.Print("identity", "of these", $"{open - untold} when the name may have passed on, {untold} under names of which nobody told");
        return (wrong, perSecond);
    }

    private static int Links(InventedHistories world)
    {
        var watch = Stopwatch.StartNew();
        var plan = AccountLinks.Plan(world.ToFacts());
        var made = plan.Links.Where(link => link.State == LinkStates.Automatic).ToList();
        var wrong = made.Count(link => world.Persons[link.MemberId] != world.Owners[link.AuthorId]);
        var waiting = plan.Links.Where(link => link.State == LinkStates.Suggested).Select(link => link.AuthorId).Distinct().Count();
        Figures.Print(
            "identity",
            "accounts",
            $"{world.Accounts.Count}: {made.Count - wrong} linked rightly, {wrong} falsely, {waiting} in the queue, {world.Accounts.Count - made.Count - waiting} without a hint");
        Figures.Print("identity", "planning all links", watch.Elapsed.TotalSeconds, "s");
        return wrong;
    }

    /// <summary>Makes one former name of the most talkative player known, with everything else in its place.</summary>
    private static double Repoint(InventedHistories world, int people)
    {
        var folder = Directory.CreateTempSubdirectory("clanstats-identity-");
        try
        {
            using var database = new Database(new StorageOptions
            {
                DatabaseFile = Path.Combine(folder.FullName, "clan_data.db"),
                BackupDirectory = folder.FullName,
            });
            new DatabaseMigrator(database, TimeProvider.System).MigrateTo();
            var alias = world.Names.First(name => name.To is not null);
            database.Write("benchmark: fill", unit => Fill(unit, world, alias));
            var resolution = IdentityResolution.On(database);
            resolution.Run(InventedHistories.Now, null, default);
            database.Write("benchmark: alias", unit => Enter(unit, alias));
            var watch = Stopwatch.StartNew();
            var change = resolution.Run(InventedHistories.Now, null, default);
            var seconds = watch.Elapsed.TotalSeconds;
            Figures.Print("identity", "lines re-pointed by the alias", $"{change.GameLines} of {world.Lines.Count}, {people} people");
            return seconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Fill(UnitOfWork unit, InventedHistories world, BorneName left)
    {
        foreach (var names in world.Names.GroupBy(name => name.MemberId))
        {
            unit.Prepare("INSERT INTO clan_members (id, person_id, wom_player_id, username, display_name) VALUES (?1, ?1, ?1, ?2, ?3)").Execute(
                names.Key, $"{names.Key}", names.Last().Name);
        }

        foreach (var name in world.Names.Where(name => name != left))
        {
            Enter(unit, name);
        }

        var line = unit.Prepare("INSERT INTO discord_messages (id, channel_id, author_name, kind, created_at) VALUES (?1, ?2, ?3, 'relay', ?4)");
        var counters = new MessageCounters();
        for (var i = 0; i < world.Lines.Count; i++)
        {
            line.Execute(i + 1, Channel, world.Lines[i].Name, world.Lines[i].At.Milliseconds);
            counters.Count("relay", null, world.Lines[i].At);
        }

        counters.Save(unit);
    }

    private static void Enter(UnitOfWork unit, BorneName name) => unit.Prepare(
        "INSERT INTO player_names (member_id, name, normalized_name, valid_from, valid_to, source) VALUES (?1, ?2, ?3, ?4, ?5, 'wom')").Execute(
        name.MemberId, name.Name, PlayerName.Standardise(name.Name), name.From, name.To);
}

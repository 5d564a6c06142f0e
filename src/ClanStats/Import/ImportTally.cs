using ClanStats.Domain.Identity;
using ClanStats.Storage.LegacyImport;

namespace ClanStats.Import;

/// <summary>Everything that was counted while importing, and what it means: which rows went where, and whether both sides agree.</summary>
internal sealed class ImportTally
{
    /// <summary>How many samples stand behind a count.</summary>
    public const int Samples = 10;

    private static readonly string[] Carried = ["clan_members", "player_name_aliases", "wom_snapshots", "boss_snapshots", "discord_messages"];
    private readonly Dictionary<string, long> _rows = new(StringComparer.OrdinalIgnoreCase);
    private (long Read, long Empty, long Orphans) _bosses;
    private long _linkedMessages;
    private long _linkedSnapshots;
    private bool _isNormalised;

    public long SnapshotsRead => _rows["wom_snapshots"];

    public long MessagesRead => _rows["discord_messages"];

    public long TextsRead { get; private set; }

    public ImportTotals Before { get; set; } = null!;

    public ImportTotals After { get; set; } = null!;

    public IReadOnlyList<SavedTable> Saved { get; set; } = [];

    public LegacyPeople People { get; set; } = null!;

    public PeopleResult PeopleResult { get; set; } = null!;

    public LegacyAccounts? Accounts { get; set; }

    public SnapshotTally Snapshots { get; set; } = null!;

    public MessageTally Messages { get; set; } = null!;

    public List<(string Name, long Lines)> UnknownNames { get; set; } = [];

    /// <summary>Links and rows of before that point elsewhere now.</summary>
    public int Pointed { get; set; }

    /// <summary>Counts the old tables.</summary>
    public void Count(LegacyQueries queries, LegacySchema schema)
    {
        foreach (var table in Carried.Concat(schema.Tables.Keys.Where(table => !Carried.Contains(table, StringComparer.OrdinalIgnoreCase))))
        {
            _rows[table] = queries.Count(table);
        }

        _isNormalised = schema.IsNormalised;
        _linkedSnapshots = queries.LinkedSnapshots();
    }

    /// <summary>Takes what the messages amount to.</summary>
    public void Take(LegacyTalk talk) => (TextsRead, _linkedMessages) = (talk.Texts, talk.Linked);

    /// <summary>Takes what the boss rows amount to.</summary>
    public void Take(LegacyBosses bosses, IReadOnlyList<LegacyKey> keys) =>
        _bosses = (bosses.Read, bosses.Empty, bosses.CountWithout(keys.Select(key => key.Id).ToHashSet()));

    /// <summary>What became of each table.</summary>
    public IReadOnlyList<TableResult> Tables() =>
    [
        Members(),
        Aliases(),
        new(
            "wom_snapshots", SnapshotsRead, Snapshots.Carried,
            Some(
                ("the same player at the same time stands there once more", Snapshots.Merged),
                ("in the database already", Snapshots.Known)),
            Some(("no usable time, neither in the row nor in its answer", Snapshots.WithoutTime))),
        new(
            "boss_snapshots", _rows["boss_snapshots"], Snapshots.BossCarried + Snapshots.BossAsValues,
            Some(
                ("repeats the kills of the snapshot before", Snapshots.BossRepeated),
                ("its snapshot was merged or was in the database already", Snapshots.BossOfKnown)),
            Some(
                ("says other than the answer it came from; the answer counts", Snapshots.BossDiffering),
                ("its snapshot could not be carried", Snapshots.BossOfRefused),
                ("its snapshot is not in the old database", _bosses.Orphans),
                ("no snapshot, boss or kills in it", _bosses.Empty))),
        new(
            "discord_messages", MessagesRead, Messages.Carried,
            Some(("in the database already", Messages.Known)),
            Some(("of people who asked to be forgotten", Messages.Forgotten))),
        .. Others(),
    ];

    /// <summary>Numbers that both databases must agree on, each counted on its own side.</summary>
    public IReadOnlyList<TotalCheck> Totals() =>
    [
        new("snapshots looked at", SnapshotsRead, Snapshots.Seen),
        new("new snapshots", Snapshots.Carried, After.Snapshots - Before.Snapshots),
        new("experience of new snapshots", Snapshots.Xp, After.Xp - Before.Xp),
        new("answers of new snapshots", Snapshots.Carried - Snapshots.WithoutAnswer, After.Answers - Before.Answers),
        new("boss rows looked at", _rows["boss_snapshots"], Snapshots.BossFound + _bosses.Orphans + _bosses.Empty),
        new("messages looked at", MessagesRead, Messages.Seen),
        new("new messages", Messages.Carried, After.Messages - Before.Messages),
        new("characters of new messages", Messages.Length, After.Length - Before.Length),
        new("members and people who had left", People.All.Count, PeopleResult.Added + PeopleResult.Known),
        new("new rows of people", PeopleResult.Added, After.Members - Before.Members),
    ];

    /// <summary>How the members of the old database were recognised.</summary>
    public IReadOnlyList<Group> PeopleGroups() =>
    [
        .. new[]
        {
            Group("members recognised by the newest snapshot that carries their id", People.All.Where(person => person.Match == LegacyMatch.ById)),
            Group("members recognised by the newest snapshot under their name", People.All.Where(person => person.Match == LegacyMatch.ByName)),
            Group(
                "members of whom no snapshot says who they are; the next roster that carries their name does",
                People.All.Where(person => person.Match == LegacyMatch.WithoutPlayer)),
            new Group(
                "rows of members that are the same player as another row", People.SamePlayer.Count, null,
                [.. People.SamePlayer.Take(Samples).Select(pair => $"{pair.Member.Username} = {pair.Person.DisplayName}")]),
            Group("members whose name somebody with newer data bears; they stand as having left", People.NameTaken),
            Group(
                "people with snapshots who were not among the members; they stand as having left at their last snapshot",
                People.All.Where(person => person.Member is null)),
            new Group(
                "people who bore several names", People.All.Count(person => person.Names.Count > 1), null,
                [.. People.All.Where(person => person.Names.Count > 1).Take(Samples).Select(person => string.Join(" → ", person.Names.Select(name => name.Name)))]),
        }.Where(group => group.Count > 0),
    ];

    /// <summary>What the accounts' names proved.</summary>
    public IReadOnlyList<Group> AccountGroups() =>
    [
        .. new (AccountProof Proof, string Text)[]
        {
            (AccountProof.Proved, "accounts given to a member: of all names they showed, the members' names are one member's"),
            (AccountProof.NoMembersName, "accounts that never showed a member's name"),
            (AccountProof.SeveralMembers, "accounts that showed the names of several members"),
            (AccountProof.AnotherAccount, "accounts that showed a member's name among others, while another account wrote more under it"),
            (AccountProof.NoPerson, "bots and webhooks"),
        }.Select(kind =>
        {
            var all = Accounts!.All.Where(judged => judged.Proof == kind.Proof).OrderByDescending(judged => judged.Messages).ToList();
            return new Group(
                kind.Text, all.Count, all.Sum(judged => judged.Messages),
                [.. all.Take(Samples).Select(judged => $"{judged.Account.Name} ({PlainCount.Show(judged.Messages)})")]);
        }).Where(group => group.Count > 0),
    ];

    /// <summary>Names in the relayed chat that are nobody's.</summary>
    public IReadOnlyList<Group> RelayGroups() => UnknownNames.Count == 0
        ? []
        : [new Group("names in the relayed game chat that no member is known to have borne", UnknownNames.Count, null,
            [.. UnknownNames.Select(name => $"{name.Name} ({PlainCount.Show(name.Lines)})")])];

    /// <summary>What a reader should know beside the counts.</summary>
    public IReadOnlyList<string> Notes(bool storeContent, Snowflake? relayChannel) =>
    [
        .. ImportNotes.Of(this, storeContent, relayChannel, (_isNormalised, _linkedSnapshots, _linkedMessages)),
    ];

    private TableResult Members()
    {
        var rows = _rows["clan_members"];
        var people = People.All.Count(person => person.Member is not null);
        return new TableResult(
            "clan_members", rows, people,
            Some(("the same player as another row", People.SamePlayer.Count)),
            Some(("no name in it", rows - people - People.SamePlayer.Count)));
    }

    private TableResult Aliases() => new(
        "player_name_aliases", _rows["player_name_aliases"], _rows["player_name_aliases"], [], []);

    private IEnumerable<TableResult> Others() => _rows
        .Where(row => !Carried.Contains(row.Key, StringComparer.OrdinalIgnoreCase) && row.Key is not "alembic_version" && !row.Key.StartsWith("sqlite_", StringComparison.Ordinal))
        .OrderBy(row => row.Key, StringComparer.Ordinal)
        .Select(row => new TableResult(row.Key, row.Value, 0, [], Some((ReasonOf(row.Key), row.Value))));

    private string ReasonOf(string table) => Saved.FirstOrDefault(saved => saved.Table == table) is { } file
        ? $"nothing ever read it; saved as {file.File}"
        : "nothing is known of this table; it stays in the old file";

    private static Group Group(string text, IEnumerable<LegacyPerson> people)
    {
        var all = people.ToList();
        return new Group(text, all.Count, null, [.. all.Take(Samples).Select(person => person.DisplayName)]);
    }

    private static IReadOnlyList<Reason> Some(params (string Text, long Rows)[] reasons) =>
        [.. reasons.Where(reason => reason.Rows != 0).Select(reason => new Reason(reason.Text, reason.Rows))];
}

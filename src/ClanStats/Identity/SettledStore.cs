using System.Globalization;
using ClanStats.Domain.Identity;
using ClanStats.Storage;

namespace ClanStats.Identity;

/// <summary>What means something else than when rows were last pointed.</summary>
/// <param name="Names">Names without their blanks.</param>
/// <param name="Accounts">Accounts.</param>
/// <param name="Members">Whoever had, or has, something to do with them: their rows may not be theirs.</param>
internal sealed record UnsettledMeanings(IReadOnlySet<string> Names, IReadOnlyList<long> Accounts, IReadOnlySet<long> Members)
{
    /// <summary>How many places have to be looked at.</summary>
    public int Places => Accounts.Count + Members.Count;
}

/// <summary>Remembers by which names and links rows stand, in the caller's transaction.</summary>
internal sealed class SettledStore(UnitOfWork unit)
{
    private readonly Dictionary<string, string> _settled = new(StringComparer.Ordinal);

    /// <summary>Compares what is known now with what rows stand by.</summary>
    public UnsettledMeanings Compare(IReadOnlyDictionary<string, NameFamily> families)
    {
        var (names, members) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<long>());
        unit.Prepare("SELECT name, members, bearers FROM settled_names").ForEach(row =>
        {
            var name = PlayerName.Normalize(row.GetString(0));
            _settled[name] = row.GetString(0);
            if (!families.TryGetValue(name, out var family) || family.Bearers != row.GetString(2))
            {
                names.Add(name);
                members.UnionWith(row.GetString(1).Split(',').Select(id => long.Parse(id, CultureInfo.InvariantCulture)));
            }
        });
        names.UnionWith(families.Keys.Where(name => !_settled.ContainsKey(name)));
        members.UnionWith(names.Where(families.ContainsKey).SelectMany(name => families[name].Members));
        var accounts = new List<long>();
        unit.Prepare(
            """
            SELECT a.author_id, s.member_id, a.member_id FROM discord_accounts a LEFT JOIN settled_accounts s ON s.author_id = a.author_id
            WHERE a.kind IN ('user', 'deleted') AND coalesce(s.member_id, 0) <> coalesce(a.member_id, 0)
            """).ForEach(row =>
        {
            accounts.Add(row.GetInt64(0));
            members.UnionWith(new[] { 1, 2 }.Where(column => !row.IsDBNull(column)).Select(row.GetInt64));
        });
        return new UnsettledMeanings(names, accounts, members);
    }

    /// <summary>Members by account, of the accounts that may be somebody's.</summary>
    public Dictionary<long, long?> Links()
    {
        var links = new Dictionary<long, long?>();
        unit.Prepare("SELECT author_id, member_id FROM discord_accounts WHERE kind IN ('user', 'deleted')").ForEach(row =>
            links.Add(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1)));
        return links;
    }

    /// <summary>Enters that every row stands by what is known now.</summary>
    public void Settle(UnsettledMeanings unsettled, IReadOnlyDictionary<string, NameFamily> families)
    {
        var save = unit.Prepare("INSERT INTO settled_names (name, members, bearers) VALUES (?1, ?2, ?3)");
        var remove = unit.Prepare("DELETE FROM settled_names WHERE name = ?1");
        foreach (var name in unsettled.Names)
        {
            if (_settled.TryGetValue(name, out var before))
            {
                remove.Execute(before);
            }

            if (families.TryGetValue(name, out var family))
            {
                save.Execute(family.Name, string.Join(',', family.Members.Select(id => id.ToString(CultureInfo.InvariantCulture))), family.Bearers);
            }
        }

        var unlink = unit.Prepare("DELETE FROM settled_accounts WHERE author_id = ?1");
        var link = unit.Prepare("INSERT INTO settled_accounts (author_id, member_id) SELECT author_id, member_id FROM discord_accounts WHERE author_id = ?1 AND member_id IS NOT NULL");
        foreach (var account in unsettled.Accounts)
        {
            unlink.Execute(account);
            link.Execute(account);
        }

        UnsettledLines.Clear(unit);
    }
}

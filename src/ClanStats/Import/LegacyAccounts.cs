using ClanStats.Domain.Identity;
using ClanStats.Identity;
using ClanStats.Storage.LegacyImport;

namespace ClanStats.Import;

/// <summary>Why an account was given no member.</summary>
internal enum AccountProof
{
    /// <summary>Its names prove who it is.</summary>
    Proved,

    /// <summary>No name it showed was ever a member's.</summary>
    NoMembersName,

    /// <summary>Its names were those of several members.</summary>
    SeveralMembers,

    /// <summary>Another account wrote more under the member's name, and this one showed other names too.</summary>
    AnotherAccount,

    /// <summary>A bot or a webhook.</summary>
    NoPerson,
}

/// <summary>An account with what its names prove.</summary>
internal sealed record JudgedAccount(AdoptedAccount Account, AccountProof Proof, long Messages);

/// <summary>
/// Works out whose the Discord accounts of the old database are. It kept the name an account showed with every message, so that an account
/// is known by all its names of all times; the account, not the name, is what messages are given by.
/// </summary>
internal sealed class LegacyAccounts
{
    private const string Webhook = "webhook";
    private const string WebhookSign = "#0000";
    private const int FewestRelayedNames = 2;
    private readonly HashSet<long> _relays = [];

    /// <summary>Every account.</summary>
    public List<JudgedAccount> All { get; } = [];

    /// <summary>Channels in which a relay posts.</summary>
    public HashSet<long> RelayChannels { get; } = [];

    /// <summary>Judges the accounts.</summary>
    /// <param name="authors">Who wrote under which name where.</param>
    /// <param name="names">Whom a player's name means.</param>
    /// <param name="knownKinds">Kinds of accounts the database knows.</param>
    /// <param name="relayChannel">RELAY_CHANNEL_ID; null if it is not set.</param>
    public static LegacyAccounts Of(
        IReadOnlyCollection<LegacyAuthor> authors, NameIndex names, IReadOnlyDictionary<long, string> knownKinds, Snowflake? relayChannel)
    {
        var judged = new LegacyAccounts();
        var claims = new List<Claim>();
        foreach (var lines in authors.Where(author => author.AuthorId is not null).GroupBy(author => author.AuthorId!.Value))
        {
            var all = lines.ToList();
            if (Relays(all, relayChannel))
            {
                judged._relays.Add(lines.Key);
                judged.RelayChannels.UnionWith(all.Where(line => line.Bold > 0).Select(line => line.ChannelId));
            }

            claims.Add(new Claim(lines.Key, all, judged.KindOf(lines.Key, all, knownKinds), names));
        }

        var strongest = claims.Where(claim => claim.Member is not null)
            .GroupBy(claim => claim.Member!.Value)
            .ToDictionary(group => group.Key, group => group.MaxBy(claim => (claim.LinesOfMember, -claim.AuthorId))!.AuthorId);
        foreach (var claim in claims.OrderBy(claim => claim.AuthorId))
        {
            var proof = claim.Judge(strongest);
            judged.All.Add(new JudgedAccount(claim.ToAccount(proof == AccountProof.Proved), proof, claim.Lines));
        }

        return judged;
    }

    /// <summary>Calls accounts by their ids where their name must not be kept: a relay may have posted under a player's name.</summary>
    public void Rename(Func<AdoptedAccount, bool> mustNotBeKept)
    {
        for (var i = 0; i < All.Count; i++)
        {
            var account = All[i].Account;
            All[i] = mustNotBeKept(account) ? All[i] with { Account = account with { Name = new Snowflake(account.AuthorId).ToString() } } : All[i];
        }
    }

    /// <summary>Whether an author relays the game chat.</summary>
    public bool IsRelay(long? authorId) => authorId is { } id && _relays.Contains(id);

    /// <summary>
    /// The old program noted nothing of an author but id and name. A relay is known by its lines, which have the form of relayed ones, and
    /// by the players' names the old program entered for them: one id, many names.
    /// </summary>
    private static bool Relays(List<LegacyAuthor> lines, Snowflake? relayChannel) =>
        lines.Sum(line => line.Bold) * 2 >= lines.Sum(line => line.Messages)
        && (lines.Select(line => line.Name).Distinct(StringComparer.Ordinal).Count() >= FewestRelayedNames
            || lines.Exists(line => line.Name?.EndsWith(WebhookSign, StringComparison.Ordinal) == true)
            || lines.Exists(line => line.ChannelId == relayChannel?.Value));

    private string KindOf(long authorId, List<LegacyAuthor> lines, IReadOnlyDictionary<long, string> knownKinds)
    {
        if (knownKinds.TryGetValue(authorId, out var known))
        {
            return known;
        }

        if (_relays.Contains(authorId) || lines.Exists(line => line.Name?.EndsWith(WebhookSign, StringComparison.Ordinal) == true))
        {
            return Webhook;
        }

        var shown = lines.MaxBy(line => line.Last)!.Name ?? "";
        return shown.StartsWith("deleted_user_", StringComparison.Ordinal) || shown.StartsWith("Deleted User", StringComparison.Ordinal) ? "deleted" : "user";
    }

    /// <summary>An account and the members its names were.</summary>
    private sealed class Claim
    {
        private readonly List<LegacyAuthor> _lines;
        private readonly string _kind;
        private readonly Dictionary<long, long> _linesByMember = [];

        public Claim(long authorId, List<LegacyAuthor> lines, string kind, NameIndex names)
        {
            (AuthorId, _lines, _kind) = (authorId, lines, kind);
            foreach (var line in kind is "user" ? lines : [])
            {
                if (DisplayName.ToPlayerName(line.Name) is { Length: > 0 } name && names.Resolve(name, new Snowflake(line.Last).Time) is { } member)
                {
                    _linesByMember[member] = _linesByMember.GetValueOrDefault(member) + line.Messages;
                }
            }
        }

        public long AuthorId { get; }

        public long Lines => _lines.Sum(line => line.Messages);

        public long? Member => _linesByMember.Count == 1 ? _linesByMember.Keys.Single() : null;

        public long LinesOfMember => _linesByMember.Values.Sum();

        public AccountProof Judge(Dictionary<long, long> strongest) => Member switch
        {
            _ when _kind is not ("user" or "deleted") => AccountProof.NoPerson,
            null => _linesByMember.Count == 0 ? AccountProof.NoMembersName : AccountProof.SeveralMembers,
            { } member when strongest[member] == AuthorId || LinesOfMember == Lines => AccountProof.Proved,
            _ => AccountProof.AnotherAccount,
        };

        public AdoptedAccount ToAccount(bool isProved) => new(
            AuthorId,
            _lines.MaxBy(line => line.Last)!.Name ?? new Snowflake(AuthorId).ToString(),
            _kind,
            new Snowflake(_lines.Min(line => line.First)).Time,
            new Snowflake(_lines.Max(line => line.Last)).Time,
            isProved ? Member : null);
    }
}

using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Report;

/// <summary>Of whom, and over which time, all messages are known; without that, silence says nothing.</summary>
internal sealed class ChatKnowledge
{
    private readonly SourceCoverage _discord;
    private readonly SourceCoverage _relay;
    private readonly Dictionary<long, MemberFacts> _members;
    private readonly ILookup<long, MemberFacts> _people;

    public ChatKnowledge(ClanFacts facts, bool isConnected)
    {
        IsConnected = isConnected;
        _discord = new SourceCoverage(facts.Reads, "discord");
        _relay = new SourceCoverage(facts.Reads, "relay");
        _members = facts.Members.ToDictionary(member => member.Id);
        _people = facts.Members.ToLookup(member => member.PersonId);
    }

    /// <summary>Whether Discord is configured.</summary>
    public bool IsConnected { get; }

    /// <summary>Whether all of a person's messages inside a span are known: by an account, or by the relayed game chat.</summary>
    /// <param name="member">Row of clan_members.</param>
    /// <param name="span">The time.</param>
    public bool IsKnown(long member, TimeWindow span)
    {
        if (!IsConnected || !_members.TryGetValue(member, out var facts))
        {
            return false;
        }

        var players = _people[facts.PersonId].ToList();
        return !players.Exists(player => player.IsForgotten)
            && ((players.Exists(player => player.IsLinked || player.HasNoAccount) && Reaches(_discord, span)) || Reaches(_relay, span));
    }

    private static bool Reaches(SourceCoverage source, TimeWindow span) => source.From() is { } from && from <= span.Start && source.LastRead >= span.End;
}

using ClanStats.Domain.Report;

namespace ClanStats.Domain.Rules;

/// <summary>Everything that keeps somebody out of verdicts tonight, in words; the rules themselves ask <see cref="Spared"/> and the notes.</summary>
internal static class Exemptions
{
    /// <summary>By row of clan_members a person is listed under; nobody without a reason.</summary>
    public static IReadOnlyDictionary<long, IReadOnlyList<string>> Of(IReadOnlyList<MemberReport> members, ReportRequest request)
    {
        var notes = PeopleOnRoster.Match(members, request.People);
        var found = new Dictionary<long, IReadOnlyList<string>>();
        foreach (var person in JudgedPerson.On(members, new RoleAuthority(request.Rules.Roles)))
        {
            var reasons = Reasons(person, notes, request).ToList();
            if (reasons.Count > 0)
            {
                found.Add(person.Id, reasons);
            }
        }

        return found;
    }

    private static IEnumerable<string> Reasons(JudgedPerson person, PeopleOnRoster notes, ReportRequest request)
    {
        if (Spared.Because(person, notes, request.Now) is { } spared)
        {
            yield return spared;
        }

        if (person.JoinedAt is { } joined && request.Now.WholeDaysSince(joined) < request.Rules.GraceDays)
        {
            yield return $"off the purge list: joined less than {request.Rules.GraceDays} days ago";
        }

        if (notes.IgnoredBecause(person.PersonId, DecisionLists.Purge) is { } ignored)
        {
            yield return $"left off the purge list: {ignored}";
        }

        if (notes.IsNotToBePromoted(person.PersonId))
        {
            yield return "not to be promoted";
        }
    }
}

namespace ClanStats.Domain.Rules;

/// <summary>Whom a promotion may be about, and who was left out.</summary>
/// <param name="People">Who may be promoted.</param>
/// <param name="LeftOut">Who may not, and of whom nobody is sure who they are, a line each.</param>
internal sealed record Promotable(List<JudgedPerson> People, IReadOnlyList<string> LeftOut)
{
    /// <summary>Leaves out whom the officers' notes keep from promotion, and archived profiles.</summary>
    public static Promotable Of(IReadOnlyList<JudgedPerson> people, PeopleOnRoster notes)
    {
        var allowed = people.Where(person => !notes.IsNotToBePromoted(person.PersonId)).ToList();
        var sure = allowed.Where(person => !person.IdentityPending).ToList();
        return new Promotable(
            sure,
            [
                .. Line(people.Count - allowed.Count, "not to be promoted not judged."),
                .. Line(allowed.Count - sure.Count, "of pending identity not judged."),
            ]);
    }

    private static string[] Line(int count, string why) => count == 0 ? [] : [$"{RuleText.People(count)} {why}"];
}

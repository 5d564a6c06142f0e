using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;

namespace ClanStats.Exports.Json;

/// <summary>The ladder of ranks as clan_data.json writes it.</summary>
internal static class LadderJson
{
    /// <summary>The section's content.</summary>
    public static void Write(Utf8JsonWriter json, LadderReport ladder)
    {
        json.WriteString("source", ladder.Source);
        json.WriteString("summary", ladder.Summary);
        json.Items("ranks", ladder.Ranks, rank => WriteRank(json, rank));
        json.Items("people", ladder.People, person => WritePerson(json, person));
        json.Texts("notes", ladder.Notes);
    }

    private static void WriteRank(Utf8JsonWriter json, LadderRank rank)
    {
        json.WriteStartObject();
        json.WriteString("role", rank.Role);
        json.WriteString("title", RoleAuthority.TitleOf(rank.Role));
        json.WriteNumber("tenure_days", rank.TenureDays);
        json.WriteNumber("active_weeks", rank.ActiveWeeks);
        json.WriteNumber("contribution", rank.Contribution);
        json.WriteNumber("points_percentile", rank.PointsPercentile);
        json.WriteBoolean("no_open_flag", rank.NoOpenFlag);
        json.WriteNumber("total_level", rank.TotalLevel);
        json.WriteNumber("combat_level", rank.CombatLevel);
        json.WriteNumber("kills", rank.Kills);
        json.WriteNumber("raids", rank.Raids);
        json.WriteStartObject("bosses");
        foreach (var (boss, kills) in rank.Bosses.OrderBy(boss => boss.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(boss, kills);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePerson(Utf8JsonWriter json, LadderPerson person)
    {
        json.WriteStartObject();
        json.WriteNumber("id", person.MemberId);
        json.WriteString("name", person.Name);
        json.WriteString("role", person.RoleTitle);
        json.WriteString("next", person.Next);
        json.WriteString("next_title", person.NextTitle);
        json.WriteString("status", person.Status.ToName());
        json.WriteNumber("cut_offs_passed", person.CutOffsPassed);
        json.WriteString("from", IsoDay.Of(person.From));
        json.WriteString("smallest_change", person.SmallestChange);
        json.Items("checks", person.Checks, check =>
        {
            json.WriteStartObject();
            json.WriteString("requirement", check.Label);
            json.WriteNumber("needed", check.Needed);
            json.WriteBoolean("limit", check.IsLimit);
            json.Number("value", check.Value);
            json.WriteBoolean("at_least", check.IsLowerBound);
            json.Number("peer_median", check.PeerMedian);
            json.Flag("passed", check.Passed);
            json.WriteString("change", check.Change);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }
}

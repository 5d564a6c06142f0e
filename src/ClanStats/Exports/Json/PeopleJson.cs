using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Json;

/// <summary>Members, sources and the reconciliation as clan_data.json and run_summary.json write them.</summary>
internal static class PeopleJson
{
    /// <summary>One member of the roster.</summary>
    public static void WriteMember(Utf8JsonWriter json, MemberReport member)
    {
        json.WriteStartObject();
        json.WriteNumber("id", member.Id);
        json.Number("wom_player_id", member.WomPlayerId);
        json.WriteNumber("person_id", member.PersonId);
        json.WriteString("username", member.Username);
        json.WriteString("display_name", member.DisplayName);
        json.Texts("former_names", member.FormerNames);
        json.WriteString("role", member.Role);
        json.WriteString("status", member.Status);
        json.WriteBoolean("identity_pending", member.IdentityPending);
        json.Time("joined_at", member.JoinedAt);
        json.Number("days_in_clan", member.DaysInClan);
        json.Number("total_xp", member.TotalXp);
        json.Number("total_boss", member.TotalBoss);
        Windows(json, "xp", member.Xp, json.Number);
        Windows(json, "boss", member.Boss, json.Number);
        Windows(json, "ehp", member.Ehp, json.Number);
        Windows(json, "ehb", member.Ehb, json.Number);
        Windows(json, "msgs", member.Messages, json.Number);
        Windows(json, "game_days", member.GameDays, json.Number);
        Windows(json, "chat_days", member.ChatDays, json.Number);
        json.Number("msgs_total", member.MessagesTotal.Value);
        json.Number("official_xp_7d", member.OfficialXp7);
        json.Number("official_xp_30d", member.OfficialXp30);
        json.WriteNumber("score", member.Score);
        json.WriteString("state", member.State.ToName());
        WriteFreshness(json, member);
        WriteMarks(json, member);
        json.WriteEndObject();
    }

    /// <summary>One source; with Discord how much of it is assigned to somebody.</summary>
    public static void WriteSource(Utf8JsonWriter json, SourceStatus source, LinkCoverage? coverage)
    {
        json.WriteStartObject();
        json.WriteString("key", source.Key);
        json.WriteString("title", source.Title);
        json.WriteBoolean("connected", source.Connected);
        json.Time("last_complete_read", source.LastCompleteRead);
        json.Number("age_hours", source.AgeHours is { } age ? Math.Round(age, 2) : (double?)null);
        json.Time("coverage_from", source.CoverageFrom);
        json.Texts("missing_days", source.MissingDays);
        json.Texts("failures", source.Failures);
        if (coverage is not null && source.Key == "discord")
        {
            LinksJson.WriteCoverage(json, coverage);
        }

        json.WriteEndObject();
    }

    /// <summary>The reconciliation of people, with or without the names behind each count.</summary>
    public static void WriteReconciliation(Utf8JsonWriter json, Reconciliation people, bool withNames)
    {
        json.WriteStartObject();
        json.WriteNumber("ever_known", people.EverKnown);
        (string Key, IReadOnlyList<PersonRef> People)[] lists =
        [
            ("current", people.Current), ("left", people.Left), ("archived", people.Archived), ("measured", people.Measured),
            ("not_measured", people.NotMeasured), ("in_all_members", people.InAllMembers), ("left_out", people.LeftOut),
            ("linked", people.Linked), ("unlinked", people.Unlinked),
        ];
        foreach (var (key, list) in lists)
        {
            json.WriteNumber(key, list.Count);
        }

        if (withNames)
        {
            json.WriteStartObject("names");
            foreach (var (key, list) in lists)
            {
                json.Texts(key, list.Select(person => person.Name));
            }

            json.WriteEndObject();
        }

        WriteSplit(json, "messages_30d", people.Messages);
        WriteSplit(json, "xp_30d", people.Xp);
        json.WriteEndObject();
    }

    private static void Windows<T>(Utf8JsonWriter json, string prefix, WindowSet<T> set, Action<string, T?> write)
        where T : struct
    {
        foreach (var (window, figure) in set.All)
        {
            write($"{prefix}_{window.Key}", figure.Value);
        }
    }

    private static void WriteFreshness(Utf8JsonWriter json, MemberReport member)
    {
        json.WriteStartObject("freshness");
        json.Time("measured_at", member.MeasuredAt);
        json.Number("age_hours", member.AgeHours is { } age ? Math.Round(age, 2) : (double?)null);
        json.WriteEndObject();
    }

    private static void WriteMarks(Utf8JsonWriter json, MemberReport member)
    {
        json.WriteStartObject("marks");
        Marks(json, "xp", member.Xp);
        Marks(json, "boss", member.Boss);
        Marks(json, "ehp", member.Ehp);
        Marks(json, "ehb", member.Ehb);
        Marks(json, "msgs", member.Messages);
        if (member.MessagesTotal.Mark.ToName() is { } total)
        {
            json.WriteString("msgs_total", total);
        }

        json.WriteEndObject();
    }

    private static void Marks<T>(Utf8JsonWriter json, string prefix, WindowSet<T> set)
        where T : struct
    {
        foreach (var (window, figure) in set.All)
        {
            if (figure.Mark.ToName() is { } mark)
            {
                json.WriteString($"{prefix}_{window.Key}", mark);
            }
        }
    }

    private static void WriteSplit(Utf8JsonWriter json, string key, Split? split)
    {
        if (split is null)
        {
            json.WriteNull(key);
            return;
        }

        json.WriteStartObject(key);
        json.WriteNumber("members", split.Members);
        json.WriteNumber("former", split.Former);
        json.WriteNumber("unassigned", split.Unassigned);
        json.WriteNumber("clan", split.Clan);
        json.WriteEndObject();
    }
}

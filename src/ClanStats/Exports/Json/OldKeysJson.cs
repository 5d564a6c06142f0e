using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Json;

/// <summary>The keys the old program's clan_data.json had, with their old meaning and right numbers, for scripts that read them.</summary>
internal static class OldKeysJson
{
    private const int TopCount = 9;
    private const int TopYearCount = 25;

    /// <summary>Writes all old keys but generated_at.</summary>
    public static void Write(Utf8JsonWriter json, ClanReport report)
    {
        WriteActivity(json, report);
        WriteCharts(json, report.Game);
        json.Items("correlation_data", report.Activity.Correlation, point =>
        {
            json.WriteStartObject();
            json.WriteNumber("x", point.Messages);
            json.WriteNumber("y", point.Xp);
            json.WriteNumber("r", 5);
            json.WriteString("user", point.Name);
            json.WriteEndObject();
        });
        json.Items("clan_records", report.Game.Records, record =>
        {
            json.WriteStartObject();
            json.WriteString("boss", record.Label);
            json.WriteString("holder", record.Holder);
            json.WriteNumber("kills", record.Kills);
            json.WriteString("boss_id", record.Key);
            json.WriteBoolean("former", record.Former);
            json.WriteEndObject();
        });
        WriteMembers(json, report);
        WriteConfig(json, report.Settings);
    }

    private static void WriteActivity(Utf8JsonWriter json, ClanReport report)
    {
        json.Items("activity_heatmap", report.Activity.HourOfDay, count => json.NumberValue(count));
        json.Items("history", report.Activity.History, day =>
        {
            json.WriteStartObject();
            json.WriteString("date", IsoDay.Of(day.Date));
            json.Number("xp", day.Xp);
            json.Number("msgs", day.Messages);
            json.WriteBoolean("partial", day.Partial);
            json.WriteStartObject("sources");
            foreach (var source in report.Sources)
            {
                json.WriteString(source.Key, DayCoverage.Of(source, day.Date));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
        json.Items("heatmap_week", report.Activity.HourOfWeek, row =>
        {
            json.WriteStartArray();
            foreach (var count in row)
            {
                json.NumberValue(count);
            }

            json.WriteEndArray();
        });
    }

    private static void WriteCharts(Utf8JsonWriter json, ClanGame game)
    {
        Chart(json, "chart_boss_diversity", game.BossDiversity.Select(boss => boss.Label), game.BossDiversity.Select(boss => (double)boss.Count));
        Chart(json, "chart_raids", game.Raids.Select(raid => raid.Label), game.Raids.Select(raid => raid.PerMember));
        json.Items("raids", game.Raids, raid =>
        {
            json.WriteStartObject();
            json.WriteString("label", raid.Label);
            json.WriteNumber("normal", raid.Normal);
            json.WriteNumber("hard", raid.Hard);
            json.WriteNumber("total", raid.Total);
            json.WriteNumber("per_member", raid.PerMember);
            json.WriteEndObject();
        });
        json.Items("maxed", game.Maxed, person =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", person.Id);
            json.WriteString("name", person.Name);
            json.WriteEndObject();
        });
        Chart(json, "chart_skills", game.Skills99.Select(skill => skill.Label), game.Skills99.Select(skill => (double)skill.Count));
        json.WriteStartObject("chart_boss_trend");
        json.WriteString("boss_name", game.BossOfTheMonth?.Label);
        json.Number("total_gain", game.BossOfTheMonth?.Gain);
        Chart(
            json,
            "chart_data",
            (game.BossOfTheMonth?.Days ?? []).Select(day => IsoDay.Of(day.Date)),
            (game.BossOfTheMonth?.Days ?? []).Select(day => (double)day.Kills),
            "Daily Kills");
        json.WriteEndObject();
    }

    private static void Chart(Utf8JsonWriter json, string key, IEnumerable<string> labels, IEnumerable<double> data, string? label = null)
    {
        json.WriteStartObject(key);
        json.Texts("labels", labels);
        json.WriteStartArray("datasets");
        json.WriteStartObject();
        if (label is not null)
        {
            json.WriteString("label", label);
        }

        json.Items("data", data, json.WriteNumberValue);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, ClanReport report)
    {
        var members = report.Members
            .Where(member => report.Reconciliation.InAllMembers.Any(person => person.Id == member.Id))
            .OrderByDescending(member => member.Xp.D7.Value ?? -1).ThenBy(member => member.Id)
            .ToList();
        json.Items("allMembers", members, member => WriteOldMember(json, member));
        json.Items("topBossers", Top(members, member => member.Boss.D7.Value, TopCount), member => WriteOldMember(json, member));
        json.Items("topXPGainers", Top(members, member => member.Xp.D7.Value, TopCount), member => WriteOldMember(json, member));
        json.Items("topXPYear", Top(members, member => member.Xp.D365.Value, TopYearCount), member => WriteOldMember(json, member));
        Best(json, "topBossKiller", "kills", members, member => member.Boss.D7.Value);
        Best(json, "topXPGainer", "xp", members, member => member.Xp.D7.Value);
        Best(json, "topMessenger", "messages", members, member => member.MessagesTotal.Value);
        Best(json, "risingStar", "msgs", members, member => member.Messages.D7.Value);
    }

    private static IEnumerable<MemberReport> Top(IEnumerable<MemberReport> members, Func<MemberReport, long?> value, int count) => members
        .Where(member => value(member) > 0)
        .OrderByDescending(member => value(member)).ThenBy(member => member.Id)
        .Take(count);

    private static void Best(
        Utf8JsonWriter json, string key, string valueKey, IEnumerable<MemberReport> members, Func<MemberReport, long?> value)
    {
        if (Top(members, value, 1).FirstOrDefault() is not { } best)
        {
            json.WriteNull(key);
            return;
        }

        json.WriteStartObject(key);
        json.WriteString("name", best.DisplayName);
        json.Number(valueKey, value(best));
        json.WriteEndObject();
    }

    private static void WriteOldMember(Utf8JsonWriter json, MemberReport member)
    {
        json.WriteStartObject();
        json.WriteNumber("id", member.Id);
        json.WriteString("username", PlayerName.Normalize(member.Username));
        json.WriteString("role", member.Role);
        json.WriteString("rank_img", $"rank_{member.Role}.png");
        json.WriteString("joined_at", member.JoinedAt is { } joined ? IsoDay.Of(joined.Date) : "N/A");
        json.Number("days_in_clan", member.DaysInClan);
        json.Number("xp_7d", member.Xp.D7.Value);
        json.Number("xp_30d", member.Xp.D30.Value);
        json.Number("xp_year", member.Xp.D365.Value);
        json.Number("boss_7d", member.Boss.D7.Value);
        json.Number("boss_30d", member.Boss.D30.Value);
        json.Number("total_xp", member.TotalXp);
        json.Number("total_boss", member.TotalBoss);
        json.Number("msgs_7d", member.Messages.D7.Value);
        json.Number("msgs_30d", member.Messages.D30.Value);
        json.Number("msgs_total", member.MessagesTotal.Value);
        Boss(json, "favorite_boss", member.FavoriteBoss);
        Boss(json, "favorite_boss_all_time", member.FavoriteBossAllTime);
        json.WriteString("context_class", $"context-{member.Context}");
        json.WriteEndObject();
    }

    private static void Boss(Utf8JsonWriter json, string key, string? boss)
    {
        json.WriteString(key, boss is null ? "None" : MetricCatalog.ToTitle(boss));
        json.WriteString($"{key}_img", boss is null ? null : $"boss_{boss}.png");
    }

    private static void WriteConfig(Utf8JsonWriter json, ReportSettings settings)
    {
        json.WriteStartObject("config");
        json.WriteNumber("leaderboard_weight_boss", settings.WeightBoss);
        json.WriteNumber("leaderboard_weight_msgs", settings.WeightMessages);
        json.WriteNumber("purge_threshold_days", settings.PurgeThresholdDays);
        json.WriteNumber("purge_min_xp", settings.PurgeMinXp);
        json.WriteNumber("purge_min_boss", settings.PurgeMinBoss);
        json.WriteNumber("purge_min_msgs", settings.PurgeMinMessages);
        json.WriteNumber("leaderboard_size", settings.LeaderboardSize);
        json.WriteNumber("top_boss_cards", settings.TopBossCards);
        json.WriteString("time_zone", settings.TimeZone.Id);
        json.WriteEndObject();
    }
}

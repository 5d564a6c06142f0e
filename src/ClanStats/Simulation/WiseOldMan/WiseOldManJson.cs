using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.World;

namespace ClanStats.Simulation.WiseOldMan;

/// <summary>Writes the shapes that several of WOM's answers share.</summary>
internal sealed class WiseOldManJson(SimulatedClan clan)
{
    private const double HoursToMaxed = 1_043.4996;
    private const double HoursToEverything = 13_009.7;

    /// <summary>A player object.</summary>
    public void Player(Utf8JsonWriter json, SimulatedPlayer player)
    {
        json.WriteStartObject();
        PlayerFields(json, player, clan.LatestOf(player));
        json.WriteEndObject();
    }

    /// <summary>The fields of a player object.</summary>
    public void PlayerFields(Utf8JsonWriter json, SimulatedPlayer player, SimulatedSnapshot? latest)
    {
        var name = player.NameAt(clan.Now);
        var history = clan.HistoryOf(player);
        json.WriteNumber("id", player.Id);
        json.WriteString("username", PlayerName.Standardise(name));
        json.WriteString("displayName", name);
        json.WriteString("type", player.Type);
        json.WriteString("build", "main");
        json.WriteString("status", clan.StatusOf(player));
        json.WriteString("country", player.Country);
        json.WriteBoolean("patron", false);
        json.WriteNumber("exp", latest?.Sheet.Exp ?? 0);
        json.WriteNumber("ehp", latest?.Sheet.Ehp ?? 0);
        json.WriteNumber("ehb", latest?.Sheet.Ehb ?? 0);
        json.WriteNumber("ttm", latest is null ? 0 : Math.Round(Math.Max(0, HoursToMaxed - latest.Sheet.Ehp), 5));
        json.WriteNumber("tt200m", latest is null ? 0 : Math.Round(Math.Max(0, HoursToEverything - latest.Sheet.Ehp), 5));
        Date(json, "registeredAt", player.Registered);
        Date(json, "updatedAt", history.TimeBefore(clan.Now));
        Date(json, "lastChangedAt", history.LastChangeBefore(clan.Now));
        json.WriteNull("lastImportedAt");
    }

    /// <summary>A player with archive, annotations and newest snapshot.</summary>
    public void Details(Utf8JsonWriter json, SimulatedPlayer player)
    {
        var latest = clan.LatestOf(player) ?? clan.HistoryOf(player).LatestAt(clan.Now);
        json.WriteStartObject();
        PlayerFields(json, player, clan.LatestOf(player));
        json.WriteNumber("combatLevel", latest is null ? 3 : CombatLevel(latest.Sheet));
        Archive(json, player);
        json.WriteStartArray("annotations");
        json.WriteEndArray();
        json.WritePropertyName("latestSnapshot");
        if (latest is null)
        {
            json.WriteNullValue();
        }
        else
        {
            Snapshot(json, latest);
        }

        json.WriteEndObject();
    }

    /// <summary>A snapshot with all metrics.</summary>
    public static void Snapshot(Utf8JsonWriter json, SimulatedSnapshot snapshot)
    {
        var sheet = snapshot.Sheet;
        json.WriteStartObject();
        json.WriteNumber("id", -1);
        json.WriteNumber("playerId", snapshot.Player.Id);
        Date(json, "createdAt", snapshot.At);
        json.WriteNull("importedAt");
        json.WriteStartObject("data");
        Skills(json, sheet);
        Bosses(json, sheet);
        Activities(json, sheet);
        json.WriteStartObject("computed");
        Computed(json, "ehp", sheet.Ehp);
        Computed(json, "ehb", sheet.Ehb);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A date, or null.</summary>
    public static void Date(Utf8JsonWriter json, string name, UtcInstant? at) => json.WriteString(name, at?.ToIso());

    private void Archive(Utf8JsonWriter json, SimulatedPlayer player)
    {
        if (player.Renames.FirstOrDefault(rename => rename.IsArchival && rename.Resolved <= clan.Now) is not { } archival)
        {
            json.WriteNull("archive");
            return;
        }

        json.WriteStartObject("archive");
        json.WriteNumber("playerId", player.Id);
        json.WriteString("previousUsername", PlayerName.Standardise(archival.From));
        json.WriteString("archiveUsername", archival.To);
        json.WriteNull("restoredUsername");
        Date(json, "createdAt", archival.Resolved);
        json.WriteNull("restoredAt");
        json.WriteEndObject();
    }

    private static void Skills(Utf8JsonWriter json, HiscoreSheet sheet)
    {
        json.WriteStartObject("skills");
        for (var i = 0; i < MetricNames.Skills.Length; i++)
        {
            var experience = sheet.Skills[i];
            json.WriteStartObject(MetricNames.Skills[i]);
            json.WriteString("metric", MetricNames.Skills[i]);
            json.WriteNumber("experience", experience);
            json.WriteNumber("rank", Rank(experience, i == 0 ? 5_000_000 : 100_000));
            json.WriteNumber("level", i == 0 ? sheet.TotalLevel : Levels.Of(experience));
            json.WriteNumber("ehp", i == 0 ? sheet.Ehp : Math.Round(Math.Max(0, experience) / 150_000.0, 5));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Bosses(Utf8JsonWriter json, HiscoreSheet sheet)
    {
        json.WriteStartObject("bosses");
        for (var i = 0; i < MetricNames.Bosses.Length; i++)
        {
            var kills = sheet.Bosses[i];
            if (kills == MetricVector.Absent)
            {
                continue;
            }

            json.WriteStartObject(MetricNames.Bosses[i]);
            json.WriteString("metric", MetricNames.Bosses[i]);
            json.WriteNumber("kills", kills);
            json.WriteNumber("rank", Rank(kills, 10));
            json.WriteNumber("ehb", Math.Round(Math.Max(0, kills) / (double)MetricProfile.KillsPerHour(i), 5));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Activities(Utf8JsonWriter json, HiscoreSheet sheet)
    {
        json.WriteStartObject("activities");
        for (var i = 0; i < MetricNames.Activities.Length; i++)
        {
            json.WriteStartObject(MetricNames.Activities[i]);
            json.WriteString("metric", MetricNames.Activities[i]);
            json.WriteNumber("score", sheet.Activities[i]);
            json.WriteNumber("rank", Rank(sheet.Activities[i], 10));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Computed(Utf8JsonWriter json, string metric, double value)
    {
        json.WriteStartObject(metric);
        json.WriteString("metric", metric);
        json.WriteNumber("value", value);
        json.WriteNumber("rank", Rank((long)value, 50));
        json.WriteEndObject();
    }

    private static long Rank(long value, long scale) => value < 0 ? -1 : 1 + (2_500_000 / (1 + (value / scale)));

    private static int CombatLevel(HiscoreSheet sheet)
    {
        int Level(string skill) => Levels.Of(sheet.Skills[Array.IndexOf(MetricNames.Skills, skill)]);
        var body = 0.25 * (Level("defence") + Level("hitpoints") + (Level("prayer") / 2));
        var melee = 0.325 * (Level("attack") + Level("strength"));
        var ranged = 0.325 * (Level("ranged") * 3 / 2);
        var magic = 0.325 * (Level("magic") * 3 / 2);
        return (int)(body + Math.Max(melee, Math.Max(ranged, magic)));
    }
}

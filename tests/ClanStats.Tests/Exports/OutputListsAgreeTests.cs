using System.Globalization;
using System.Text.Json;
using ClanStats.Exports;
using ClanStats.Exports.Enforcer;
using ClosedXML.Excel;

namespace ClanStats.Tests.Exports;

/// <summary>The same people for the same reasons everywhere: purge list, verdicts, officers and records, read from the files.</summary>
public sealed class OutputListsAgreeTests(AgreeingSets sets) : IClassFixture<AgreeingSets>
{
    /// <summary>Columns of the sheets of verdicts and the keys of clan_data.json that hold the same.</summary>
    private static readonly (string Column, string Key)[] Roster =
    [
        ("Msgs 7d", "msgs_7d"), ("Msgs 30d", "msgs_30d"), ("Msgs 90d", "msgs_90d"), ("Msgs Total", "msgs_total"), ("XP 7d", "xp_7d"), ("XP 30d", "xp_30d"),
        ("XP 90d", "xp_90d"), ("XP 365d", "xp_365d"), ("XP Total", "total_xp"), ("Boss 7d", "boss_7d"), ("Boss 30d", "boss_30d"), ("Boss 90d", "boss_90d"),
        ("Boss 365d", "boss_365d"), ("Boss Total", "total_boss"),
    ];

    public static TheoryData<string> Both => ["night", "sample"];

    [Theory]
    [MemberData(nameof(Both))]
    public void The_purge_list_is_the_same_in_all_four(string name)
    {
        var set = sets.Of(name);
        var text = set.Text("enforcer/purge_list.md");
        foreach (var (key, table, page) in new[] { ("candidates", "Purge", "candidates"), ("quiet_discord_unknown", "QuietDiscordUnknown", "unknown") })
        {
            var candidates = List(set.Data, "purge", key);
            var rows = set.Table("Purge", table);
            var drawn = List(set.Officers, "purge", page);
            rows.Select(row => row["Id"].GetString()).ShouldBe(candidates.Select(candidate => candidate.GetProperty("id").GetRawText()));
            drawn.Select(entry => entry.GetProperty("name").GetString()).ShouldBe(candidates.Select(candidate => candidate.GetProperty("name").GetString()));
            foreach (var ((candidate, row), entry) in candidates.Zip(rows).Zip(drawn))
            {
                WrittenSet.Number(row.First(cell => cell.Key.StartsWith("XP ", StringComparison.Ordinal)).Value).ShouldBe(WrittenSet.Number(candidate, "xp"));
                WrittenSet.Number(row.First(cell => cell.Key.StartsWith("Boss ", StringComparison.Ordinal)).Value).ShouldBe(WrittenSet.Number(candidate, "boss"));
                WrittenSet.Number(row.First(cell => cell.Key.StartsWith("Msgs ", StringComparison.Ordinal)).Value).ShouldBe(WrittenSet.Number(candidate, "msgs"));
                WrittenSet.Number(row["Days in clan"]).ShouldBe(WrittenSet.Number(candidate, "days_in_clan"));
                Time(row["First listed"])![..10].ShouldBe(candidate.GetProperty("first_listed").GetString());
                row["Status"].GetString().ShouldStartWith(candidate.GetProperty("status").GetString()!);
                entry.GetProperty("firstListed").GetString().ShouldBe(candidate.GetProperty("first_listed").GetString());
                entry.GetProperty("reason").GetString().ShouldBe(candidate.GetProperty("reason").GetString());
                WrittenSet.Number(entry, "days").ShouldBe(WrittenSet.Number(candidate, "days_in_clan"));
                text.ShouldContain($"- {MarkdownText.Name(candidate.GetProperty("name").GetString())} (");
                text.ShouldContain(MarkdownText.Literal(candidate.GetProperty("reason").GetString()));
            }
        }
    }

    [Theory]
    [InlineData("night", "moderation", "Moderation", "leadership_slump,churn_risk,silent_recruits,outliers")]
    [InlineData("sample", "moderation", "Moderation", "leadership_slump,churn_risk,silent_recruits,outliers")]
    [InlineData("night", "promotions", "Promotions", "high_velocity,social_pillars,carry_potential")]
    [InlineData("sample", "promotions", "Promotions", "high_velocity,social_pillars,carry_potential")]
    public void Verdicts_are_the_same_in_all_four(string name, string section, string sheet, string lists)
    {
        var set = sets.Of(name);
        var verdicts = lists.Split(',').SelectMany(list => List(set.Data, section, list)).ToList();
        var rows = set.Table(sheet, sheet);
        var text = set.Text($"enforcer/{section}.md");
        static (string?, string?, string?) Said(JsonElement verdict) =>
            (verdict.GetProperty("name").GetString(), verdict.GetProperty("rule").GetString(), verdict.GetProperty("reason").GetString());

        set.Officers.GetProperty(section).GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("people").EnumerateArray())
            .Select(Said).ShouldBe(verdicts.Select(Said));
        rows.Select(row => (row["Id"].GetString(), row["Rule"].GetString(), row["Why"].GetString())).ShouldBe(verdicts.Select(verdict =>
            (verdict.GetProperty("id").GetRawText(), verdict.GetProperty("rule").GetString()!, SafeCell.ForWorkbook(verdict.GetProperty("reason").GetString()))));
        verdicts.ShouldAllBe(verdict => text.Contains(MarkdownText.Literal(verdict.GetProperty("reason").GetString())));
        var members = Members(set).ToDictionary(member => member.GetProperty("id").GetRawText());
        foreach (var row in rows)
        {
            foreach (var (column, key) in Roster.Where(pair => row.ContainsKey(pair.Column)))
            {
                WrittenSet.Number(row[column]).ShouldBe(WrittenSet.Number(members[row["Id"].GetString()], key), column);
            }
        }

        (name == "night" || verdicts.Count > 0).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Records_and_officers_are_the_same_wherever_they_stand(string name)
    {
        var set = sets.Of(name);
        var records = set.Data.GetProperty("clan_records").EnumerateArray().Select(record => (
            record.GetProperty("boss").GetString()!, record.GetProperty("holder").GetString()!, record.GetProperty("kills").GetInt64(), record.GetProperty("former").GetBoolean())).ToList();
        records.ShouldNotBeEmpty();
        foreach (var page in new[] { set.Officers, set.Public })
        {
            page.GetProperty("records").EnumerateArray().Select(record => (
                record.GetProperty("label").GetString()!, record.GetProperty("holder").GetString()!, record.GetProperty("kills").GetInt64(), record.GetProperty("former").GetBoolean()))
                .ShouldBe(records);
        }

        foreach (var row in set.Table("Bosses", "Bosses").Where(row => row["Record kills"].DataType == XLDataType.Number))
        {
            records.Select(record => (record.Item1, SafeCell.ForWorkbook(record.Item2), record.Item3, record.Item4)).ShouldContain(
                (row["Boss"].GetString(), row["Record holder"].GetString(), (long)row["Record kills"].GetDouble(), row["Holder is"].GetString() == "former"));
        }

        var officers = List(set.Data, "officers", "officers");
        var rows = set.Table("Officers", "Officers");
        var drawn = List(set.Officers, "officers", "rows");
        rows.Select(row => row["Id"].GetString()).ShouldBe(officers.Select(officer => officer.GetProperty("id").GetRawText()));
        foreach (var ((officer, row), entry) in officers.Zip(rows).Zip(drawn))
        {
            foreach (var (key, column, page) in new[] { ("msgs_30d", "Msgs 30d", "msgs30"), ("xp_30d", "XP 30d", "xp30"), ("boss_30d", "Boss 30d", "boss30") })
            {
                WrittenSet.Number(row[column]).ShouldBe(WrittenSet.Number(officer, key));
                WrittenSet.Number(entry, page).ShouldBe(WrittenSet.Number(officer, key));
            }

            row["Fact"].GetString().ShouldBe(SafeCell.ForWorkbook(officer.GetProperty("fact").GetString()));
            entry.GetProperty("label").GetString().ShouldBe(officer.GetProperty("label").GetString());
        }
    }

    private static List<JsonElement> Members(WrittenSet set) => [.. set.Data.GetProperty("members").EnumerateArray()];

    private static List<JsonElement> List(JsonElement holder, string section, string key) =>
        holder.GetProperty(section).TryGetProperty(key, out var list) ? [.. list.EnumerateArray()] : [];

    private static string? Time(IXLCell cell) => cell.DataType == XLDataType.DateTime
        ? cell.GetDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        : null;
}

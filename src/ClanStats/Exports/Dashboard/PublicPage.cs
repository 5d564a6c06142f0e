using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>The members' page: its first view as plain HTML and the data inside it, both from <see cref="PublicClan"/> alone.</summary>
internal static class PublicPage
{
    /// <summary>How many places of a top list stand in the first view.</summary>
    private const int PlacesShown = 5;

    /// <summary>How many top lists stand in the first view: those of seven days.</summary>
    private const int TopListsShown = 3;

    public static string Body(PublicClan clan)
    {
        var html = new Markup();
        Masthead.Open(html, clan.Clan, clan.Clan.DataAsOf is null ? "act" : "good", [], "This week");
        Week(html, clan);
        Masthead.Tiles(html, clan.Numbers);
        html.Raw("<div class=\"needs\">");
        foreach (var top in clan.Top.Take(TopListsShown))
        {
            Card(html, top.Title, top.Rows.Select(row => (row.Name, row.Value)), top.Empty);
        }

        Card(html, "Highest kill counts", clan.Clan.Game.Records.Select(record => ($"{record.Label}: {record.Holder}", record.Kills)));
        Card(html, "Bosses of the week", clan.Clan.Game.BossDiversity.Select(boss => (boss.Label, boss.Count)));
        Card(html, "Members at level 99", clan.Clan.Game.Skills99.Where(skill => skill.Count > 0).Select(skill => (skill.Label, skill.Count)));
        html.Raw("</div>");
        Masthead.Close(html);
        return html.ToString();
    }

    public static string Document(PublicClan clan) => PageJson.Document(json =>
    {
        clan.Clan.Write(json, "public");
        json.WriteList("top", clan.Top, WriteTop);
        var names = Names(clan);
        json.WriteTexts("names", names.Keys.Select(MetricCatalog.ToTitle));
        json.WriteNumber("skillsInAll", clan.Clan.Game.Skills99.Count);
        json.WriteList("people", clan.People, (writer, person) => WritePerson(writer, person, names));
    });

    private static void Week(Markup html, PublicClan clan)
    {
        var week = clan.Week;
        html.Raw("<p class=\"opening\">This week in ").Name(clan.Clan.Name).Raw(" <span class=\"answer\">").Text(week.Lists.Count == 0
            ? "Nothing to celebrate was announced in the last seven days."
            : $"{DateText.Of(week.Span.Start.Date)} to {DateText.Of(week.Span.End.Date)}").Raw("</span></p>");
        html.Raw("<div class=\"week\">");
        foreach (var column in WeekColumns.Of(week.Lists))
        {
            html.Raw("<div class=\"column\">");
            foreach (var list in column)
            {
                Feat(html, list);
            }

            html.Raw("</div>");
        }

        html.Raw("</div>");
        if (!week.IsChatRead)
        {
            html.Raw("<p class=\"note\">Pets, drops and the collection log are announced in the game chat, which is not read here.</p>");
        }
    }

    private static void Feat(Markup html, WeekList list)
    {
        html.Raw("<article class=\"card feat ").Text(list.Key).Raw("\"><h3>").Text(list.Title).Raw("</h3><ul>");
        foreach (var line in list.Lines)
        {
            html.Raw("<li>").Name(line.Name).Raw(" <span class=\"did\">").Text(line.Text).Raw("</span></li>");
        }

        html.Raw("</ul>");
        if (list.More > 0)
        {
            html.Raw("<p class=\"more\">and ").Number(list.More).Raw(" more</p>");
        }

        html.Raw("</article>");
    }

    private static void Card(Markup html, string title, IEnumerable<(string Name, long Value)> rows, string empty = PublicTop.NothingCounted)
    {
        var shown = rows.Take(PlacesShown).ToArray();
        html.Raw("<article class=\"card\"><div class=\"head\"><h3>").Text(title).Raw("</h3></div>");
        if (shown.Length == 0)
        {
            html.Raw("<p class=\"empty\">").Text(empty).Raw("</p></article>");
            return;
        }

        html.Raw("<ol class=\"places\">");
        foreach (var (name, value) in shown)
        {
            html.Raw("<li>").Name(name).Raw(" <span class=\"n\">").Number(value).Raw("</span></li>");
        }

        html.Raw("</ol></article>");
    }

    /// <summary>Every metric that a person's part names, once: hundreds of people share a few dozen.</summary>
    private static Dictionary<string, int> Names(PublicClan clan)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var lifetime in clan.People.Select(person => person.Lifetime))
        {
            foreach (var metric in lifetime.Mastered.Concat(lifetime.Bosses.Select(boss => boss.Boss)).Concat(lifetime.Next.Select(next => next.Metric)))
            {
                names.TryAdd(metric, names.Count);
            }
        }

        return names;
    }

    private static void WriteTop(Utf8JsonWriter json, PublicTop top)
    {
        json.WriteStartObject();
        json.WriteString("title", top.Title);
        json.WriteString("signal", top.Signal);
        json.WriteString("empty", top.Empty);
        json.WriteList("rows", top.Rows, (writer, row) =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", row.Name);
            writer.WriteNumber("value", row.Value);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WritePerson(Utf8JsonWriter json, PublicPerson person, Dictionary<string, int> names)
    {
        json.WriteStartObject();
        json.WriteString("name", person.Name);
        json.Number("xp", person.TotalXp);
        json.Number("kills", person.TotalBoss);
        json.Number("msgs", person.Messages);
        json.Number("level", person.Lifetime.TotalLevel);
        json.WriteList("mastered", person.Lifetime.Mastered, (writer, skill) => writer.WriteNumberValue(names[skill]));
        json.WriteList("bosses", person.Lifetime.Bosses, (writer, boss) =>
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(names[boss.Boss]);
            writer.WriteNumberValue(boss.Kills);
            writer.WriteBooleanValue(boss.IsClanRecord);
            writer.WriteEndArray();
        });
        json.WriteList("next", person.Lifetime.Next, (writer, next) =>
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(names[next.Metric]);
            writer.WriteStringValue(next.Kind);
            writer.WriteNumberValue(next.Now);
            writer.WriteNumberValue(next.Goal);
            writer.WriteEndArray();
        });
        json.WriteEndObject();
    }
}

using System.Text.Json;

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
        Masthead.Tiles(html, clan.Numbers);
        html.Raw("<div class=\"needs\">");
        foreach (var top in clan.Top.Take(TopListsShown))
        {
            Card(html, top.Title, top.Rows.Select(row => (row.Name, row.Value)));
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
        json.WriteList("people", clan.People, WritePerson);
    });

    private static void Card(Markup html, string title, IEnumerable<(string Name, long Value)> rows)
    {
        var shown = rows.Take(PlacesShown).ToArray();
        html.Raw("<article class=\"card\"><div class=\"head\"><h3>").Text(title).Raw("</h3></div>");
        if (shown.Length == 0)
        {
            html.Raw("<p class=\"empty\">Nothing was counted in this time.</p></article>");
            return;
        }

        html.Raw("<ol class=\"places\">");
        foreach (var (name, value) in shown)
        {
            html.Raw("<li>").Name(name).Raw(" <span class=\"n\">").Number(value).Raw("</span></li>");
        }

        html.Raw("</ol></article>");
    }

    private static void WriteTop(Utf8JsonWriter json, PublicTop top)
    {
        json.WriteStartObject();
        json.WriteString("title", top.Title);
        json.WriteString("signal", top.Signal);
        json.WriteList("rows", top.Rows, (writer, row) =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", row.Name);
            writer.WriteNumber("value", row.Value);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WritePerson(Utf8JsonWriter json, PublicPerson person)
    {
        json.WriteStartObject();
        json.WriteString("name", person.Name);
        json.WriteCount("xp", person.TotalXp);
        json.WriteCount("kills", person.TotalBoss);
        json.WriteCount("msgs", person.Messages);
        json.WriteEndObject();
    }
}

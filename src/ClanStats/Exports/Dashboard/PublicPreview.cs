namespace ClanStats.Exports.Dashboard;

/// <summary>What stands where somebody shares the page's address: its title and two lines about the week.</summary>
internal static class PublicPreview
{
    public static string Title(PublicClan clan) => $"{clan.Clan.Name}: this week in the clan";

    /// <summary>The tags that chat programs and search engines read.</summary>
    public static string Head(PublicClan clan)
    {
        var description = Description(clan);
        var html = new Markup();
        html.Raw("<meta name=\"description\" content=\"").Text(description).Raw("\" />");
        Tag(html, "og:type", "website");
        Tag(html, "og:site_name", clan.Clan.Name);
        Tag(html, "og:title", Title(clan));
        Tag(html, "og:description", description);
        if (clan.Address is { } address)
        {
            Tag(html, "og:url", address);
        }

        return html.ToString();
    }

    /// <summary>"24 members, 12.4 M XP in a week. This week: Pets (2), Drops (5), Newcomers (3)."</summary>
    public static string Description(PublicClan clan)
    {
        var xp = clan.Numbers.First(number => number.Key == "xp").Value is { } value ? $", {ShortNumber.Of(value)} XP in a week" : "";
        var week = clan.Week.Lists.Select(list => $"{list.Title} ({Exports.NumberText.Whole(list.Lines.Count + list.More)})").ToList();
        return $"{Exports.NumberText.Count(clan.People.Count, "member", "members")}{xp}."
            + (week.Count == 0 ? "" : $" This week: {string.Join(", ", week)}.");
    }

    private static void Tag(Markup html, string property, string content) =>
        html.Raw($"<meta property=\"{property}\" content=\"").Text(content).Raw("\" />");
}

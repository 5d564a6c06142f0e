using System.Text.Json;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>Everybody on the roster inside the officers' page.</summary>
internal sealed class MemberDocument
{
    /// <summary>What is so of nearly everybody is left out: the page holds five hundred people and their days in 3 MB.</summary>
    private const string UsualStatus = "active";

    private static readonly JsonEncodedText[] Keys = [.. new[] { "xp", "boss", "msgs", "gdays", "cdays" }.SelectMany(Four)];
    private static readonly JsonEncodedText[] HourKeys = [.. new[] { "ehp", "ehb" }.SelectMany(Four)];

    private readonly ClanReport _report;
    private readonly Dictionary<string, int> _ranks;
    private readonly MemberFlags _flags;
    private readonly ILookup<long, LinkRow> _links;
    private readonly Dictionary<long, char>[] _states;

    private MemberDocument(ClanReport report)
    {
        _report = report;
        _ranks = Ranks(report);
        _flags = new MemberFlags(report);
        _links = (report.Links.Content is { } links ? links.Linked.Concat(links.Waiting) : []).ToLookup(link => link.MemberId);
        _states = [.. report.Presence.Windows.Select(StatesOf)];
    }

    public static void Write(Utf8JsonWriter json, ClanReport report)
    {
        var document = new MemberDocument(report);
        json.WriteList("members", report.Members, document.WriteMember);
    }

    private void WriteMember(Utf8JsonWriter json, MemberReport member)
    {
        json.WriteStartObject();
        json.WriteNumber("id", member.Id);
        json.WriteNumber("person", member.PersonId);
        json.WriteString("name", member.DisplayName);
        json.WriteTexts("former", member.FormerNames);
        json.WriteString("user", member.Username);
        json.Number("wom", member.WomPlayerId);
        json.WriteString("role", member.RoleTitle);
        json.WriteNumber("rank", _ranks[member.Role]);
        if (member.Status != UsualStatus)
        {
            json.WriteString("status", member.Status);
        }

        json.WriteString("state", member.State.ToName());
        json.WriteString("states", States(member));
        if (member.IdentityPending)
        {
            json.WriteBoolean("pending", true);
        }

        json.WriteInstant("joined", member.JoinedAt);
        json.Number("days", member.DaysInClan);
        json.WriteInstant("measured", member.MeasuredAt);
        json.WriteString("linked", member.IsLinked ? "yes" : member.HasNoAccount ? "none" : "no");
        json.Number("totalXp", member.TotalXp);
        json.Number("totalBoss", member.TotalBoss);
        json.Number("msgsTotal", member.MessagesTotal.Value);
        json.WriteNumber("score", member.Score);
        json.WriteString("favourite", member.FavoriteBoss is { } boss ? MetricCatalog.ToTitle(boss) : null);
        WriteFigures(json, member);
        json.WriteTexts("flags", _flags.Of(member));
        json.WriteTexts("exempt", _report.Daily.Exemptions.GetValueOrDefault(member.PersonId) ?? []);
        WriteQuiet(json, member.Purge);
        WriteDays(json, member);
        json.WriteList("accounts", _links[member.Id], WriteAccount);
        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, MemberReport member)
    {
        var figures = new[] { member.Xp, member.Boss, member.Messages, member.GameDays, member.ChatDays }
            .SelectMany(set => new[] { set.D7, set.D30, set.D90, set.D365 }).ToArray();
        for (var i = 0; i < figures.Length; i++)
        {
            if (figures[i].Value is { } value)
            {
                json.WriteNumber(Keys[i], value);
            }
            else
            {
                json.WriteNull(Keys[i]);
            }
        }

        var hours = new[] { member.Ehp, member.Ehb }.SelectMany(set => new[] { set.D7, set.D30, set.D90, set.D365 }).ToArray();
        for (var i = 0; i < hours.Length; i++)
        {
            if (hours[i].Value is { } value)
            {
                json.WriteNumber(HourKeys[i], Math.Round(value, 1));
            }
        }

        json.WriteStartObject("marks");
        for (var i = 0; i < figures.Length; i++)
        {
            WriteMark(json, Keys[i], figures[i]);
        }

        WriteMark(json, JsonEncodedText.Encode("msgsTotal"), member.MessagesTotal);
        json.WriteEndObject();
    }

    private static void WriteMark(Utf8JsonWriter json, JsonEncodedText key, Figure<long> figure)
    {
        if (figure.Mark == DataMark.None)
        {
            return;
        }

        json.WriteStartArray(key);
        json.WriteStringValue(figure.Mark.ToName());
        json.NumberValue(figure.Since?.Milliseconds);
        json.WriteEndArray();
    }

    private static void WriteQuiet(Utf8JsonWriter json, PurgeFigures figures)
    {
        json.WriteStartArray("quiet");
        foreach (var figure in new[] { figures.Xp, figures.Boss, figures.Messages })
        {
            json.NumberValue(figure.IsMeasured ? figure.Value : null);
        }

        json.WriteEndArray();
    }

    private void WriteDays(Utf8JsonWriter json, MemberReport member)
    {
        if (_report.Daily.Calendars.TryGetValue(member.Id, out var laid))
        {
            var calendar = laid.Value;
            json.WriteString("game", DayNumberText.Of(calendar.Game, day => calendar.Xp[day]));
            json.WriteString("chat", calendar.Chat is { } chat ? DayNumberText.Of(chat, day => calendar.Messages[day]) : null);
        }

        json.WriteList("events", _report.Daily.Events.GetValueOrDefault(member.Id) ?? [], (writer, happened) =>
        {
            writer.WriteStartArray();
            writer.NumberValue(happened.At?.Milliseconds);
            writer.WriteStringValue(happened.Kind);
            writer.WriteStringValue(happened.From);
            writer.WriteStringValue(happened.To);
            writer.WriteEndArray();
        });
    }

    private static void WriteAccount(Utf8JsonWriter json, LinkRow link)
    {
        json.WriteStartObject();
        json.WriteString("id", link.Account.ToString());
        json.WriteString("name", link.AccountName);
        json.WriteString("state", link.State);
        json.WriteNumber("weight", link.Weight);
        json.WriteString("evidence", link.Evidence);
        json.WriteEndObject();
    }

    /// <summary>One letter a window; an alt is told with the person's, its own 30 days apart.</summary>
    private string States(MemberReport member) => string.Concat(_states.Select(window => window.GetValueOrDefault(member.PersonId, '-')));

    private static Dictionary<long, char> StatesOf(PresenceWindow window) =>
        window.Groups.SelectMany(group => group.People, (group, person) => (person.Id, Letter: Letter(group.State))).ToDictionary(person => person.Id, person => person.Letter);

    private static char Letter(MemberState state) => state switch
    {
        MemberState.Both => 'b',
        MemberState.GameOnly => 'g',
        MemberState.ChatOnly => 'c',
        MemberState.Neither => 'n',
        MemberState.NotMeasured => 'm',
        _ => 'y',
    };

    private static IEnumerable<JsonEncodedText> Four(string key) => new[] { 7, 30, 90, 365 }.Select(days => JsonEncodedText.Encode($"{key}{days}"));

    /// <summary>Places of the roles on the roster, the highest first.</summary>
    private static Dictionary<string, int> Ranks(ClanReport report) =>
        report.Members.Select(member => member.Role).Distinct().Order(report.Ranks).Select((role, place) => (role, place)).ToDictionary(pair => pair.role, pair => pair.place);
}

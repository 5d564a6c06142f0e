using System.Globalization;
using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.Rules;

namespace ClanStats.Hosting.People;

/// <summary>What somebody wants noted about a person; null or false: nothing about that.</summary>
internal sealed record WantedNotes
{
    public string? LeaveUntil { get; init; }

    public string? Exempt { get; init; }

    public string? AltOf { get; init; }

    public string? Ban { get; init; }

    public bool Hide { get; init; }

    /// <summary>Notes to take back, by the names of their options without dashes.</summary>
    public IReadOnlyList<string> Clear { get; init; } = [];

    /// <summary>Whether there is anything to do.</summary>
    public bool Any => LeaveUntil is not null || Exempt is not null || AltOf is not null || Ban is not null || Hide || Clear.Count > 0;
}

/// <summary>Enters notes about one player into people.yaml.</summary>
internal sealed class NoteChanges(PeopleDocument document, PersonIndex people, KnownPlayer player, UtcInstant now)
{
    /// <summary>Names of notes that can be taken back, and their sections.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sections = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["leave-until"] = "leave",
        ["exempt"] = "exempt",
        ["alt-of"] = "alts",
        ["ban"] = "banned",
        ["hide"] = "hidden",
    };

    private readonly List<string> _told = [];

    /// <summary>Makes the changes in the document; what each amounts to, one line each.</summary>
    /// <exception cref="UserFaultException">A value cannot be used, or the file has a form that cannot be changed; nothing is written.</exception>
    public IReadOnlyList<string> Make(WantedNotes wanted)
    {
        foreach (var name in wanted.Clear)
        {
            Clear(Sections.TryGetValue(name, out var section)
                ? section
                : throw Fault($"--clear: '{name}' is not one of {string.Join(", ", Sections.Keys)}"));
        }

        if (wanted.LeaveUntil is { } until)
        {
            var day = IsoDay.Of(FutureDay(until));
            Note("leave", day, day, $"on leave until {day}");
        }

        if (wanted.Exempt is { } reason)
        {
            Note("exempt", YamlText.Quote(Reason("--exempt", reason)), Reason("--exempt", reason), "exempt from verdicts about inactivity");
        }

        if (wanted.AltOf is { } main)
        {
            NoteAlt(main);
        }

        if (wanted.Ban is { } cause)
        {
            Note("banned", YamlText.Quote(Reason("--ban", cause)), Reason("--ban", cause), "not to come back");
        }

        if (wanted.Hide)
        {
            Note("hidden", null, "", "in no public output");
        }

        return _told;
    }

    private void Note(string section, string? value, string says, string sentence)
    {
        var said = PeopleDocument.Said(document.Notes);
        var known = KeysOf(section).ToList();
        var key = known.Count > 0 ? known[0] : player.WomPlayerId?.ToString(CultureInfo.InvariantCulture) ?? player.DisplayName;
        if (known.Count > 0 && (value is null || said[(section, key)] == says))
        {
            _told.Add($"{player.DisplayName} is {sentence} already.");
            return;
        }

        document.Set(section, key, value, says, known.Count == 0 && key != player.DisplayName ? LineEscape.Escape(player.DisplayName) : null);
        _told.Add($"{player.DisplayName} is {sentence} from now on.");
    }

    private void NoteAlt(string wantedMain)
    {
        var persons = people.PersonsOf(people.Find(wantedMain));
        if (persons is not [{ Main: { } main }])
        {
            throw persons.Count > 1 ? PersonIndex.Ambiguous(wantedMain, persons) : people.Unknown(wantedMain);
        }

        if (main.Id == player.Id)
        {
            // Also where NAME is the main of MAIN: the person's main is asked for.
            throw Fault($"--alt-of: {main.DisplayName} is the main; name the alt first, and its main behind --alt-of");
        }

        if (people.PersonOf(player) is { Players: { Count: > 1 } players } && players[0].Id == player.Id)
        {
            throw Fault($"--alt-of: {player.DisplayName} has alts of its own ({string.Join(", ", players.Skip(1).Select(alt => alt.DisplayName))}); note their main first");
        }

        var known = KeysOf("alts").ToList();
        if (known.Count > 0 && people.Noted(document.Notes.Alts[known[0]]) == main.Id)
        {
            _told.Add($"{player.DisplayName} is an alt of {main.DisplayName} already.");
            return;
        }

        var key = main.WomPlayerId?.ToString(CultureInfo.InvariantCulture);
        Note("alts", key ?? YamlText.Quote(main.DisplayName), key ?? main.DisplayName, $"an alt of {main.DisplayName}");
    }

    private void Clear(string section)
    {
        var keys = KeysOf(section).ToList();
        keys.ForEach(key => document.Remove(section, key));
        _told.Add(keys.Count == 0 ? $"Nothing about {player.DisplayName} stands under '{section}'." : $"{player.DisplayName} no longer stands under '{section}'.");
    }

    /// <summary>Keys of a section that mean this player, by whatever name or id.</summary>
    private IEnumerable<string> KeysOf(string section) => PeopleDocument.Said(document.Notes).Keys
        .Where(entry => entry.Section == section && people.Noted(entry.Key) == player.Id).Select(entry => entry.Key);

    private DateOnly FutureDay(string text)
    {
        if (!IsoDay.TryParse(text.Trim(), out var day))
        {
            throw Fault($"--leave-until: '{text}' is not a date; write it as 2026-12-24");
        }

        return day >= now.Date ? day : throw Fault($"--leave-until: {IsoDay.Of(day)} is over; today is {IsoDay.Of(now.Date)} (UTC)");
    }

    private static string Reason(string option, string text)
    {
        var reason = text.Trim();
        return reason.Length > 0 && !reason.Any(char.IsControl) ? reason : throw Fault($"{option}: a reason in one line is needed");
    }

    private static UserFaultException Fault(string message) => new(LineEscape.Escape(message)) { IsConfiguration = true };
}

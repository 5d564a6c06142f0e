using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using YamlDotNet.RepresentationModel;

namespace ClanStats.Hosting.Rules;

/// <summary>Reads config/people.yaml into <see cref="PeopleNotes"/>.</summary>
internal static class PeopleFile
{
    private const string NoAccount = "none";

    /// <summary>Reads a file.</summary>
    /// <exception cref="UserFaultException">It cannot be read, or a line in it cannot be used.</exception>
    public static LoadedFile<PeopleNotes> Load(string path) => Parse(FileText.Read(path), path);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="UserFaultException">A line in it cannot be used.</exception>
    public static LoadedFile<PeopleNotes> Parse(string text, string file)
    {
        var findings = new YamlFindings(file);
        var notes = Read(text, findings);
        findings.ThrowIfFaulty();
        return new LoadedFile<PeopleNotes>(notes, findings.Warnings);
    }

    /// <summary>Reads what can be used of a file; a wrong line is named and skipped.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it says, and the lines that were skipped.</returns>
    /// <exception cref="UserFaultException">It cannot be read, or is no YAML.</exception>
    public static (LoadedFile<PeopleNotes> Loaded, IReadOnlyList<string> Skipped) LoadLines(string path)
    {
        var findings = new YamlFindings(path);
        var notes = Read(FileText.Read(path), findings);
        if (findings.IsUnreadable)
        {
            findings.ThrowIfFaulty();
        }

        return (new LoadedFile<PeopleNotes>(notes, findings.Warnings), findings.Faults);
    }

    private static PeopleNotes Read(string text, YamlFindings findings)
    {
        var top = YamlMap.Parse(text, findings);
        var reader = new Reader(top, findings);
        var notes = new PeopleNotes
        {
            Leave = reader.Days("leave"),
            Exempt = reader.Reasons("exempt"),
            DoNotPromote = reader.Reasons("do_not_promote"),
            Alts = reader.Notes("alts", reader.Main),
            Joined = reader.Days("joined"),
            Links = reader.Notes("links", reader.Accounts),
            Relays = reader.Relays("relays"),
            Banned = reader.Reasons("banned"),
            Hidden = [.. reader.Reasons("hidden").Keys],
        };
        top.WarnOfUnknown();
        return notes;
    }

    /// <summary>Reads the sections of one file, noting what cannot be used.</summary>
    private sealed class Reader(YamlMap top, YamlFindings findings)
    {
        /// <summary>A section of <c>who: value</c> lines.</summary>
        public Dictionary<string, T> Notes<T>(string section, Func<string, YamlNode, T?> read)
        {
            var notes = new Dictionary<string, T>(StringComparer.Ordinal);
            foreach (var (who, key, value) in top.Map(section).Entries)
            {
                if (IsPerson(section, who, key) && read($"{section}.{who}", value) is { } note)
                {
                    notes[who] = note;
                }
            }

            return notes;
        }

        /// <summary>A section of <c>who: reason</c> lines, or a list of people without a reason.</summary>
        public Dictionary<string, string> Reasons(string section)
        {
            if (top.Find(section) is not YamlSequenceNode)
            {
                return Notes(section, Reason);
            }

            return top.Texts(section, [])
                .Where(who => IsPerson(section, who, top.Find(section)!))
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(who => who, _ => "", StringComparer.Ordinal);
        }

        /// <summary>A list of ids, or <c>id: format</c> lines.</summary>
        public List<NotedRelay> Relays(string section)
        {
            if (top.Find(section) is not YamlMappingNode)
            {
                return [.. top.Texts(section, []).Select(text => Id(section, text, top.Find(section)!)).OfType<Snowflake>().Select(id => new NotedRelay(id, null))];
            }

            var relays = new List<NotedRelay>();
            foreach (var (text, key, value) in top.Map(section).Entries)
            {
                if (Id(section, text, key) is { } id && Format($"{section}.{text}", value) is { } format)
                {
                    relays.Add(new NotedRelay(id, format));
                }
            }

            return relays;
        }

        /// <summary>A section of <c>who: day</c> lines.</summary>
        public Dictionary<string, DateOnly> Days(string section) => Notes(section, Day)
            .Where(note => note.Value != default)
            .ToDictionary(note => note.Key, note => note.Value, StringComparer.Ordinal);

        // Structs travel through Notes as themselves: the default stands for a fault that was noted.
        private DateOnly Day(string path, YamlNode node)
        {
            if (node is YamlScalarNode { Value: { } text }
                && IsoDay.TryParse(text.Trim(), out var day))
            {
                return day;
            }

            findings.Fault(node.Start, $"{path}: {YamlMap.Shown(node)} is not a date; write it as 2026-12-24");
            return default;
        }

        public string? Main(string path, YamlNode node)
        {
            if (node is YamlScalarNode { Value: { } main } && PlayerName.Validate(main) is null)
            {
                return main.Trim();
            }

            findings.Fault(node.Start, $"{path}: {YamlMap.Shown(node)} is not a name or WOM player id of the main");
            return null;
        }

        public IReadOnlyList<Snowflake>? Accounts(string path, YamlNode node) => node switch
        {
            YamlScalarNode { Value: { } text } when string.Equals(text.Trim(), NoAccount, StringComparison.OrdinalIgnoreCase) => [],
            YamlSequenceNode list => All(list.Children.Select(item => Account(path, item)).ToList()),
            _ => Account(path, node) is { } account ? [account] : null,
        };

        /// <summary>All accounts of a line or none of it: an empty list would say that there is no account.</summary>
        private static IReadOnlyList<Snowflake>? All(List<Snowflake?> accounts) => accounts.Contains(null) ? null : [.. accounts.OfType<Snowflake>()];

        private Snowflake? Account(string path, YamlNode node) =>
            Id(path, node is YamlScalarNode { Value: { } text } ? text : "", node);

        private Snowflake? Id(string path, string text, YamlNode at)
        {
            if (Snowflake.TryParse(text.Trim(), out var id) && id.Value > 0)
            {
                return id;
            }

            findings.Fault(at.Start, $"{path}: {YamlMap.Shown(at)} is not a Discord id; write its digits, or '{NoAccount}' for a person without an account");
            return null;
        }

        private RelayFormat? Format(string path, YamlNode node)
        {
            if (RelayFormats.Find((node as YamlScalarNode)?.Value?.Trim()) is { } format)
            {
                return format;
            }

            findings.Fault(node.Start, $"{path}: {YamlMap.Shown(node)} is no relay format; write one of {RelayFormats.All}");
            return null;
        }

        private string? Reason(string path, YamlNode node)
        {
            if (node is YamlScalarNode { Value: var reason })
            {
                return reason?.Trim() ?? "";
            }

            findings.Fault(node.Start, $"{path}: a reason in one line is expected");
            return null;
        }

        private bool IsPerson(string section, string who, YamlNode at)
        {
            if (PlayerName.Validate(who) is not { } fault)
            {
                return true;
            }

            findings.Fault(at.Start, $"{section}: '{who}' is not a name or WOM player id ({fault})");
            return false;
        }
    }
}

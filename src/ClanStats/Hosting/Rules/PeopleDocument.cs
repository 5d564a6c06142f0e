using System.Text;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Exports;
using YamlDotNet.Core;

namespace ClanStats.Hosting.Rules;

/// <summary>
/// people.yaml as it is written, to be changed entry by entry. Every change is read back: the result must say exactly what was said before
/// and the change, or nothing is written. A file that cannot be read is never overwritten.
/// </summary>
internal sealed class PeopleDocument
{
    private const string Beginning = "# What the officers know about people; see config/people.yaml of the program for all that can be said.\n";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly byte[]? _asRead;
    private readonly bool _hasMark;

    private PeopleDocument(string path, byte[]? asRead)
    {
        (Path, _asRead) = (path, asRead);
        _hasMark = asRead is [0xEF, 0xBB, 0xBF, ..];
        Text = asRead is null ? Beginning : Utf8.GetString(asRead.AsSpan(_hasMark ? 3 : 0));
        Notes = PeopleFile.Parse(Text, path).Value;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What it says now.</summary>
    public string Text { get; private set; }

    /// <summary>The same, read.</summary>
    public PeopleNotes Notes { get; private set; }

    /// <summary>Whether it says something else than the file.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Reads a file; one that does not exist begins empty.</summary>
    /// <exception cref="UserFaultException">It cannot be read, or a line in it cannot be used.</exception>
    public static PeopleDocument Open(string path)
    {
        try
        {
            var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
            return new PeopleDocument(target, File.Exists(target) ? File.ReadAllBytes(target) : null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new UserFaultException($"{path} cannot be read ({fault.Message}) and was left as it is.", fault);
        }
    }

    /// <summary>Enters a note.</summary>
    /// <param name="section">The section.</param>
    /// <param name="key">Whom it is about, as the file calls them.</param>
    /// <param name="value">What it says, as YAML; null for a list without values.</param>
    /// <param name="says">What it says once read.</param>
    /// <param name="comment">Stands behind a new line.</param>
    /// <exception cref="UserFaultException">The file has a form in which this cannot be entered; it was left as it is.</exception>
    public void Set(string section, string key, string? value, string says, string? comment) => Change(
        section, said => said[(section, key)] = says, text => YamlText.Set(text, section, key, value, comment), $"{key}: {value}");

    /// <summary>Takes a note back.</summary>
    /// <exception cref="UserFaultException">The file has a form from which it cannot be taken; it was left as it is.</exception>
    public void Remove(string section, string key) => Change(
        section, said => said.Remove((section, key)), text => YamlText.Remove(text, section, key), $"without {key}");

    /// <summary>Replaces the file in one step.</summary>
    /// <exception cref="UserFaultException">Somebody changed it meanwhile, or it cannot be written.</exception>
    public void Save()
    {
        if (!IsChanged)
        {
            return;
        }

        try
        {
            var present = File.Exists(Path) ? File.ReadAllBytes(Path) : null;
            if (!(present ?? []).AsSpan().SequenceEqual(_asRead ?? []) || (present is null) != (_asRead is null))
            {
                throw new UserFaultException($"{Path} was changed by somebody else meanwhile and was left as it is; do this again.");
            }

            UnixFileMode? mode = present is null || OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(Path);
            AtomicFile.Write(Path, [.. _hasMark ? Encoding.UTF8.Preamble : [], .. Utf8.GetBytes(Text)]);
            if (mode is { } kept && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path, kept);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException($"{Path} cannot be written ({fault.Message}) and is as before.", fault);
        }
    }

    /// <summary>Everything the notes say, by section and key.</summary>
    public static Dictionary<(string Section, string Key), string> Said(PeopleNotes notes)
    {
        var all = new Dictionary<(string, string), string>();
        void Add<T>(string section, IEnumerable<KeyValuePair<string, T>> entries, Func<T, string> read)
        {
            foreach (var (key, value) in entries)
            {
                all[(section, key)] = read(value);
            }
        }

        Add("leave", notes.Leave, IsoDay.Of);
        Add("exempt", notes.Exempt, text => text);
        Add("do_not_promote", notes.DoNotPromote, text => text);
        Add("alts", notes.Alts, text => text);
        Add("joined", notes.Joined, IsoDay.Of);
        Add("links", notes.Links, ids => string.Join(' ', ids));
        Add("banned", notes.Banned, text => text);
        Add("hidden", notes.Hidden.Select(who => KeyValuePair.Create(who, "")), text => text);
        Add("relays", notes.Relays.Select(relay => KeyValuePair.Create(relay.Id.ToString(), relay.Format)), format => $"{format}");
        return all;
    }

    private void Change(string section, Action<Dictionary<(string Section, string Key), string>> expect, Func<string, string> change, string wanted)
    {
        var expected = Said(Notes);
        expect(expected);
        try
        {
            var text = change(Text);
            var notes = PeopleFile.Parse(text, Path).Value;
            var said = Said(notes);
            if (said.Count != expected.Count || expected.Any(entry => said.GetValueOrDefault(entry.Key) != entry.Value))
            {
                throw new UserFaultException("what came out did not say what it should.");
            }

            IsChanged |= text != Text;
            (Text, Notes) = (text, notes);
        }
        catch (Exception fault) when (fault is UserFaultException or YamlException)
        {
            throw new UserFaultException(
                $"{Path} was left as it is: {fault.Message} Write this into its section '{section}' by hand: {wanted}", fault);
        }
    }
}

using System.Text.RegularExpressions;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.Settings;

namespace ClanStats.Hosting.SetUp;

/// <summary>Asks for settings, keeps what is known already, and takes only what can be used. Secrets are never shown.</summary>
/// <param name="terminal">Where somebody answers.</param>
/// <param name="mayAsk">Whether to ask at all.</param>
internal sealed partial class SetUpQuestions(Terminal terminal, bool mayAsk)
{
    private const int MostTries = 5;

    /// <summary>What is known so far, by setting name.</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether somebody is asked.</summary>
    public bool MayAsk => mayAsk;

    /// <summary>Lays values over what is known.</summary>
    public void Take(IEnumerable<KeyValuePair<string, string>> values)
    {
        foreach (var (name, value) in values.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)))
        {
            Values[name] = name == SettingTable.WomGroupId.Name ? GroupOf(value) : value.Trim();
        }

        terminal.Mask.Register(Values.Where(pair => SettingTable.ByName(pair.Key)?.IsSecret == true).Select(pair => pair.Value));
    }

    /// <summary>What is known of a setting; null: nothing.</summary>
    public string? Known(Setting setting) => Values.GetValueOrDefault(setting.Name);

    /// <summary>Forgets a value that turned out wrong.</summary>
    public void Forget(Setting setting) => Values.Remove(setting.Name);

    /// <summary>Asks for a setting; Enter keeps what is known, or leaves it out.</summary>
    /// <param name="setting">Which.</param>
    /// <param name="question">What to ask.</param>
    /// <param name="proposal">What Enter takes where nothing is known; null: nothing.</param>
    /// <param name="read">Turns what is typed into the setting's text; null: as typed.</param>
    /// <exception cref="UserFaultException">What is known cannot be used and nobody is there to ask, or nobody gave what can.</exception>
    public void Ask(Setting setting, string question, string? proposal = null, Func<string, string>? read = null)
    {
        var kept = Known(setting) ?? proposal;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var typed = mayAsk ? AskOnce(setting, question, kept) : "";
            var text = typed.Length == 0 ? kept ?? "" : (read ?? (value => value))(typed);
            if (text.Length == 0)
            {
                return;
            }

            if (setting.Read(text).Fault is not { } fault)
            {
                Take([KeyValuePair.Create(setting.Name, text)]);
                return;
            }

            if (!mayAsk)
            {
                throw new UserFaultException($"{setting.Name}: {fault}") { IsConfiguration = true };
            }

            terminal.Tell($"  ! {LineEscape.Escape(fault)}");
        }

        throw new UserFaultException($"{setting.Name} was not given in a form that can be used") { IsConfiguration = true };
    }

    /// <summary>Asks yes or no.</summary>
    public bool Agrees(string question) => string.Equals(terminal.Ask($"{question} Write yes:"), "yes", StringComparison.OrdinalIgnoreCase);

    /// <summary>The number in a pasted address of the group's page, or the number itself.</summary>
    public static string GroupOf(string text) => GroupAddress().Match(text) is { Success: true } match ? match.Groups["id"].Value : text.Trim();

    private string AskOnce(Setting setting, string question, string? kept)
    {
        var shown = kept is null ? "" : $" [{(setting.IsSecret ? "Enter keeps the one that is known" : LineEscape.Escape(kept))}]";
        return (setting.IsSecret ? terminal.AskSecret(question + shown) : terminal.Ask(question + shown)) ?? "";
    }

    [GeneratedRegex(@"groups/(?<id>[0-9]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex GroupAddress();
}

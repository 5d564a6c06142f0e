using ClanStats.Domain.Runs;
using YamlDotNet.Core;

namespace ClanStats.Hosting.Rules;

/// <summary>What a person has to know about a file they wrote: faults stop its use, warnings do not. Each names file, line and column.</summary>
internal sealed class YamlFindings(string file)
{
    private readonly List<string> _faults = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>What cannot be used, one line each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Whether the text is no YAML at all, so that nothing in it can be trusted.</summary>
    public bool IsUnreadable { get; private set; }

    public void Unreadable(Mark at, string message)
    {
        IsUnreadable = true;
        Fault(at, message);
    }

    public void Fault(Mark at, string message) => _faults.Add($"{Place(at)}: {message}");

    public void Warn(Mark at, string message) => _warnings.Add($"{Place(at)}: {message}");

    /// <exception cref="UserFaultException">There is a fault; the message names all of them.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new UserFaultException($"{file} cannot be used:\n" + string.Join('\n', _faults.Select(fault => "- " + fault)));
        }
    }

    private string Place(Mark at) => $"{Path.GetFileName(file)}, line {at.Line}, column {at.Column}";
}

/// <summary>What a file says, and what was odd about it.</summary>
/// <typeparam name="T">The Domain type it was read into.</typeparam>
/// <param name="Value">What it says; defaults where it says nothing.</param>
/// <param name="Warnings">One line each, with file, line and column.</param>
internal sealed record LoadedFile<T>(T Value, IReadOnlyList<string> Warnings);

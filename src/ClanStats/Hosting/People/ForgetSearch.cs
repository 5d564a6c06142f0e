using ClanStats.Domain.Identity;
using ClanStats.Hosting.Logging;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;

namespace ClanStats.Hosting.People;

/// <summary>What a search of files for somebody forgotten found.</summary>
/// <param name="Faults">What should not be there any more.</param>
/// <param name="Remarks">What is there for another reason, and what could not be searched for.</param>
internal sealed record SearchResult(IReadOnlyList<string> Faults, IReadOnlyList<string> Remarks);

/// <summary>Searches files byte by byte for the ids and the Discord names of somebody who was forgotten.</summary>
internal sealed class ForgetSearch
{
    private readonly ForgetTarget _target;
    private readonly ByteSearch _search = new();
    private readonly List<string> _tooShort = [];

    public ForgetSearch(ForgetTarget target)
    {
        _target = target;
        foreach (var id in target.Accounts)
        {
            _search.AddId(id);
        }

        foreach (var name in target.Traces.DiscordNames.Where(name => !target.PlayerNames.Contains(PlayerName.Standardise(name))))
        {
            if (!_search.AddName(name))
            {
                _tooShort.Add(name);
            }
        }

        HasSomethingToFind = target.Accounts.Count > 0;
    }

    /// <summary>Whether there is anything to look for among bytes: of a player whose account nobody knows, there is not.</summary>
    public bool HasSomethingToFind { get; }

    /// <summary>Looks through the database file and its log.</summary>
    public SearchResult Database(Database database, CancellationToken cancellationToken)
    {
        var (faults, remarks) = (new List<string>(), new List<string>());
        foreach (var file in new[] { database.File, database.File + "-wal" })
        {
            foreach (var (what, times) in _search.In(file, cancellationToken))
            {
                var places = database.Read("forget: where", connection => TextColumnSearch.Find(connection, what));
                var isAccount = _target.Accounts.Any(id => $"{id}" == what);
                var sentence = LineEscape.Escape(
                    $"'{what}' stands {times} times in {file}" + (places.Count == 0 ? ", in no table" : $": {string.Join(", ", places)}"));
                (isAccount || places.Count == 0 ? faults : remarks).Add(sentence);
            }
        }

        remarks.AddRange(_tooShort.Select(name => LineEscape.Escape($"'{name}' is too short to be searched for among bytes; no table of Discord data holds a row of theirs")));
        return new SearchResult(faults, remarks);
    }

    /// <summary>The files below a folder that still hold them, such as logs and files of earlier nights.</summary>
    public IReadOnlyList<string> Below(string folder, CancellationToken cancellationToken) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(file => Holds(file, cancellationToken))];

    private bool Holds(string file, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(file).Length > 0 && _search.In(file, cancellationToken).Count > 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Told as if it held them: who cannot look cannot say that it does not.
            return true;
        }
    }
}

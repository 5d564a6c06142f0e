using System.Text.RegularExpressions;

namespace ClanStats.Tests.Architecture;

public sealed partial class ImportTests
{
    [Fact]
    public void Rooms_import_only_whom_they_may()
    {
        var findings =
            from file in Repository.Sources
            let room = Rooms.OfFile(file.Path)
            where room is not null
            from import in Imports(file)
            where !Rooms.May(room, import.Room) && !Rooms.SingleTypes.ContainsKey((room, import.Room))
            select $"{file.Path}:{import.Line}: {room} imports {import.Room}";

        Repository.ShouldHold(
            findings.Distinct(),
            "Move the code to the room it belongs to, or pass what it needs through a type of Domain; docs/architecture.md has the table.");
    }

    [Fact]
    public void A_room_that_may_use_single_types_uses_no_others()
    {
        var findings =
            from file in Repository.Sources
            from allowed in Rooms.SingleTypes
            where Rooms.OfFile(file.Path) == allowed.Key.Room
            where Imports(file).Any(import => import.Room == allowed.Key.Target)
            from type in TypesOf(allowed.Key.Target).Except(allowed.Value.Types)
            where Regex.IsMatch(file.Code, $@"(?<![\w.]){type}\b")
            select $"{file.Path}: uses {type} of {allowed.Key.Target}";

        var allowances = Rooms.SingleTypes.Select(pair => $"{pair.Key.Room} may use {string.Join(", ", pair.Value.Types)}: {pair.Value.Reason}");
        Repository.ShouldHold(findings, $"Allowed are only these. {string.Join("; ", allowances)}.");
    }

    [Fact]
    public void Every_single_type_allowed_is_used()
    {
        var findings =
            from allowed in Rooms.SingleTypes
            from type in allowed.Value.Types
            where !Repository.Sources.Any(file => Rooms.OfFile(file.Path) == allowed.Key.Room && Regex.IsMatch(file.Code, $@"\b{type}\b"))
            select $"{allowed.Key.Room} no longer uses {type} of {allowed.Key.Target}";

        Repository.ShouldHold(findings, "Take the exception out of Rooms.SingleTypes and out of docs/architecture.md.");
    }

    [Fact]
    public void Every_folder_of_the_program_is_a_room()
    {
        var findings = Repository.Sources
            .Where(file => file.Path.StartsWith("src/ClanStats/", StringComparison.Ordinal) && file.Path != "src/ClanStats/Program.cs")
            .Where(file => Rooms.OfFile(file.Path) is null)
            .Select(file => file.Path);

        Repository.ShouldHold(findings, "Put the file into a room, or add the new room to Rooms and to docs/architecture.md.");
    }

    [Fact]
    public void A_file_declares_the_namespace_of_its_folder()
    {
        var findings =
            from file in Repository.Sources
            let declared = NamespacePattern().Match(file.Code)
            where declared.Success && file.Path.StartsWith("src/ClanStats", StringComparison.Ordinal)
            let expected = Path.GetDirectoryName(file.Path["src/".Length..])!.Replace('\\', '/').Replace('/', '.')
            where declared.Groups["name"].Value != expected
            select $"{file.Path}: namespace {declared.Groups["name"].Value} instead of {expected}";

        Repository.ShouldHold(findings, "A reader finds a type by its folder: rename the namespace or move the file.");
    }

    private static IEnumerable<(string Room, int Line)> Imports(SourceFile file)
    {
        foreach (Match match in ImportPattern().Matches(NamespacePattern().Replace(file.Code, declared => new string(' ', declared.Length))))
        {
            if (Rooms.OfName(match.Groups["name"].Value) is { } room)
            {
                yield return (room, file.LineOf(match.Index));
            }
        }
    }

    private static IEnumerable<string> TypesOf(string room) => Repository.Sources
        .Where(file => Rooms.OfFile(file.Path) == room)
        .SelectMany(file => TypePattern().Matches(file.Code).Select(match => match.Groups["name"].Value))
        .Distinct();

    /// <summary>A name that begins at ClanStats or, as C# also allows, at one of its rooms.</summary>
    [GeneratedRegex(@"(?:\bClanStats\.|(?<![\w.])(?=(?:Domain|Storage|Identity|Harvest|Analytics|Announcements|Exports|Import|Simulation|Pipeline|Hosting)\.[A-Z]))(?<name>[A-Z]\w*(?:\.[A-Z]\w*)*)")]
    private static partial Regex ImportPattern();

    [GeneratedRegex(@"^\s*namespace (?<name>[\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"\b(?:class|record struct|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex TypePattern();
}

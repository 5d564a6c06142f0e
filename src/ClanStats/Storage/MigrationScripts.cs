using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ClanStats.Storage;

/// <summary>One step of the schema's history, embedded in the program.</summary>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="Name">The name the journal keeps: <c>ClanStats.migrations.0001_initial_schema.sql</c>.</param>
/// <param name="Up">What it does.</param>
/// <param name="Down">What undoes it.</param>
internal sealed record MigrationScript(int Number, string Name, string Up, string Down)
{
    /// <summary>SHA-256 of the script, line ends aside, as hex digits.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Up.ReplaceLineEndings("\n"))));
}

/// <summary>The chain of migrations.</summary>
internal static class MigrationScripts
{
    private const string Prefix = "ClanStats.migrations.";

    /// <summary>All scripts, oldest first.</summary>
    public static IReadOnlyList<MigrationScript> All { get; } = Load();

    private static List<MigrationScript> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !name.EndsWith(".down.sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        return [.. names.Select(name => new MigrationScript(
            int.Parse(name.AsSpan(Prefix.Length, 4)),
            name,
            Read(assembly, name),
            Read(assembly, Path.ChangeExtension(name, ".down.sql"))))];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Migration {name} is not embedded in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

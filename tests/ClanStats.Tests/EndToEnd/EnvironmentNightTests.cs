using System.IO.Compression;
using ClanStats.Pipeline;

namespace ClanStats.Tests.EndToEnd;

/// <summary>A rehearsal must not be taken for the clan's own night.</summary>
public sealed class EnvironmentNightTests
{
    private const string Name = "rehearsal-7";

    [Fact]
    public async Task Whatever_another_environment_writes_bears_its_name()
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["CLANSTATS_ENVIRONMENT"] = Name;
        Directory.CreateDirectory(Path.Combine(night.WorkingFolder, "config"));
        File.WriteAllText(Path.Combine(night.WorkingFolder, "config", $"clanstats.{Name}.yaml"), "output_dir: tried\n");

        (await night.NightAsync()).ShouldBe(ExitCode.Done);

        var files = Directory.GetFiles(Path.Combine(night.WorkingFolder, "tried"), "*", SearchOption.AllDirectories);
        files.Length.ShouldBe(12);
        files.Where(file => !Texts(file).Any(text => text.Contains(Name, StringComparison.Ordinal))).ShouldBeEmpty();
        night.Answers.ShouldMatch($@"run done in .* \(run [0-9a-f]{{16}} in {Name}\)");
        Directory.Exists(night.Output).ShouldBeFalse();
    }

    private static IEnumerable<string> Texts(string file)
    {
        if (!file.EndsWith(".xlsx", StringComparison.Ordinal))
        {
            return [File.ReadAllText(file)];
        }

        using var package = ZipFile.OpenRead(file);
        return [.. package.Entries.Select(entry => new StreamReader(entry.Open()).ReadToEnd())];
    }
}

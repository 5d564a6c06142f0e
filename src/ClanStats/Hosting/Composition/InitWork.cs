using System.Text;
using ClanStats.Domain.Runs;
using ClanStats.Exports;
using ClanStats.Hosting.Check;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.Settings;
using ClanStats.Hosting.SetUp;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.Composition;

/// <summary>Carries out <c>init</c>: gathers what is known, asks the rest, tries it out, and writes .env and config only when all fits.</summary>
internal static class InitWork
{
    private static readonly string[] Examples = ["clanstats.yaml", "rules.yaml", "people.yaml"];

    /// <summary>Sets a folder up.</summary>
    /// <exception cref="UserFaultException">Something is missing or refused; nothing was written.</exception>
    public static async Task<ExitCode> RunAsync(InitPlan plan, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var around = plan.Surroundings;
        var env = Path.Combine(around.WorkingFolder, ".env");
        var before = File.Exists(env) ? await File.ReadAllTextAsync(env, cancellationToken) : "";
        var questions = new SetUpQuestions(terminal, terminal.Input is not null && !plan.Confirmed);
        if (!questions.MayAsk && !plan.Confirmed)
        {
            throw new UserFaultException("Nobody is there to ask: add --yes and give the rest by options and the environment; 'clanstats init --help' lists them") { IsConfiguration = true };
        }

        var old = plan.From is { } folder ? OldConfiguration.Read(folder) : new OldConfiguration(new Dictionary<string, string>(), []);
        questions.Take(old.Values);
        questions.Take(DotEnvFile.Parse(before, ".env", new SettingFindings()).Where(pair => SettingTable.ByName(pair.Key) is not null));
        questions.Take(around.Environment.Where(pair => SettingTable.ByName(pair.Key) is { Reach: SettingReach.RealClan }));
        questions.Take(plan.Given);
        foreach (var note in old.Notes)
        {
            terminal.Tell($"  · {note}");
        }

        var tests = new ServiceTests(around, time);
        await new SetUpDialog(plan, questions, tests, terminal, time).AskAsync(cancellationToken);
        var settings = tests.SettingsOf(questions.Values);
        return Write(plan, questions, before, env, settings, terminal);
    }

    private static ExitCode Write(InitPlan plan, SetUpQuestions questions, string before, string env, ClanStatsSettings settings, Terminal terminal)
    {
        var around = plan.Surroundings;
        var files = Examples.Select(name => (From: ExampleOf(around.ProgramFolder, name), To: Path.Combine(around.WorkingFolder, "config", name)))
            .Where(file => File.Exists(file.From) && !File.Exists(file.To)).ToList();
        terminal.Answer($"write {env}, for you alone to read:");
        foreach (var (name, value) in questions.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            terminal.Answer($"    {name}={(SettingTable.ByName(name)!.IsSecret ? "***" : LineEscape.Escape(value))}");
        }

        foreach (var file in files)
        {
            terminal.Answer($"write {file.To}: the defaults, with what each line means");
        }

        if (questions.MayAsk && !questions.Agrees("Write these?"))
        {
            terminal.Answer("Nothing was written.");
            return ExitCode.Cancelled;
        }

        WritePrivately(env, EnvText.With(before, questions.Values));
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file.To)!);
            File.Copy(file.From, file.To);
        }

        foreach (var line in CheckText.Lines(new PlacesProbe(settings.ToStorageOptions(), settings).ProbeAsync(default).ToBlockingEnumerable().Where(finding => finding.Level != CheckLevel.Ok)))
        {
            terminal.Answer(line);
        }

        terminal.Answer("Set up. Next: 'clanstats run' for the first night, then 'clanstats schedule install'; 'clanstats check' looks at everything again.");
        return ExitCode.Done;
    }

    /// <summary>A released program has its examples where a newer one, unpacked over it, does not meet what the owner made of them.</summary>
    private static string ExampleOf(string programFolder, string name) =>
        new[] { Path.Combine(programFolder, "config", "examples", name), Path.Combine(programFolder, "config", name) }.FirstOrDefault(File.Exists) ?? name;

    /// <summary>The file never exists with more rights than its owner's.</summary>
    private static void WritePrivately(string path, string text)
    {
        if (!OperatingSystem.IsWindows())
        {
            var part = path + ".part";
            File.Delete(part);
            using (File.Open(part, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
            }
        }

        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text));
    }
}

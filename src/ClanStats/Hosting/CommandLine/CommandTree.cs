using System.CommandLine;
using ClanStats.Domain.Runs;

namespace ClanStats.Hosting.CommandLine;

/// <summary>All commands with their options and help texts.</summary>
internal sealed class CommandTree
{
    private readonly Dictionary<Command, ICommandHandler> _handlers = [];
    private readonly RunOptions _run = new();
    private readonly Option<bool> _json = new("--json") { Description = "Answer as JSON." };

    public CommandTree()
    {
        Root = new RootCommand(
            "ClanStats harvests Wise Old Man and Discord for an Old School RuneScape clan every night and writes a workbook, JSON, CSV, "
            + "a dashboard and officers' reports.\n\nWithout a command: run. A newcomer begins with: clanstats demo\n\n"
            + "Exit codes: 0 done, 1 failed, 2 configuration or usage wrong, 3 cancelled, 4 partial, 5 another run holds the lock.");
        for (var i = Root.Options.Count - 1; i >= 0; i--)
        {
            if (Root.Options[i] is VersionOption)
            {
                Root.Options.RemoveAt(i);
            }
        }

        foreach (var option in Common.All)
        {
            Root.Options.Add(option);
        }

        AddRuns();
        AddSetUp();
        Root.Add(Database());
        AddPeople();
    }

    public CommonOptions Common { get; } = new();

    public RootCommand Root { get; }

    /// <summary>Who carries out a command; null for one that only groups others.</summary>
    public ICommandHandler? HandlerOf(Command command) => _handlers.GetValueOrDefault(command);

    private void AddRuns()
    {
        var handler = new RunCommand(_run);
        var steps = string.Join(", ", StepNames.InOrder);
        Root.Add(Command(
            "run", $"The whole nightly pipeline.\nSteps: {steps}.", handler,
            _run.Only, _run.Skip, _run.Record, _run.DryRun, _run.Fixtures, _run.Force, _run.AcceptDepartures));
        Root.Add(Command(
            "harvest", $"Read Wise Old Man and Discord into the database.\nSteps: {string.Join(", ", StepSelection.Of("harvest"))}.", handler,
            _run.Only, _run.Skip, _run.Record, _run.DryRun, _run.Fixtures, _run.Force, _run.AcceptDepartures));
        Root.Add(Command(
            "report", $"Compute and publish the outputs from what is stored.\nSteps: {string.Join(", ", StepSelection.Of("report"))}.", handler,
            _run.Only, _run.Skip));
        Root.Add(Command(
            "demo", "run against a built-in simulated clan of invented people; needs no key and no network. Writes below --out (demo-out).", handler,
            _run.Members, _run.Days, _run.Seed, _run.Only, _run.Skip, _run.Record, _run.Force));
    }

    private void AddSetUp()
    {
        Root.Add(InitCommand.Build(Command));
        var bundle = new Option<string>("--bundle") { Description = "Write what a report of a fault needs into this file, with names of people replaced.", HelpName = "FILE.zip" };
        Root.Add(Command(
            "check", "Validate the configuration, open the database, ask Wise Old Man and Discord; changes nothing.", new CheckCommand(_json, bundle), _json, bundle));
        Root.Add(ScheduleCommand.Build(Command));
        Root.Add(RunsCommand.Build(Command, _json));
    }

    private Command Database()
    {
        var to = new Option<int?>("--to") { Description = "Go up or down to this script's number.", HelpName = "N" };
        var rehearse = new Option<bool>("--rehearse") { Description = "Work on a copy and print counts before and after." };
        var label = new Option<string>("--label") { Description = "A word for the backup's name; such a backup is never removed.", HelpName = "T" };
        var hash = new Option<bool>("--hash") { Description = "Print the content hash." };
        var file = new Argument<string>("FILE") { Description = "The backup." };
        var asked = new DatabaseOptions(_json, label, hash, file);
        DatabaseCommand Task(DatabaseTask task) => new(task, asked);
        var restore = Command("restore", "Put a backup in the database's place; the replaced file is kept.", Task(DatabaseTask.Restore));
        restore.Add(file);
        var legacy = new Argument<string>("LEGACY.db") { Description = "The old program's database." };
        var compare = new Option<string>("--compare")
        {
            Description = "Its clan_data.json, whose numbers the report sets beside today's; found by itself beside LEGACY.db.",
            HelpName = "FILE",
        };
        var import = Command("import", "Adopt the old program's database; that file is never changed.", new ImportCommand(legacy, compare), compare);
        import.Add(legacy);

        var database = new Command("db", "Look after the database.");
        database.Add(Command("status", "Versions, sizes, rows, and what came in each of the last 15 days.", Task(DatabaseTask.Status), _json));
        database.Add(Command("migrate", "Bring the database to the program's schema.", new MigrateCommand(to, rehearse), to, rehearse));
        database.Add(Command("backup", "Make a consistent copy while the database is in use.", Task(DatabaseTask.Backup), label));
        database.Add(Command("backups", "List the backups.", Task(DatabaseTask.Backups)));
        database.Add(restore);
        database.Add(Command("verify", "Check the data against the rules of the schema.", Task(DatabaseTask.Verify), hash, _json));
        database.Add(Command("optimize", "Refresh statistics and give back free space.", Task(DatabaseTask.Optimize)));
        database.Add(import);
        return database;
    }

    private void AddPeople()
    {
        var asked = new MemberOptions(_json);
        var member = Command(
            "member", "One person's card by any name they ever had; with an option, write it into people.yaml.", new MemberCommand(asked),
            _json, asked.From, asked.To, asked.Metric, asked.Clan, asked.LeaveUntil, asked.Exempt, asked.AltOf, asked.Ban, asked.Hide, asked.Clear);
        member.Add(asked.Name);
        Root.Add(member);
        Root.Add(LinkCommand.Build(Command));
        var who = new Argument<string>("NAME|ACCOUNT-ID") { Description = "Any name the person ever had, their Discord account's id or their Wise Old Man id." };
        var backups = new Option<bool>("--backups") { Description = "Erase them from the backups too." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var forget = Command("forget", "Erase a person's Discord data and keep them erased.", new ForgetCommand(who, backups, yes), backups, yes);
        forget.Add(who);
        Root.Add(forget);
    }

    private Command Command(string name, string description, ICommandHandler handler, params Option[] options)
    {
        var command = new Command(name, description);
        foreach (var option in options)
        {
            command.Add(option);
        }

        // The parser only invokes what has an action; the work itself is started by CommandLineProgram.
        command.SetAction(_ => 0);
        _handlers.Add(command, handler);
        return command;
    }
}

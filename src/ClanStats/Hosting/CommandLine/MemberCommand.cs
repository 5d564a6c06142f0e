using System.CommandLine;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.People;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>The options of member.</summary>
internal sealed class MemberOptions(Option<bool> json)
{
    public Argument<string> Name { get; } = new("NAME") { Description = "Any name the person ever had, their Wise Old Man id or their Discord account's id.", Arity = ArgumentArity.ZeroOrOne };

    public Option<bool> Clan { get; } = new("--clan") { Description = "Instead of a person, the whole clan; with --from and --to." };

    public Option<string[]> Metric { get; } = new("--metric") { Description = "Tell this metric day by day too, such as zulrah or ehp; may be given more than once.", HelpName = "METRIC" };

    public Option<bool> Json { get; } = json;

    public Option<string> LeaveUntil { get; } = new("--leave-until") { Description = "On leave until this day, such as 2026-12-24.", HelpName = "DATE" };

    public Option<string> From { get; } = new("--from") { Description = "Tell what was gained and written from this UTC day on ...", HelpName = "DATE" };

    public Option<string> To { get; } = new("--to") { Description = "... up to this one, which does not count any more.", HelpName = "DATE" };

    public Option<string> Exempt { get; } = new("--exempt") { Description = "Exempt from verdicts about inactivity.", HelpName = "REASON" };

    public Option<string> AltOf { get; } = new("--alt-of") { Description = "An alt of this member.", HelpName = "MAIN" };

    public Option<string> Ban { get; } = new("--ban") { Description = "Not welcome again.", HelpName = "REASON" };

    public Option<bool> Hide { get; } = new("--hide") { Description = "Leave out of the public page." };

    public Option<string[]> Clear { get; } = new("--clear")
    {
        Description = $"Take a note back: {string.Join(", ", NoteChanges.Sections.Keys)}.",
        HelpName = "NOTE",
    };
}

/// <summary>member.</summary>
internal sealed class MemberCommand(MemberOptions options) : ICommandHandler
{
    public async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Host.Member is not { } member)
        {
            return await new NotYetBuilt().RunAsync(invocation, cancellationToken);
        }

        var parse = invocation.Parse;
        var now = DatabaseCommand.NowOf(invocation);
        var settings = invocation.Load(invocation.ToSettingsRequest());
        var notes = new WantedNotes
        {
            LeaveUntil = parse.GetValue(options.LeaveUntil),
            Exempt = parse.GetValue(options.Exempt),
            AltOf = parse.GetValue(options.AltOf),
            Ban = parse.GetValue(options.Ban),
            Hide = parse.GetValue(options.Hide),
            Clear = parse.GetValue(options.Clear) ?? [],
        };
        var plan = new MemberPlan(settings, now, parse.GetValue(options.Name) ?? "", parse.GetValue(options.Json), notes)
        {
            Range = RangeCard.DaysOf(parse.GetValue(options.From), parse.GetValue(options.To)),
            IsClan = parse.GetValue(options.Clan),
            Metrics = parse.GetValue(options.Metric) ?? [],
        };
        Check(plan);
        return await member(plan, invocation.Terminal, cancellationToken);
    }

    /// <summary>What was asked must make sense together.</summary>
    /// <exception cref="UserFaultException">It does not.</exception>
    private static void Check(MemberPlan plan)
    {
        var fault = plan switch
        {
            { IsClan: false, Name: "" } => "member needs a NAME, or --clan with --from and --to",
            { IsClan: true, Name: not "" } => $"member --clan is about everybody; leave out '{plan.Name}' or --clan",
            { IsClan: true, Range: null } => "member --clan needs --from DATE and --to DATE",
            { IsClan: true, Notes.Any: true } => "member --clan is about everybody; a note needs a NAME",
            { Metrics.Count: > 0, Range: null } => "--metric tells days: add --from DATE and --to DATE",
            _ => null,
        };
        if (fault is not null)
        {
            throw new UserFaultException(fault) { IsConfiguration = true };
        }
    }
}

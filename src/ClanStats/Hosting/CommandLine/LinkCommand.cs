using System.CommandLine;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>link, and link confirm, reject and undo.</summary>
internal sealed class LinkCommand : ICommandHandler
{
    private readonly LinkTask _task;
    private readonly Argument<string>? _account;
    private readonly Argument<string>? _name;
    private readonly Option<bool> _merge;
    private readonly Option<bool> _move;

    private LinkCommand(LinkTask task, Parts parts)
    {
        _task = task;
        _account = task == LinkTask.List ? null : parts.Account;
        _name = task is LinkTask.Confirm or LinkTask.Reject ? parts.Name : null;
        (_merge, _move) = (parts.Merge, parts.Move);
    }

    /// <summary>Adds the command with its subcommands.</summary>
    /// <param name="make">Makes a command that is carried out by a handler.</param>
    public static Command Build(Func<string, string, ICommandHandler, Option[], Command> make)
    {
        var parts = new Parts();
        var link = make(
            "link",
            "Which Discord account is whose: the links, and those that wait for an officer, with what speaks for them.\n"
            + "confirm, reject and undo take effect at once, on old messages too, and can be undone.\n\n"
            + "ACCOUNT is the account's Discord id as 'clanstats link' lists it, or the name it shows, if only one shows it. NAME is any name the\n"
            + "member ever had, or Wise Old Man's player id. Links in config/people.yaml hold before everything decided here.",
            new LinkCommand(LinkTask.List, parts),
            []);
        var confirm = make(
            "confirm",
            "Say that an account is a member's. Where the account is linked to somebody else, or the member has another account, nothing happens "
            + "until you say --merge (both are one person's) or --move (what was there before goes).",
            new LinkCommand(LinkTask.Confirm, parts),
            [parts.Merge, parts.Move]);
        var reject = make("reject", "Say that an account is not a member's; it is not proposed again.", new LinkCommand(LinkTask.Reject, parts), []);
        var undo = make(
            "undo",
            "Take back what was last decided about an account here, with all it moved; or, as snapshots-N, a move of snapshots that 'clanstats link' lists.",
            new LinkCommand(LinkTask.Undo, parts),
            []);
        foreach (var command in new[] { confirm, reject })
        {
            command.Add(parts.Account);
            command.Add(parts.Name);
        }

        undo.Add(parts.Account);
        link.Add(confirm);
        link.Add(reject);
        link.Add(undo);
        return link;
    }

    public async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Host.Link is not { } work)
        {
            return await new NotYetBuilt().RunAsync(invocation, cancellationToken);
        }

        var parse = invocation.Parse;
        var isConfirm = _task == LinkTask.Confirm;
        if (isConfirm && parse.GetValue(_merge) && parse.GetValue(_move))
        {
            throw new Domain.Runs.UserFaultException("--merge and --move exclude each other: say either.") { IsConfiguration = true };
        }

        var now = DatabaseCommand.NowOf(invocation);
        var settings = invocation.Load(invocation.ToSettingsRequest());
        var plan = new LinkCommandPlan(_task, settings, now)
        {
            Account = _account is null ? null : parse.GetValue(_account),
            Name = _name is null ? null : parse.GetValue(_name),
            Merge = isConfirm && parse.GetValue(_merge),
            Move = isConfirm && parse.GetValue(_move),
        };
        return await LoggedWork.RunAsync(invocation, settings, services => work(plan, services, cancellationToken), cancellationToken);
    }

    /// <summary>The words of the command.</summary>
    private sealed class Parts
    {
        public Argument<string> Account { get; } = new("ACCOUNT") { Description = "The account's Discord id, or the name it shows." };

        public Argument<string> Name { get; } = new("NAME") { Description = "The member: any name they ever had, or their player id." };

        public Option<bool> Merge { get; } = new("--merge") { Description = "Where two meet: both are one person's." };

        public Option<bool> Move { get; } = new("--move") { Description = "Where two meet: what was there before goes." };
    }
}

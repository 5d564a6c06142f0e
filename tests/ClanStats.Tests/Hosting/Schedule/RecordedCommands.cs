using ClanStats.Hosting.Schedule;

namespace ClanStats.Tests.Hosting.Schedule;

/// <summary>Keeps what the system's programs would be told, for systems that are not this one.</summary>
internal sealed class RecordedCommands : ISystemCommands
{
    public List<SystemCommand> Started { get; } = [];

    /// <summary>What they answer.</summary>
    public Func<SystemCommand, CommandResult?> Answer { get; set; } = _ => null;

    public Task<CommandResult> RunAsync(SystemCommand command, CancellationToken cancellationToken)
    {
        Started.Add(command);
        return Task.FromResult(Answer(command) ?? new CommandResult(0, "", ""));
    }
}

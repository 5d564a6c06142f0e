using System.ComponentModel;
using System.Diagnostics;

namespace ClanStats.Hosting.Schedule;

/// <summary>Starts programs of the system and reads what they answer.</summary>
internal sealed class SystemCommands : ISystemCommands
{
    /// <inheritdoc/>
    public async Task<CommandResult> RunAsync(SystemCommand command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command.File, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var (output, trouble) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            if (command.Input is { } input)
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(process.ExitCode, await output, await trouble);
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            return new CommandResult(null, "", exception.Message);
        }
    }
}

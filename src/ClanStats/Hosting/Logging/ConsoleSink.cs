using Serilog.Core;
using Serilog.Events;

namespace ClanStats.Hosting.Logging;

/// <summary>Shows log events as diagnostics at the terminal.</summary>
internal sealed class ConsoleSink(Terminal terminal, LogEventLevel least) : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level < least)
        {
            return;
        }

        var message = LogLineFormatter.MessageOf(logEvent);
        if (logEvent.Exception is { } exception)
        {
            message += $" ({exception.GetType().Name}: {exception.Message})";
        }

        terminal.Diagnose(LogLineFormatter.LevelCode(logEvent.Level), LineEscape.Escape(message));
    }
}

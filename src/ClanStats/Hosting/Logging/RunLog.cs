using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace ClanStats.Hosting.Logging;

/// <summary>The log of one command: app.log, app.jsonl and the terminal, with one trace id.</summary>
internal sealed class RunLog : IDisposable
{
    private readonly Logger _logger;

    private RunLog(Logger logger, ILoggerFactory factory)
    {
        _logger = logger;
        Factory = factory;
    }

    public ILoggerFactory Factory { get; }

    /// <summary>Opens the log. If the files cannot be had, because another run writes them, the terminal alone is told.</summary>
    /// <param name="folder">LOG_DIR; null: no files.</param>
    /// <param name="traceId">The id in every line.</param>
    /// <param name="terminal">Gets warnings and errors, with <paramref name="verbose"/> everything; its mask takes the secrets out.</param>
    /// <param name="verbose">Whether to show debug lines at the terminal.</param>
    public static RunLog Open(string? folder, string traceId, Terminal terminal, bool verbose)
    {
        var least = verbose ? LogEventLevel.Debug : LogEventLevel.Warning;
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Debug()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .Enrich.WithProperty(LogLineFormatter.TraceProperty, traceId)
            .WriteTo.Sink(new ConsoleSink(terminal, least));
        if (folder is not null)
        {
            AddFiles(configuration, folder, terminal);
        }

        var logger = configuration.CreateLogger();
        return new RunLog(logger, new SerilogLoggerFactory(logger));
    }

    public void Dispose()
    {
        Factory.Dispose();
        _logger.Dispose();
    }

    private static void AddFiles(LoggerConfiguration configuration, string folder, Terminal terminal)
    {
        try
        {
            var lines = new DailyFileSink(folder, "app.log", new LogLineFormatter(), terminal.Mask);
            configuration.WriteTo.Sink(lines);
            configuration.WriteTo.Sink(new DailyFileSink(folder, "app.jsonl", new JsonLineFormatter(), terminal.Mask));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.Diagnose("WRN", $"Nothing is logged to files: {LineEscape.Escape(exception.Message)}");
        }
    }
}

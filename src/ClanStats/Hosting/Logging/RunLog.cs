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
    private readonly FileStream? _claim;

    private RunLog(Logger logger, ILoggerFactory factory, FileStream? claim)
    {
        _logger = logger;
        _claim = claim;
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
        var claim = folder is null ? null : AddFiles(configuration, folder, terminal);
        var logger = configuration.CreateLogger();
        return new RunLog(logger, new SerilogLoggerFactory(logger), claim);
    }

    public void Dispose()
    {
        Factory.Dispose();
        _logger.Dispose();
        _claim?.Dispose();
    }

    private static FileStream? AddFiles(LoggerConfiguration configuration, string folder, Terminal terminal)
    {
        FileStream? claim = null;
        try
        {
            // The files belong to one process at a time, so that the lines of one run are never torn apart by another's. The claim is a file
            // of its own: app.log stays open to everybody who reads.
            Directory.CreateDirectory(folder);
            claim = new FileStream(Path.Combine(folder, ".app.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            configuration.WriteTo.Sink(new DailyFileSink(folder, "app.log", new LogLineFormatter(), terminal.Mask));
            configuration.WriteTo.Sink(new DailyFileSink(folder, "app.jsonl", new JsonLineFormatter(), terminal.Mask));
            return claim;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            claim?.Dispose();
            terminal.Diagnose("WRN", $"Nothing is logged to files: {LineEscape.Escape(exception.Message)}");
            return null;
        }
    }
}

using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;

namespace ClanStats.Hosting.Logging;

/// <summary>
/// A line of app.log: <c>[2026-01-20 14:23:05.123 UTC] [INF] [trace] [Module] message</c>. Always one line; an exception adds its type
/// and message, its stack stands in app.jsonl.
/// </summary>
internal sealed class LogLineFormatter : ITextFormatter
{
    public const string TraceProperty = "TraceId";

    public void Format(LogEvent logEvent, TextWriter output)
    {
        var time = logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        output.Write($"[{time} UTC] [{LevelCode(logEvent.Level)}] [{TraceOf(logEvent)}] [{ModuleOf(logEvent)}] ");
        output.Write(LineEscape.Escape(MessageOf(logEvent)));
        if (logEvent.Exception is { } exception)
        {
            output.Write(LineEscape.Escape($" ({exception.GetType().Name}: {exception.Message})"));
        }

        output.Write('\n');
    }

    public static string TraceOf(LogEvent logEvent) => ScalarOf(logEvent, TraceProperty) ?? new string('0', 16);

    /// <summary>The last part of the logger's name: the type that speaks.</summary>
    public static string ModuleOf(LogEvent logEvent)
    {
        var source = ScalarOf(logEvent, Serilog.Core.Constants.SourceContextPropertyName) ?? "ClanStats";
        var last = source[(source.LastIndexOf('.') + 1)..];
        return last.Length == 0 || last.Contains(']', StringComparison.Ordinal) ? "ClanStats" : LineEscape.Escape(last);
    }

    /// <summary>The message with its values as plain text: no quotes around strings.</summary>
    public static string MessageOf(LogEvent logEvent)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (token is PropertyToken property
                && logEvent.Properties.TryGetValue(property.PropertyName, out var value)
                && value is ScalarValue { Value: string text })
            {
                writer.Write(text);
            }
            else
            {
                token.Render(logEvent.Properties, writer, CultureInfo.InvariantCulture);
            }
        }

        return writer.ToString();
    }

    public static string LevelCode(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "VRB",
        LogEventLevel.Debug => "DBG",
        LogEventLevel.Information => "INF",
        LogEventLevel.Warning => "WRN",
        LogEventLevel.Error => "ERR",
        LogEventLevel.Fatal => "FTL",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Unknown level"),
    };

    private static string? ScalarOf(LogEvent logEvent, string name) =>
        logEvent.Properties.TryGetValue(name, out var value) && value is ScalarValue { Value: string text } ? text : null;
}

using System.Text;
using System.Text.Json;
using ClanStats.Domain.Activity;
using Serilog.Events;
using Serilog.Formatting;

namespace ClanStats.Hosting.Logging;

/// <summary>A line of app.jsonl: what app.log says, with the message's values as fields and exceptions whole.</summary>
internal sealed class JsonLineFormatter : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", UtcInstant.From(logEvent.Timestamp).ToIso());
            json.WriteString("level", LogLineFormatter.LevelCode(logEvent.Level));
            json.WriteString("trace_id", LogLineFormatter.TraceOf(logEvent));
            json.WriteString("module", LogLineFormatter.ModuleOf(logEvent));
            json.WriteString("message", LogLineFormatter.MessageOf(logEvent));
            if (logEvent.Exception is { } exception)
            {
                json.WriteString("exception", exception.ToString());
            }

            WriteValues(json, logEvent);
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(buffer.ToArray()));
        output.Write('\n');
    }

    private static void WriteValues(Utf8JsonWriter json, LogEvent logEvent)
    {
        json.WriteStartObject("values");
        foreach (var (name, value) in logEvent.Properties)
        {
            if (name is not (LogLineFormatter.TraceProperty or Serilog.Core.Constants.SourceContextPropertyName))
            {
                WriteValue(json, name, value);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, LogEventPropertyValue value)
    {
        switch ((value as ScalarValue)?.Value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, value.ToString());
                break;
        }
    }
}

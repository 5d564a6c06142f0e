using System.Globalization;
using System.Text;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace ClanStats.Hosting.Logging;

/// <summary>
/// Writes lines to NAME.EXT; when a line of a new UTC day comes, the file so far becomes NAME-YYYYMMDD.EXT and the oldest ones beyond
/// the number kept go.
/// </summary>
internal sealed class DailyFileSink : ILogEventSink, IDisposable
{
    public const int DaysKept = 30;
    private const string DayFormat = "yyyyMMdd";
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly string _name;
    private readonly string _extension;
    private readonly ITextFormatter _formatter;
    private readonly SecretMask _mask;
    private StreamWriter? _writer;
    private DateOnly _day;

    /// <exception cref="IOException">The folder or the file cannot be written.</exception>
    public DailyFileSink(string folder, string fileName, ITextFormatter formatter, SecretMask mask)
    {
        _folder = folder;
        _name = Path.GetFileNameWithoutExtension(fileName);
        _extension = Path.GetExtension(fileName);
        _formatter = formatter;
        _mask = mask;
        Directory.CreateDirectory(folder);
        _day = File.Exists(Current) ? DateOnly.FromDateTime(File.GetLastWriteTimeUtc(Current)) : DateOnly.MinValue;
        _writer = Open();
    }

    private string Current => Path.Combine(_folder, _name + _extension);

    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        _formatter.Format(logEvent, line);
        var masked = _mask.Mask(line.ToString());
        var day = DateOnly.FromDateTime(logEvent.Timestamp.UtcDateTime);
        lock (_gate)
        {
            if (_writer is null)
            {
                return;
            }

            if (day > _day)
            {
                StartDay(day);
            }

            _writer!.Write(masked);
            _writer.Flush();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    private void StartDay(DateOnly day)
    {
        if (_day != DateOnly.MinValue && _writer!.BaseStream.Length > 0)
        {
            _writer.Dispose();
            PutAside(Path.Combine(_folder, $"{_name}-{_day.ToString(DayFormat, CultureInfo.InvariantCulture)}{_extension}"));
            RemoveOld();
            _writer = Open();
        }

        _day = day;
    }

    private void PutAside(string target)
    {
        if (!File.Exists(target))
        {
            File.Move(Current, target);
            return;
        }

        using (var source = File.OpenRead(Current))
        using (var destination = new FileStream(target, FileMode.Append, FileAccess.Write))
        {
            source.CopyTo(destination);
        }

        File.Delete(Current);
    }

    private void RemoveOld()
    {
        var old = Directory.EnumerateFiles(_folder, $"{_name}-????????{_extension}")
            .OrderByDescending(path => path, StringComparer.Ordinal)
            .Skip(DaysKept);
        foreach (var path in old)
        {
            File.Delete(path);
        }
    }

    private StreamWriter Open() =>
        new(new FileStream(Current, FileMode.Append, FileAccess.Write, FileShare.Read), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}

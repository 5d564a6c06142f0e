using System.Globalization;
using System.IO.Compression;
using System.Text;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Storage.LegacyImport;

/// <summary>Rows of a table that is not carried, saved as text.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="File">Where they are.</param>
internal sealed record SavedTable(string Table, long Rows, string File);

/// <summary>Saves what the old program's unused tables hold as <c>legacy_&lt;table&gt;_&lt;date&gt;.csv.gz</c>.</summary>
internal static class LegacyLeftovers
{
    private static readonly System.Buffers.SearchValues<char> NeedQuotes = System.Buffers.SearchValues.Create("\",\r\n");

    /// <summary>Saves every unused table that holds rows.</summary>
    /// <param name="connection">The old database, or one that is about to be migrated past their removal.</param>
    /// <param name="folder">BACKUP_DIR.</param>
    /// <param name="now">Gives the date in the name.</param>
    /// <exception cref="UserFaultException">A file could not be written.</exception>
    public static IReadOnlyList<SavedTable> Save(SqliteConnection connection, string folder, UtcInstant now)
    {
        var saved = new List<SavedTable>();
        foreach (var table in In(connection))
        {
            var date = now.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            var file = Path.Combine(folder, $"legacy_{table}_{date}.csv.gz");
            try
            {
                if (Save(connection, table, file) is > 0 and var rows)
                {
                    saved.Add(new SavedTable(table, rows, file));
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new UserFaultException($"The rows of {table} could not be saved as {file} ({exception.Message}); nothing was changed.", exception);
            }
        }

        return saved;
    }

    /// <summary>The unused tables a database has.</summary>
    public static IReadOnlyList<string> In(SqliteConnection connection)
    {
        var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'").ToHashSet(StringComparer.Ordinal);
        return [.. LegacySchema.Unused.Where(tables.Contains)];
    }

    private static long Save(SqliteConnection connection, string table, string file)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} ORDER BY rowid";
        using var reader = command.ExecuteReader();
        if (!reader.HasRows)
        {
            return 0;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var unfinished = file + ".part";
        var rows = 0L;
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        using (var packed = new GZipStream(stream, CompressionLevel.Optimal))
        using (var text = new StreamWriter(packed, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n" })
        {
            text.WriteLine(string.Join(',', Enumerable.Range(0, reader.FieldCount).Select(column => Cell(reader.GetName(column)))));
            for (; reader.Read(); rows++)
            {
                text.WriteLine(string.Join(',', Enumerable.Range(0, reader.FieldCount).Select(column => Cell(reader.GetValue(column)))));
            }
        }

        File.Move(unfinished, file, overwrite: true);
        return rows;
    }

    /// <summary>NULL is an empty cell, an empty text a quoted one: what is saved can be loaded again as it was.</summary>
    private static string Cell(object value)
    {
        var text = value switch
        {
            DBNull => null,
            byte[] bytes => Convert.ToHexString(bytes),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
        return text is null ? "" : text.Length == 0 || text.AsSpan().ContainsAny(NeedQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}

using ClanStats.Storage.Verification;
using ClanStats.Tests.Architecture;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ClanStats.Tests.Documents;

/// <summary>docs/data-model.md shows the schema the chain of migrations makes.</summary>
public sealed class DataModelDocumentTests : IDisposable
{
    private const string Document = "docs/data-model.md";

    private readonly SqliteConnection _schema = DeclaredSchema.Build();
    private readonly List<string> _tables;

    public DataModelDocumentTests() => _tables =
        [.. _schema.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")];

    [Fact]
    public void The_diagram_is_the_schemas() => GeneratedPart.ShouldStandIn(
        Document, "diagram", ["```mermaid", "erDiagram", .. _tables.Where(StandsAlone).Select(table => "  " + table), .. _tables.SelectMany(References), "```"]);

    [Fact]
    public void The_columns_are_the_schemas() => GeneratedPart.ShouldStandIn(
        Document, "columns", ["| table | columns | view |", "| --- | --- | --- |", .. _tables.Select(table => $"| `{table}` | {Columns(table)} | {View(table)} |")]);

    [Fact]
    public void What_a_row_of_each_table_is_stands_in_words()
    {
        var text = MarkdownDocument.Of(Document).Text;
        var sentences = MarkdownDocument.Parse(Document, text[..text.IndexOf("<!-- generated:", StringComparison.Ordinal)]);
        var written = sentences.Spans.Select(span => span.Text).ToHashSet(StringComparer.Ordinal);

        _tables.Count.ShouldBeGreaterThan(30);
        Repository.ShouldHold(_tables.Where(table => !written.Contains(table)), $"Say in {Document} what one row of the table is.");
    }

    public void Dispose() => _schema.Dispose();

    private bool StandsAlone(string table) => ForeignKeys(table).Count == 0 && !_tables.Exists(other => ForeignKeys(other).Exists(key => key.Table == table));

    /// <summary>A line for each reference: whether it must be there on the left, and whether there can be several on the right.</summary>
    private IEnumerable<string> References(string table)
    {
        var columns = ColumnsOf(table);
        var keys = columns.Where(column => column.Pk > 0).Select(column => column.Name).ToList();
        foreach (var key in ForeignKeys(table))
        {
            var column = columns.Single(column => column.Name == key.From);
            var must = column.NotNull || column.Pk > 0 ? "||" : "|o";
            var many = keys is [var only] && only == key.From ? "o|" : "o{";
            yield return $"  {key.Table} {must}--{many} {table} : {key.From}";
        }
    }

    private string Columns(string table) => string.Join(", ", ColumnsOf(table).Select(column => column.Pk > 0 ? $"**{Plain(column.Name)}**" : Plain(column.Name)));

    private static string Plain(string name) => name.Replace("_", @"\_", StringComparison.Ordinal);

    private string View(string table)
    {
        var name = table + "_readable";
        return _schema.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE type = 'view' AND name = @name", new { name }) > 0 ? $"`{name}`" : "–";
    }

    private List<Column> ColumnsOf(string table) =>
    [
        .. _schema.Query<(string Name, bool NotNull, int Pk)>($"SELECT name, \"notnull\", pk FROM pragma_table_info('{table}') ORDER BY cid")
            .Select(row => new Column(row.Name, row.NotNull, row.Pk)),
    ];

    private List<ForeignKey> ForeignKeys(string table) =>
    [
        .. _schema.Query<(string Table, string From)>($"SELECT \"table\", \"from\" FROM pragma_foreign_key_list('{table}') ORDER BY \"from\"")
            .Select(row => new ForeignKey(row.Table, row.From)),
    ];

    private sealed record Column(string Name, bool NotNull, int Pk);

    private sealed record ForeignKey(string Table, string From);
}

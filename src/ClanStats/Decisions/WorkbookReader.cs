using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace ClanStats.Decisions;

/// <summary>
/// Reads the texts of single sheets out of a workbook, part by part as a stream: whatever a program wrote into the file beside them cannot
/// disturb it, and a file made to exhaust memory is refused by what it declares and by what it unpacks to.
/// </summary>
internal sealed class WorkbookReader : IDisposable
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    private const long LargestFile = 50_000_000;
    private const long LargestPart = 60_000_000;
    private const int MostParts = 5_000;
    private const int MostRows = 100_000;
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LargestPart,
        CloseInput = true,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly ZipArchive _package;
    private readonly Dictionary<string, string> _sheets = new(StringComparer.Ordinal);
    private List<string>? _shared;

    private WorkbookReader(ZipArchive package) => _package = package;

    /// <summary>Whether its days count from 1904, as older programs of Apple's made it.</summary>
    public bool CountsFrom1904 { get; private set; }

    /// <summary>Opens a workbook; the stream stays the caller's.</summary>
    /// <exception cref="UnreadableWorkbookException">It is no workbook, is damaged or too large.</exception>
    public static WorkbookReader Open(Stream file) => Guard(() =>
    {
        if (file.Length > LargestFile)
        {
            throw new UnreadableWorkbookException($"it is larger than {LargestFile / 1_000_000} MB");
        }

        var package = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        try
        {
            if (package.Entries.Count > MostParts)
            {
                throw new UnreadableWorkbookException("it has too many parts");
            }

            var reader = new WorkbookReader(package);
            reader.ReadSheetList();
            return reader;
        }
        catch
        {
            package.Dispose();
            throw;
        }
    });

    /// <summary>The rows of a sheet that hold something, top down; null if there is no such sheet.</summary>
    /// <exception cref="UnreadableWorkbookException">The sheet is damaged or too large.</exception>
    public IReadOnlyList<SheetRow>? Read(string sheet) => _sheets.TryGetValue(sheet, out var part) ? Guard(() => ReadRows(part)) : null;

    /// <inheritdoc/>
    public void Dispose() => _package.Dispose();

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException or IOException or FormatException or NotSupportedException or OverflowException)
        {
            throw new UnreadableWorkbookException($"it is no workbook, or it is damaged ({fault.Message.ReplaceLineEndings(" ")})", fault);
        }
    }

    private XmlReader? OpenPart(string name)
    {
        if (_package.GetEntry(name) is not { } entry)
        {
            return null;
        }

        return entry.Length > LargestPart
            ? throw new UnreadableWorkbookException($"its part {name} unpacks to more than {LargestPart / 1_000_000} MB")
            : XmlReader.Create(entry.Open(), Settings);
    }

    private void ReadSheetList()
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var relations = OpenPart("xl/_rels/workbook.xml.rels") ?? throw new InvalidDataException("it has no list of parts"))
        {
            while (relations.Read())
            {
                if (relations is { NodeType: XmlNodeType.Element, LocalName: "Relationship" }
                    && relations.GetAttribute("Id") is { } id && relations.GetAttribute("Target") is { } target)
                {
                    targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
                }
            }
        }

        using var workbook = OpenPart("xl/workbook.xml") ?? throw new InvalidDataException("it has no list of sheets");
        while (workbook.Read())
        {
            if (workbook is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
            {
                CountsFrom1904 = workbook.GetAttribute("date1904") is "1" or "true";
            }
            else if (workbook is { NodeType: XmlNodeType.Element, LocalName: "sheet" }
                && workbook.GetAttribute("name") is { } name
                && (workbook.GetAttribute("id", Relations) ?? workbook.GetAttribute("id", StrictRelations)) is { } id
                && targets.TryGetValue(id, out var part))
            {
                _sheets.TryAdd(name, part);
            }
        }
    }

    private List<SheetRow> ReadRows(string part)
    {
        using var xml = OpenPart(part) ?? throw new InvalidDataException($"its part {part} is missing");
        var rows = new List<SheetRow>();
        var cells = new Dictionary<int, SheetCell>();
        var (number, column) = (0, 0);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "row" } && cells.Count > 0)
            {
                rows.Add(new SheetRow(number, cells));
                cells = [];
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : number + 1;
                column = 0;
                if (rows.Count > MostRows)
                {
                    throw new UnreadableWorkbookException($"a sheet has more than {MostRows} rows");
                }
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
                if (ReadCell(xml) is { Text.Length: > 0 } cell)
                {
                    cells[column] = cell;
                }
            }
        }

        return rows;
    }

    /// <summary>A cell's text; of a formula, what its program reckoned last.</summary>
    private SheetCell ReadCell(XmlReader xml)
    {
        var address = xml.GetAttribute("r") ?? "";
        var type = xml.GetAttribute("t") ?? "n";
        if (xml.IsEmptyElement)
        {
            return default;
        }

        var text = new StringBuilder();
        using var cell = xml.ReadSubtree();
        cell.Read();
        while (cell.Read())
        {
            if (cell is { NodeType: XmlNodeType.Element, LocalName: "v" or "t" })
            {
                WorkbookText.Append(text, cell);
            }
        }

        return type switch
        {
            "s" => new SheetCell(address, Shared(text.ToString()), IsNumber: false),
            "n" => new SheetCell(address, text.ToString(), IsNumber: true),
            "e" => new SheetCell(address, text.ToString(), IsNumber: false),
            _ => new SheetCell(address, WorkbookText.Unescape(text.ToString()), IsNumber: false),
        };
    }

    private string Shared(string index)
    {
        _shared ??= ReadShared();
        return int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < _shared.Count ? _shared[place] : "";
    }

    private List<string> ReadShared()
    {
        using var xml = OpenPart("xl/sharedStrings.xml");
        return xml is null ? [] : WorkbookText.ReadShared(xml);
    }

    private static int? ColumnOf(string? address)
    {
        var column = 0;
        foreach (var letter in address ?? "")
        {
            if (!char.IsAsciiLetterUpper(letter))
            {
                break;
            }

            column = checked((column * 26) + letter - 'A' + 1);
        }

        return column == 0 ? null : column;
    }
}

using System.Globalization;
using ClanStats.Exports.Excel.Parts;

namespace ClanStats.Exports.Excel;

/// <summary>What a column speaks of; its header carries that signal's colour.</summary>
internal enum ColumnGroup
{
    /// <summary>Who it is.</summary>
    Identity,

    /// <summary>Messages.</summary>
    Chat,

    /// <summary>Experience, kills and efficient hours.</summary>
    Game,

    /// <summary>Records and totals.</summary>
    Records,

    /// <summary>State and marks.</summary>
    State,
}

/// <summary>The workbook's colours, fonts and measures, the same as on the pages.</summary>
internal static class Look
{
    public const string Font = "Calibri";
    public const double BodySize = 10.5;
    public const double HeaderSize = 11;
    public const double TitleSize = 18;
    public const double TileSize = 24;
    public const double RowHeight = 18;
    public const double HeaderHeight = 36;
    public const double LineHeight = 14.5;

    /// <summary>Behind a number stands the room of an asterisk, so that digits align with those of a marked number; and a little air.</summary>
    public const string WholeFormat = "#,##0_*_.;-#,##0_*_.;#,##0_*_.;@_*_.";
    public const string DecimalFormat = "#,##0.0_*_.;-#,##0.0_*_.;#,##0.0_*_.;@_*_.";
    public const string ApproximateFormat = "\"~\"#,##0_*_.";
    public const string LowerBoundFormat = "\"≥\"#,##0_*_.";
    public const string SinceFirstSeenFormat = "#,##0\"*\"_.";
    public const string DateFormat = "dd/mm/yyyy";
    public const string TimeFormat = "dd/mm/yyyy hh:mm";

    public static readonly Colour Black = Rgb(0);
    public static readonly Colour Ink = Rgb(0x1D1B16);
    public static readonly Colour Muted = Rgb(0x5F5A4E);
    public static readonly Colour Faint = Rgb(0x8C877A);
    public static readonly Colour Line = Rgb(0xE4E0D6);
    public static readonly Colour Paper = Rgb(0xFBFAF7);
    public static readonly Colour Zebra = Rgb(0xF6F5F2);
    public static readonly Colour Writable = Rgb(0xFFF8DC);
    public static readonly Colour Game = Rgb(0x0B6E6E);
    public static readonly Colour Chat = Rgb(0x6D47A0);
    public static readonly Colour Gold = Rgb(0x8A6400);
    public static readonly Colour Good = Rgb(0x1F6F43);
    public static readonly Colour Watch = Rgb(0x8A5A00);
    public static readonly Colour Act = Rgb(0xA8361A);
    public static readonly Colour GameBar = Rgb(0xA9D2CF);
    public static readonly Colour ChatBar = Rgb(0xCDBBE3);

    /// <summary>The colour of a group's rule.</summary>
    public static Colour Of(ColumnGroup group) => group switch
    {
        ColumnGroup.Chat => Chat,
        ColumnGroup.Game => Game,
        ColumnGroup.Records => Gold,
        ColumnGroup.State => Muted,
        _ => Ink,
    };

    /// <summary>The tint behind a group's headers.</summary>
    public static Colour TintOf(ColumnGroup group) => group switch
    {
        ColumnGroup.Chat => Rgb(0xEFEAF5),
        ColumnGroup.Game => Rgb(0xE3F0EF),
        ColumnGroup.Records => Rgb(0xF4EEDD),
        ColumnGroup.State => Rgb(0xF0EEE9),
        _ => Rgb(0xEAE8E3),
    };

    /// <summary>The bar that compares cells down a column of a group.</summary>
    public static Colour BarOf(ColumnGroup group) => group == ColumnGroup.Chat ? ChatBar : GameBar;

    /// <summary>The signs of states and severities with their colours; a text without one is muted.</summary>
    public static IReadOnlyList<(string Sign, Colour Colour)> Signs { get; } =
        [("●", Good), ("◐", Game), ("◑", Chat), ("▲", Watch), ("■", Act)];

    /// <summary>The colour of a judgement: good, watch or act.</summary>
    public static Colour OfFreshness(string state) => state switch
    {
        "good" => Good,
        "watch" => Watch,
        _ => Act,
    };

    private static Colour Rgb(int value) => new(string.Create(CultureInfo.InvariantCulture, $"FF{value:X6}"));
}

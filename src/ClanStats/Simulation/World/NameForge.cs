using ClanStats.Domain.Identity;

namespace ClanStats.Simulation.World;

/// <summary>Makes names that the game would accept, of invented combinations, no two of which can be taken for each other.</summary>
internal sealed class NameForge(int seed, IEnumerable<string> known)
{
    /// <summary>Two players whose names differ by nothing but a blank.</summary>
    public const string TwinWithBlank = "fern otter";

    /// <summary>The other one of the two.</summary>
    public const string TwinWithoutBlank = "fernotter";

    /// <summary>A name before its owner changed nothing but the case.</summary>
    public const string BeforeCaseChange = "brook wagtl";

    /// <summary>The same name afterwards.</summary>
    public const string AfterCaseChange = "Brook Wagtl";

    private const int LongestName = 12;

    private static readonly string[] First =
    [
        "Amber", "Basil", "Birch", "Brine", "Cedar", "Chalk", "Clay", "Copse", "Dusk", "Elder", "Ember", "Fable", "Flint", "Frost", "Gale",
        "Glade", "Hazel", "Heath", "Indigo", "Ivory", "Juniper", "Kelp", "Larch", "Loam", "Maple", "Mint", "Mist", "Nettle", "Ochre", "Opaline",
        "Pewter", "Pine", "Quartz", "Rime", "Rowan", "Russet", "Sable", "Sage", "Slate", "Sorrel", "Tansy", "Thorn", "Umber", "Velvet", "Wick",
        "Willow", "Yarrow", "Zephyr",
    ];

    private static readonly string[] Second =
    [
        "Adder", "Badger", "Bittern", "Crane", "Dunlin", "Egret", "Falcon", "Finch", "Gannet", "Gull", "Hare", "Heron", "Ibis", "Jackdaw",
        "Kite", "Lark", "Linnet", "Marten", "Mole", "Newt", "Osprey", "Plover", "Puffin", "Quail", "Raven", "Robin", "Shrew", "Siskin",
        "Stoat", "Swift", "Teal", "Thrush", "Toad", "Viper", "Vole", "Wren",
    ];

    private readonly HashSet<string> _taken =
        [PlayerName.Normalize(TwinWithBlank), PlayerName.Normalize(BeforeCaseChange), .. known.Select(PlayerName.Normalize)];

    private long _made;

    /// <summary>A name nobody has or had.</summary>
    public string Make()
    {
        while (true)
        {
            var dice = Dice.Of(seed, Topic.Name, _made++);
            var name = Compose(ref dice);
            if (name.Length <= LongestName && PlayerName.IsRuneScapeName(name) && _taken.Add(PlayerName.Normalize(name)))
            {
                return name;
            }
        }
    }

    /// <summary>A name for an alt of somebody, recognisable but different.</summary>
    public string MakeAltOf(string main)
    {
        var stem = main.Length > LongestName - 4 ? main[..(LongestName - 4)].TrimEnd(' ', '-', '_') : main;
        var name = stem + " alt";
        return _taken.Add(PlayerName.Normalize(name)) ? name : Make();
    }

    private static string Compose(ref Dice dice)
    {
        var (first, second) = (dice.Pick(First), dice.Pick(Second));
        var name = dice.Below(8) switch
        {
            0 or 1 or 2 => $"{first} {second}",
            3 => first + second,
            4 => $"{first}_{second}",
            5 => $"{second}-{dice.Between(2, 99)}",
            6 => $"{first}{dice.Between(1, 999)}",
            _ => $"{dice.Between(1, 9)} {second}s",
        };

        // Players first seen in a whole-roster edit are written in lower case by WOM until somebody changes it.
        return dice.Chance(0.15) ? PlayerName.Standardise(name) : name;
    }
}

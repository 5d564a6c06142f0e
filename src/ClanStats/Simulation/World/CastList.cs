namespace ClanStats.Simulation.World;

/// <summary>The parts every simulated clan has, whatever its seed.</summary>
internal enum CastPart
{
    /// <summary>Nobody in particular.</summary>
    Extra,

    /// <summary>Name differs from the next one's by a blank only.</summary>
    TwinWithBlank,

    /// <summary>Name differs from the other twin's by a blank only.</summary>
    TwinWithoutBlank,

    /// <summary>Changed the case of the name.</summary>
    CaseRename,

    /// <summary>Changed the name; approved within hours.</summary>
    Renamed,

    /// <summary>Changed the name long ago; approved yesterday.</summary>
    LateRename,

    /// <summary>Changes the name; approved after the present.</summary>
    TomorrowsRename,

    /// <summary>Left and came back.</summary>
    Returner,

    /// <summary>See <see cref="PlayerTrait.NeverTracked"/>.</summary>
    NeverTracked,

    /// <summary>See <see cref="PlayerTrait.Archived"/>.</summary>
    Archived,

    /// <summary>See <see cref="PlayerTrait.Flagged"/>.</summary>
    Flagged,

    /// <summary>See <see cref="PlayerTrait.OverallUnrankedOnce"/>.</summary>
    OverallUnrankedOnce,

    /// <summary>See <see cref="PlayerTrait.NeverUpdates"/>.</summary>
    NeverUpdates,

    /// <summary>A second character of somebody.</summary>
    Alt,

    /// <summary>See <see cref="PlayStyle.Silent"/>.</summary>
    Silent,

    /// <summary>Leaves at the first synchronisation after the present.</summary>
    TomorrowsLeaver,
}

/// <summary>Who plays which part: the last ones of the list, so that the first ones cover every rank.</summary>
internal sealed class CastList(int members)
{
    private static readonly CastPart[] FromTheEnd = [.. Enum.GetValues<CastPart>().Where(part => part != CastPart.Extra)];

    /// <summary>The part of the n-th member.</summary>
    public CastPart PartOf(int index)
    {
        var fromEnd = members - 1 - index;
        return fromEnd >= 0 && fromEnd < FromTheEnd.Length ? FromTheEnd[fromEnd] : CastPart.Extra;
    }

    /// <summary>The position of a part.</summary>
    public int IndexOf(CastPart part) => members - 1 - Array.IndexOf(FromTheEnd, part);

    /// <summary>The name a part must have, or null.</summary>
    public string? FixedNameOf(int index) => PartOf(index) switch
    {
        CastPart.TwinWithBlank => NameForge.TwinWithBlank,
        CastPart.TwinWithoutBlank => NameForge.TwinWithoutBlank,
        CastPart.CaseRename => NameForge.BeforeCaseChange,
        _ => null,
    };

    /// <summary>The style a part must have, or null.</summary>
    public static PlayStyle? StyleOf(CastPart part) => part switch
    {
        CastPart.Silent => PlayStyle.Silent,
        CastPart.OverallUnrankedOnce or CastPart.Renamed or CastPart.TwinWithBlank => PlayStyle.Grinder,
        CastPart.Returner => PlayStyle.Returning,
        _ => null,
    };

    /// <summary>The trait of a part.</summary>
    public static PlayerTrait TraitOf(CastPart part) => part switch
    {
        CastPart.NeverTracked => PlayerTrait.NeverTracked,
        CastPart.Archived => PlayerTrait.Archived,
        CastPart.Flagged => PlayerTrait.Flagged,
        CastPart.OverallUnrankedOnce => PlayerTrait.OverallUnrankedOnce,
        CastPart.NeverUpdates => PlayerTrait.NeverUpdates,
        _ => PlayerTrait.None,
    };
}

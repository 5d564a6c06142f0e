namespace ClanStats.Domain.Report;

/// <summary>One observed life.</summary>
/// <param name="Entry">Age in days from which it was watched; above 0 where it began before anybody watched.</param>
/// <param name="Exit">Age in days at which it was last seen, not before the entry.</param>
/// <param name="Ended">Whether it ended there; else it goes on and nobody knows how long.</param>
public readonly record struct WatchedLife(double Entry, double Exit, bool Ended);

/// <summary>A share with its 95 % band.</summary>
/// <param name="Share">0 to 1.</param>
/// <param name="Low">Lower end of the band.</param>
/// <param name="High">Upper end of the band.</param>
/// <param name="AtRisk">How many were watched at that age.</param>
public readonly record struct Survival(double Share, double Low, double High, int AtRisk);

/// <summary>
/// The share that is still there at an age, by Kaplan and Meier: at each age at which somebody went, those who went among those who were watched
/// then. Who came under watch late is at risk from then on only; who was last seen still there is at risk up to then.
/// </summary>
public sealed class SurvivalCurve
{
    private const double Z95 = 1.959964;
    private const double OneSided = 0.025;
    private readonly double[] _entries;
    private readonly double[] _exits;
    private readonly List<(double Age, int Gone)> _ends;

    /// <summary>Takes the lives; one that was not watched at all is left out.</summary>
    public SurvivalCurve(IEnumerable<WatchedLife> lives)
    {
        var watched = lives.Where(life => life.Exit > life.Entry).ToList();
        _entries = [.. watched.Select(life => life.Entry).Order()];
        _exits = [.. watched.Select(life => life.Exit).Order()];
        _ends = [.. watched.Where(life => life.Ended).GroupBy(life => life.Exit).Select(group => (group.Key, group.Count())).OrderBy(end => end.Key)];
    }

    /// <summary>How many were watched at an age: under watch by then and not gone before.</summary>
    public int AtRisk(double age) => Below(_entries, Math.BitIncrement(age)) - Below(_exits, age);

    /// <summary>The share still there after an age; null where nobody was ever watched up to it.</summary>
    /// <param name="age">Days.</param>
    public Survival? At(double age)
    {
        var watched = AtRisk(age);
        var (share, variance, first) = (1.0, 0.0, 0);
        foreach (var (moment, gone) in _ends.TakeWhile(end => end.Age <= age))
        {
            var risk = Below(_entries, moment) - Below(_exits, moment);
            first = first == 0 ? risk : first;
            share *= 1 - (gone / (double)risk);
            variance += risk == gone ? 0 : gone / ((double)risk * (risk - gone));
        }

        return watched == 0 && first == 0 ? null : Band(share, variance, first == 0 ? watched : first, watched);
    }

    /// <summary>How many of the numbers, in rising order, are less than one.</summary>
    private static int Below(double[] numbers, double limit)
    {
        var (low, high) = (0, numbers.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = numbers[middle] < limit ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>
    /// The band on the scale log(−log), which keeps it between 0 and 1; where all stayed or all went, the exact one-sided limit for as many
    /// people.
    /// </summary>
    private static Survival Band(double share, double variance, int people, int watched)
    {
        var limit = Math.Pow(OneSided, 1.0 / Math.Max(1, people));
        if (share >= 1)
        {
            return new Survival(1, limit, 1, watched);
        }

        if (share <= 0)
        {
            return new Survival(0, 0, 1 - limit, watched);
        }

        var spread = Math.Exp(Z95 * Math.Sqrt(variance) / Math.Log(share));
        var (one, other) = (Math.Pow(share, spread), Math.Pow(share, 1 / spread));
        return new Survival(share, Math.Min(one, other), Math.Max(one, other), watched);
    }
}

using ClanStats.Domain.Activity;

namespace ClanStats.Harvest;

/// <summary>
/// Counts the elements of one answer that may not be stored. A few of them are set aside and told; an answer of which more than 5 % are
/// unusable is not believed in the rest either and is refused whole, before anything of it reaches a store.
/// </summary>
/// <param name="answer">What was read, as people know it, such as "the activity of group 7 (offset 50)".</param>
internal sealed class AnswerScreen(string answer)
{
    /// <summary>The largest share of unusable elements an answer may have.</summary>
    public const double LargestShareSetAside = 0.05;

    private const int SamplesKept = 3;
    private const int LongestSample = 200;

    private readonly List<string> _samples = [];

    /// <summary>Elements looked at.</summary>
    public int Seen { get; private set; }

    /// <summary>Elements that must not be stored.</summary>
    public int SetAside { get; private set; }

    /// <summary>One line for people about what was set aside; null if nothing was.</summary>
    public string? Told => SetAside == 0 ? null : $"{SetAside} of {Seen} elements of {answer} were set aside, such as {_samples[0]}";

    /// <summary>Looks at one element.</summary>
    /// <param name="fault">Why it must not be stored, naming the value; null if it may be.</param>
    /// <returns>Whether it may be stored.</returns>
    public bool Admits(string? fault)
    {
        Seen++;
        if (fault is null)
        {
            return true;
        }

        SetAside++;
        if (_samples.Count < SamplesKept)
        {
            _samples.Add(ShortText.Of(fault, LongestSample));
        }

        return false;
    }

    /// <summary>Judges the answer once all its elements were looked at, and before any of them is stored.</summary>
    /// <exception cref="HarvestException">Too many were unusable; the message holds a sample.</exception>
    public void Judge()
    {
        if (SetAside > LargestShareSetAside * Seen)
        {
            throw Refused(answer, $"{SetAside} of its {Seen} elements are unusable: {string.Join("; ", _samples)}");
        }
    }

    /// <summary>The exception for an answer that must not be believed as a whole: empty where it cannot be, or in another order than promised.</summary>
    /// <param name="answer">What was read, as people know it.</param>
    /// <param name="reason">What is wrong with it.</param>
    public static HarvestException Refused(string answer, string reason) =>
        new($"Nothing of {answer} was stored, for it was refused: {reason}");
}

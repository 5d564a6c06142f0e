namespace ClanStats.Domain.Rules;

/// <summary>The top p % of a list: of its n positive values the k = max(1, floor(p · n)) highest, ties in.</summary>
internal static class TopShare
{
    /// <summary>The lowest value that still belongs to the top.</summary>
    /// <param name="values">All values; null, 0 and below do not take part.</param>
    /// <param name="share">The share, 0 to 1; exact, so that a tenth of ten is one.</param>
    /// <returns>Null where no value is positive.</returns>
    public static long? Threshold(IEnumerable<long?> values, decimal share)
    {
        var positive = values.OfType<long>().Where(value => value > 0).OrderDescending().ToList();
        if (positive.Count == 0)
        {
            return null;
        }

        var top = Math.Clamp((int)Math.Floor(share * positive.Count), 1, positive.Count);
        return positive[top - 1];
    }
}

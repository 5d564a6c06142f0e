using System.Buffers.Text;
using ClanStats.Domain.Activity;

namespace ClanStats.Storage.Verification;

/// <summary>
/// Finds the totals of an answer by the places where WOM writes them, without parsing it. It can only confirm: where it finds something else
/// than is stored, or nothing, the answer has to be parsed before anything is said about it.
/// </summary>
internal static class QuickTotals
{
    /// <summary>Whether a quick look at an answer finds these totals.</summary>
    public static bool Confirm(SnapshotTotals totals, ReadOnlySpan<byte> answer) =>
        Kills(answer) == totals.Kills
        && Ranked(ValueIn(answer, "\"overall\":"u8, "\"experience\":"u8)) is var xp && (long?)xp == totals.Xp
        && Scaled(ValueIn(answer, "\"ehp\":"u8, "\"value\":"u8)) == totals.Ehp
        && Scaled(ValueIn(answer, "\"ehb\":"u8, "\"value\":"u8)) == totals.Ehb;

    private static long Kills(ReadOnlySpan<byte> answer)
    {
        var kills = 0L;
        for (var at = Behind(answer, "\"kills\":"u8); at >= 0; at = Behind(answer, "\"kills\":"u8))
        {
            answer = answer[at..];
            if (Utf8Parser.TryParse(answer, out long value, out _))
            {
                kills += Math.Max(0, value);
            }
        }

        return kills;
    }

    /// <summary>The number behind a name inside the first object that another name stands for; a skill has a plain number of the name ehp.</summary>
    private static double? ValueIn(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> map, ReadOnlySpan<byte> name)
    {
        for (var at = Behind(answer, map); at >= 0; at = Behind(answer, map))
        {
            answer = answer[at..];
            if (answer.StartsWith("{"u8))
            {
                var entry = answer[..Math.Max(0, answer.IndexOf((byte)'}'))];
                return Behind(entry, name) is >= 0 and var value && Utf8Parser.TryParse(entry[value..], out double number, out _) ? number : null;
            }
        }

        return null;
    }

    /// <summary>Where the value of a name begins; the old program put a blank before it, WOM does not. -1 if the name is not there.</summary>
    private static int Behind(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name)
    {
        if (bytes.IndexOf(name) is not (>= 0 and var at))
        {
            return -1;
        }

        at += name.Length;
        return at < bytes.Length && bytes[at] == (byte)' ' ? at + 1 : at;
    }

    private static double? Ranked(double? value) => value is >= 0 ? value : null;

    private static long? Scaled(double? hours) => Ranked(hours) is { } value ? (long)Math.Round(value * MetricVector.ComputedScale) : null;
}

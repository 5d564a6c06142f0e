using System.Text;
using ClanStats.Domain.Report;

namespace ClanStats.Exports.Dashboard;

/// <summary>
/// A row of days with their exact numbers as a short text. A day with something is its number; a day of nothing is a comma, several in a row a dot and
/// how many they are; a day without data is a semicolon, several a minus and how many. Numbers stand to the base of 32, their last digit in letters of its own, so that nothing need part them.
/// </summary>
internal static class DayNumberText
{
    private const int Bits = 5;
    private const int Mask = (1 << Bits) - 1;
    private const string LastDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
    private const string OtherDigits = "WXYZabcdefghijklmnopqrstuvwxyz_*";

    /// <summary>The text of a row.</summary>
    /// <param name="levels">No data, 0 for nothing, above it something.</param>
    /// <param name="number">The exact number of a day with something.</param>
    public static string Of(IReadOnlyList<sbyte> levels, Func<int, long> number)
    {
        var text = new StringBuilder(levels.Count);
        for (var day = 0; day < levels.Count;)
        {
            if (levels[day] > 0)
            {
                Add(text, number(day));
                day++;
                continue;
            }

            var same = day + 1;
            while (same < levels.Count && levels[same] == levels[day])
            {
                same++;
            }

            var isKnown = levels[day] != MemberCalendar.NoData;
            if (same == day + 1)
            {
                text.Append(isKnown ? ',' : ';');
            }
            else
            {
                text.Append(isKnown ? '.' : '-');
                Add(text, same - day);
            }

            day = same;
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, long number)
    {
        var shift = 0;
        while (number >> (shift + Bits) != 0)
        {
            shift += Bits;
        }

        for (; shift > 0; shift -= Bits)
        {
            text.Append(OtherDigits[(int)(number >> shift) & Mask]);
        }

        text.Append(LastDigits[(int)number & Mask]);
    }
}

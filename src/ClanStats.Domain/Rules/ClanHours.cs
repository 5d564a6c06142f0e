using ClanStats.Domain.Activity;

namespace ClanStats.Domain.Rules;

/// <summary>When the clan is there: of all together, never one person's day.</summary>
/// <param name="People">People to expect by weekday (Monday first) and hour of the clan's time zone.</param>
/// <param name="Regulars">How many people write often enough for a habit to be seen.</param>
/// <param name="Slots">The two hours in which most of them are there, then the two hours best for those whom the first misses.</param>
public sealed record ClanHours(IReadOnlyList<IReadOnlyList<double>> People, int Regulars, IReadOnlyList<EventSlot> Slots);

/// <summary>Two hours of the week that suit an event.</summary>
/// <param name="Weekday">Of its start; 0 is Monday.</param>
/// <param name="Hour">0 to 23, of its start.</param>
/// <param name="People">Regulars to expect; of the second slot, those who would have missed the first.</param>
public sealed record EventSlot(int Weekday, int Hour, double People);

/// <summary>Reckons the hours of the clan (docs/definitions.md, "Officers").</summary>
internal sealed class ClanHoursMap
{
    private const int HoursOfDay = 24;
    private const int HoursOfWeek = 7 * HoursOfDay;

    /// <summary>Hours of a slot.</summary>
    private const int SlotHours = 2;

    private readonly DutyContext _context;
    private readonly OfficerThresholds _limits;
    private readonly int _first;
    private readonly int[] _cells;
    private readonly int[] _occurrences = new int[HoursOfWeek];
    private readonly int[] _slotOccurrences = new int[HoursOfWeek];

    public ClanHoursMap(DutyContext context, OfficerThresholds limits)
    {
        (_context, _limits) = (context, limits);
        _first = HourOf(RollingWindow.Month.At(context.Now).Start);
        _cells = new int[HourOf(context.Now) - _first + 1];
        for (var hour = 0; hour < _cells.Length; hour++)
        {
            var (weekday, of, _) = OfficerHours.CellOf(new UtcInstant((_first + hour) * UtcInstant.Hour), context.Zone);
            _cells[hour] = (weekday * HoursOfDay) + of;
            _occurrences[_cells[hour]]++;
            _slotOccurrences[_cells[hour]] += hour + SlotHours <= _cells.Length ? 1 : 0;
        }
    }

    /// <summary>The hour an instant lies in, counted from 1970-01-01.</summary>
    public static int HourOf(UtcInstant at) => (int)(at.Milliseconds / UtcInstant.Hour);

    /// <summary>The clan's hours.</summary>
    public ClanHours Judge(IReadOnlyList<JudgedPerson> everybody)
    {
        var expected = new double[HoursOfWeek];
        var habits = new List<double[]>();
        foreach (var person in everybody)
        {
            var there = There(person);
            for (var hour = 0; hour < there.Length; hour++)
            {
                expected[_cells[hour]] += there[hour] ? 1.0 / _occurrences[_cells[hour]] : 0;
            }

            if (IsRegular(person))
            {
                habits.Add(Habit(there));
            }
        }

        return new ClanHours([.. expected.Chunk(HoursOfDay)], habits.Count, habits.Count == 0 ? [] : Slots(habits));
    }

    private bool IsRegular(JudgedPerson person) =>
        person.Messages30.Value >= _limits.RegularMessages && person.Head.ChatDays.D30.Value >= _limits.RegularDays;

    /// <summary>Whether a person was there, hour by hour of the 30 days.</summary>
    private bool[] There(JudgedPerson person)
    {
        var there = new bool[_cells.Length];
        foreach (var player in person.Players)
        {
            foreach (var hour in _context.Facts.Hours.GetValueOrDefault(player.Id) ?? [])
            {
                if (hour >= _first && hour - _first < there.Length)
                {
                    there[hour - _first] = true;
                }
            }
        }

        return there;
    }

    /// <summary>For each slot of the week, in which share of its occurrences somebody was there.</summary>
    private double[] Habit(bool[] there)
    {
        var share = new double[HoursOfWeek];
        for (var hour = 0; hour + SlotHours <= there.Length; hour++)
        {
            if (there[hour] || there[hour + 1])
            {
                share[_cells[hour]] += 1.0 / _slotOccurrences[_cells[hour]];
            }
        }

        return share;
    }

    private static List<EventSlot> Slots(List<double[]> habits)
    {
        var first = Best(habits, Enumerable.Range(0, HoursOfWeek), (habit, slot) => habit[slot]);
        var start = (first.Weekday * HoursOfDay) + first.Hour;
        var apart = Enumerable.Range(0, HoursOfWeek).Where(slot => Math.Abs(slot - start) is >= SlotHours and <= HoursOfWeek - SlotHours);
        return [first, Best(habits, apart, (habit, slot) => habit[slot] * (1 - habit[start]))];
    }

    /// <summary>The slot with the most people; of equal ones the earliest of the week.</summary>
    private static EventSlot Best(List<double[]> habits, IEnumerable<int> slots, Func<double[], int, double> there) => slots
        .Select(slot => new EventSlot(slot / HoursOfDay, slot % HoursOfDay, Math.Round(habits.Sum(habit => there(habit, slot)), 6)))
        .MaxBy(slot => slot.People)!;
}

using System.Globalization;

namespace ClanStats.Benchmarks;

/// <summary>Prints figures, one a line.</summary>
internal static class Figures
{
    public static void Print(string scenario, string what, string value) => Console.WriteLine($"{scenario} · {what}: {value}");

    public static void Print(string scenario, string what, double value, string unit) =>
        Print(scenario, what, value.ToString(value >= 1000 ? "N0" : "0.##", CultureInfo.InvariantCulture) + $" {unit}");
}

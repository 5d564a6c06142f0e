using System.Diagnostics;
using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Storage;
using SQLitePCL;

namespace ClanStats.Benchmarks;

/// <summary>Analytics alone on a database: the first call in a process, then warm, and what each statement takes.</summary>
internal static class AnalyticsScenario
{
    /// <summary>Rounds until the runtime has put its best code in the place of what it began with.</summary>
    private const int WarmUp = 60;

    private const double FirstLimit = 200, WarmLimit = 75, StatementLimit = 30;

    public static int Run(Arguments options)
    {
        using var database = new Database(new StorageOptions { DatabaseFile = Path.GetFullPath(options.Text("db")) });
        var queries = new AnalyticsQueries(database);
        var request = Request(options);
        Once(queries, request, out var facts, out var first);
        var rounds = options.Number("rounds", 21);
        for (var i = 0; i < WarmUp; i++)
        {
            Once(queries, request, out _, out _);
        }

        var reads = new double[rounds];
        var builds = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            Once(queries, request, out reads[i], out builds[i]);
        }

        Figures.Print("analytics", "first call", facts + first, "ms");
        Figures.Print("analytics", "warm, reading", Median(reads), "ms");
        Figures.Print("analytics", "warm, report", Median(builds), "ms");
        var slowest = Statements(database, queries, request);
        return facts + first <= FirstLimit && Median(reads) + Median(builds) <= WarmLimit && slowest <= StatementLimit ? 0 : 1;
    }

    /// <summary>The report of a clan with Discord, by the default rules.</summary>
    public static ReportRequest Request(Arguments options) => new()
    {
        TraceId = "0000000000000000",
        Now = options.Instant("now"),
        Settings = new ReportSettings(),
        Rules = new ClanRules(),
        People = new PeopleNotes(),
        DiscordConnected = true,
        DiscordAccountsRead = true,
    };

    /// <summary>Reads what a report is made from.</summary>
    public static ClanFacts Read(AnalyticsQueries queries, ReportRequest request) =>
        queries.Read(request.Now, [.. RollingWindow.All, RollingWindow.OfDays(request.Settings.PurgeThresholdDays)], ClanIdentity.Unread(1))
        ?? throw new InvalidOperationException("The database knows nobody");

    private static void Once(AnalyticsQueries queries, ReportRequest request, out double read, out double build)
    {
        var started = Stopwatch.GetTimestamp();
        var facts = Read(queries, request);
        read = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        started = Stopwatch.GetTimestamp();
        _ = ClanReportBuilder.Build(facts, request);
        build = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>SQLite's own time of each statement, warm, the reading of its rows included.</summary>
    private static double Statements(Database database, AnalyticsQueries queries, ReportRequest request)
    {
        var times = new List<(string Sql, double Milliseconds)>();
        delegate_profile profile = (_, sql, nanoseconds) =>
        {
            lock (times)
            {
                times.Add((sql.utf8_to_string(), nanoseconds / 1e6));
            }
        };
        var connections = Enumerable.Range(0, 3).Select(_ => database.Open()).ToList();
        foreach (var connection in connections)
        {
            raw.sqlite3_profile(connection.Handle!, profile, null);
            connection.Dispose();
        }

        Once(queries, request, out _, out _);
        foreach (var (sql, milliseconds) in times.OrderByDescending(time => time.Milliseconds).Take(12))
        {
            Figures.Print("analytics", string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))[..Math.Min(sql.Length / 2, 110)], milliseconds, "ms");
        }

        Figures.Print("analytics", "statements", times.Count, "");
        GC.KeepAlive(profile);
        return times.Max(time => time.Milliseconds);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}

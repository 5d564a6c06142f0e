using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Storage;

namespace ClanStats.Tests.Storage;

public sealed class PackedDaysTests : IDisposable
{
    private const string Packs = "SELECT count(*) FROM packed_member_days UNION ALL SELECT count(*) FROM packed_message_days";
    private static readonly long FirstDay = SoundClan.Now.DayNumber - 365;
    private readonly TempDatabase _temp = SoundClan.Create();

    public PackedDaysTests()
    {
        for (var ago = 0; ago < 400; ago += 3)
        {
            _temp.Execute(
                $"""
                INSERT OR REPLACE INTO member_days (day, member_id, xp, boss, snapshots, steps) VALUES ({Day(ago)}, {1 + (ago % 2)}, {ago * 1000}, {ago % 5}, 2, {ago % 4});
                INSERT OR REPLACE INTO message_days (member_id, day, messages) VALUES ({ago % 3}, {Day(ago)}, {ago + 1});
                """);
        }
    }

    [Fact]
    public void Packs_are_kept_of_stretches_that_are_over_and_change_nothing_that_is_read()
    {
        var before = Read(SoundClan.Now);

        PackedDays.Keep(_temp.Database, FirstDay, SoundClan.Now);

        var stretches = DayPack.StretchOf(SoundClan.Now.DayNumber) - DayPack.StretchOf(FirstDay);
        _temp.Query<long>(Packs).ShouldBe([stretches, stretches]);
        Read(SoundClan.Now).ShouldBe(before);
        Read(SoundClan.Now.PlusDays(-50)).ShouldAllBe(line => !line.Contains(Number(49)) && !line.Contains(Number(48)), "what is packed may lie after now");
    }

    [Fact]
    public void Keeping_again_writes_nothing()
    {
        PackedDays.Keep(_temp.Database, FirstDay, SoundClan.Now);
        var version = _temp.Query<long>("PRAGMA data_version").Single();

        PackedDays.Keep(_temp.Database, FirstDay, SoundClan.Now);

        _temp.Database.Slowest(99).Single(timing => timing.Name == "packed days: keep").Calls.ShouldBe(1);
        _temp.Query<long>("PRAGMA data_version").Single().ShouldBe(version);
    }

    [Theory]
    [InlineData("INSERT INTO member_days (day, member_id, xp, boss, snapshots, steps) VALUES ({0}, 1, 5, 5, 1, 1)", 1, 0)]
    [InlineData("UPDATE member_days SET xp = xp + 1 WHERE day BETWEEN {0} - 259200000 AND {0}", 1, 0)]
    [InlineData("DELETE FROM member_days WHERE day BETWEEN {0} - 259200000 AND {0}", 1, 0)]
    [InlineData("UPDATE member_days SET day = day - 17280000000 WHERE day BETWEEN {0} - 259200000 AND {0}", 2, 0)]
    [InlineData("INSERT INTO member_days (day, member_id, xp, boss, snapshots, steps) SELECT day, member_id, 1, 1, 1, 1 FROM member_days WHERE day BETWEEN {0} - 259200000 AND {0} ON CONFLICT DO UPDATE SET xp = xp + excluded.xp", 1, 0)]
    [InlineData("INSERT INTO message_days (member_id, day, messages) VALUES (1, {0}, 5) ON CONFLICT DO UPDATE SET messages = messages + 5", 0, 1)]
    [InlineData("UPDATE message_days SET messages = 9 WHERE day BETWEEN {0} - 259200000 AND {0}", 0, 1)]
    [InlineData("DELETE FROM message_days WHERE day BETWEEN {0} - 259200000 AND {0}", 0, 1)]
    public void A_counter_that_changes_takes_the_pack_of_its_stretch_with_it(string change, int game, int chat)
    {
        PackedDays.Keep(_temp.Database, FirstDay, SoundClan.Now);
        var whole = _temp.Query<long>(Packs).ToList();

        // The middle of a stretch: a change of a few days stays in it.
        var day = UtcInstant.StartOfDay(((DayPack.StretchOf(SoundClan.Now.DayNumber) - 2) * DayPack.Days) + 16).Milliseconds;
        _temp.Execute(string.Format(System.Globalization.CultureInfo.InvariantCulture, change, day));

        _temp.Query<long>(Packs).ShouldBe([whole[0] - game, whole[1] - chat]);
        var fresh = Read(SoundClan.Now);
        PackedDays.Keep(_temp.Database, FirstDay, SoundClan.Now);
        _temp.Query<long>(Packs).ShouldBe(whole);
        Read(SoundClan.Now).ShouldBe(fresh);
    }

    [Fact]
    public void A_pack_that_tells_something_else_fails_the_verification()
    {
        using var sound = SoundClan.Create();
        PackedDays.Keep(sound.Database, FirstDay, SoundClan.Now.PlusDays(40));
        SoundClan.Verify(sound)[5].Passed.ShouldBeTrue();

        sound.Execute("UPDATE packed_message_days SET counters = x'' WHERE length(counters) > 0");

        SoundClan.Verify(sound)[5].Result.Faults.ShouldHaveSingleItem().What.ShouldBe("packs of days that differ from their counters");
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("0701000302")]
    public void Optimising_makes_room_for_packs_made_anew(string spoilt)
    {
        var sound = Read(SoundClan.Now);
        PackedDays.Keep(_temp.Database, FirstDay, SoundClan.Now);
        _temp.Execute($"UPDATE packed_member_days SET counters = x'{spoilt}'");
        Should.Throw<SpoiltPacksException>(() => Read(SoundClan.Now));

        new DatabaseOptimizer(_temp.Database).Optimize();

        _temp.Query<long>(Packs).ShouldBe([0, 0]);
        Read(SoundClan.Now).ShouldBe(sound);
    }

    public void Dispose() => _temp.Dispose();

    private static long Day(int ago) => UtcInstant.StartOfDay(SoundClan.Now.DayNumber - ago).Milliseconds;

    private static string Number(int ago) => $" {SoundClan.Now.DayNumber - ago}:";

    /// <summary>Everybody's days as texts.</summary>
    private List<string> Read(UtcInstant now)
    {
        var days = _temp.Database.Read("test", connection => DayCounterQueries.Read(connection, FirstDay, now));
        return
        [
            .. days.OrderBy(own => own.Key).Select(own =>
                $"{own.Key}; seen{Text(own.Value.Seen, own.Value.Xp)}; kills{Text(own.Value.Seen, own.Value.Boss)}; played {string.Join(' ', own.Value.Played)}; spoken{Text(own.Value.Spoken, own.Value.Messages)}"),
        ];
    }

    private static string Text(int[] days, long[] counts) => string.Concat(days.Zip(counts, (day, count) => $" {day}:{count}"));
}

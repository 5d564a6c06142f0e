using System.Net;
using System.Text.Json;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.WiseOldMan;
using ClanStats.Simulation.World;

namespace ClanStats.Tests.Simulation;

public sealed class WiseOldManServerTests
{
    private const string RightCode = """{"verificationCode":"123-456-789"}""";

    [Fact]
    public async Task The_group_lists_every_member_and_is_served_without_the_prefix_too()
    {
        await using var harness = await SimulationHarness.WomAsync();
        var (status, group, _) = await harness.GetAsync(harness.Group);
        status.ShouldBe(HttpStatusCode.OK);
        group.GetProperty("memberCount").GetInt32().ShouldBe(40);
        group.GetProperty("memberships").GetArrayLength().ShouldBe(40);
        group.GetProperty("memberships")[0].GetProperty("role").GetString().ShouldBe(RoleLadder.Top);

        var bare = harness.Wom.BaseUrl[..^"/v2".Length] + harness.Group;
        (await harness.RawAsync(bare)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await harness.GetAsync("")).Body.GetString().ShouldBe("2.8.52");
    }

    [Fact]
    public async Task Bulk_hiscores_tell_the_truth_and_leave_out_those_without_a_snapshot()
    {
        await using var harness = await SimulationHarness.WomAsync();
        var clan = harness.Clan;
        var (_, entries, _) = await harness.GetAsync(harness.Group + "/bulk-hiscores");
        entries.GetArrayLength().ShouldBe(38);
        foreach (var entry in entries.EnumerateArray())
        {
            var player = clan.Find(entry.GetProperty("player").GetProperty("id").GetInt64())!;
            var data = entry.GetProperty("data").GetProperty("data");
            data.GetProperty("skills").GetProperty("overall").GetProperty("experience").GetInt64()
                .ShouldBe(clan.LatestOf(player)!.Sheet.Skills[0]);
            data.GetProperty("skills").EnumerateObject().Count().ShouldBe(25);
            data.GetProperty("bosses").EnumerateObject().Count().ShouldBe(71);
            data.GetProperty("activities").EnumerateObject().Count().ShouldBe(15);
        }
    }

    [Theory]
    [InlineData("/groups/999", 404, "UNEXPECTED_ERROR", "Group not found.")]
    [InlineData("/groups/999/activity", 404, "UNEXPECTED_ERROR", "Group not found.")]
    [InlineData("/groups/999/name-changes", 404, "UNEXPECTED_ERROR", "Group not found.")]
    [InlineData("/groups/999/bulk-hiscores", 404, "GROUP_NOT_FOUND", "Group not found")]
    [InlineData("/groups/999/achievements", 404, "GROUP_NOT_FOUND", "Group not found")]
    [InlineData("/groups/999/competitions", 404, "GROUP_NOT_FOUND", "Group not found")]
    [InlineData("/groups/abc", 400, "VALIDATION_ERROR", "Parameter 'id' is not a valid number.")]
    [InlineData("/groups/99999999999", 500, "UNEXPECTED_DATABASE_ERROR", "An unexpected database error occurred. Please try again later.")]
    [InlineData("/players/nobody here", 404, "PLAYER_NOT_FOUND", "Player not found")]
    [InlineData("/players/id/99999", 404, "PLAYER_NOT_FOUND", "Player not found")]
    [InlineData("/players/nobody here/snapshots", 404, "UNEXPECTED_ERROR", "Player not found.")]
    [InlineData("/players/fernotter/snapshots?limit=201", 400, "VALIDATION_ERROR",
        "The maximum results limit is 200. Please consider using the 'offset' parameter to load more data.")]
    [InlineData("/players/fernotter/snapshots?period=junk", 400, "UNEXPECTED_ERROR", "Invalid period: junk.")]
    [InlineData("/players/fernotter/snapshots?startDate=2026-11-02&endDate=2026-11-01", 400, "UNEXPECTED_ERROR",
        "Min date must be before the max date.")]
    [InlineData("/players/fernotter/snapshots?startDate=soon&endDate=2026-11-01", 400, "VALIDATION_ERROR",
        "Parameter 'startDate' is not a valid date.")]
    [InlineData("/groups/7042/activity?limit=51", 400, "VALIDATION_ERROR",
        "The maximum results limit is 50. Please consider using the 'offset' parameter to load more data.")]
    [InlineData("/groups/7042/activity?limit=0", 400, "VALIDATION_ERROR", "Parameter 'limit' must be > 0.")]
    [InlineData("/groups/7042/activity?limit=2.5", 400, "VALIDATION_ERROR", "Expected integer, received float")]
    [InlineData("/groups/7042/activity?limit=5&limit=6", 400, "VALIDATION_ERROR", "Parameter 'limit' is not a valid number.")]
    [InlineData("/groups/7042/activity?offset=-1", 400, "VALIDATION_ERROR", "Parameter 'offset' must be >= 0.")]
    [InlineData("/nowhere", 404, "ENDPOINT_NOT_FOUND", "Endpoint not found")]
    public async Task Errors_are_worded_as_the_service_words_them(string path, int status, string code, string message)
    {
        await using var harness = await SimulationHarness.WomAsync();
        var (actual, body, _) = await harness.GetAsync(path);
        ((int)actual).ShouldBe(status);
        body.GetProperty("code").GetString().ShouldBe(code);
        body.GetProperty("message").GetString().ShouldBe(message);
    }

    [Theory]
    [InlineData("/activity")]
    [InlineData("/achievements")]
    [InlineData("/name-changes")]
    public async Task Pages_follow_each_other_newest_first_without_gap_or_overlap(string list)
    {
        await using var harness = await SimulationHarness.WomAsync();
        var rows = new List<string>();
        var dates = new List<string>();
        for (var page = 1; page > 0;)
        {
            var (_, body, _) = await harness.GetAsync($"{harness.Group}{list}?limit=7&offset={rows.Count}");
            page = body.GetArrayLength();
            rows.AddRange(body.EnumerateArray().Select(row => row.GetRawText()));
            dates.AddRange(body.EnumerateArray().Select(row => row.GetProperty("createdAt").GetString()!));
        }

        rows.Count.ShouldBeGreaterThan(2);
        rows.ShouldBeUnique();
        dates.ShouldBe(dates.OrderDescending(StringComparer.Ordinal));
        (await harness.GetAsync(harness.Group + list)).Body.GetArrayLength().ShouldBe(Math.Min(20, rows.Count));
    }

    [Fact]
    public async Task Snapshots_come_newest_first_and_one_date_alone_is_ignored()
    {
        await using var harness = await SimulationHarness.WomAsync();
        var all = await TimesAsync("?limit=200");
        all.ShouldBe(all.OrderDescending(StringComparer.Ordinal));
        all.Count.ShouldBe(harness.Clan.SnapshotsOf(harness.Clan.People.Single(player => player.FirstName == "fernotter")).Count());
        (await TimesAsync("?limit=200&startDate=2026-11-10")).ShouldBe(all);
        (await TimesAsync("")).ShouldBe(all.Take(20));
        (await TimesAsync("?limit=10&offset=5")).ShouldBe(all.Skip(5).Take(10));
        (await TimesAsync("?limit=200&startDate=2026-11-10&endDate=2026-11-15T00:00:00Z&period=day"))
            .ShouldBe(all.Where(time => string.CompareOrdinal(time, "2026-11-10") > 0 && string.CompareOrdinal(time, "2026-11-15") < 0));
        (await TimesAsync("?limit=200&period=week")).ShouldBe(all.Where(time => string.CompareOrdinal(time, "2026-11-14") > 0));

        async Task<List<string>> TimesAsync(string query) =>
            [.. (await harness.GetAsync("/players/FernOtter/snapshots" + query)).Body.EnumerateArray().Select(row => row.GetProperty("createdAt").GetString()!)];
    }

    [Fact]
    public async Task A_renamed_player_is_found_by_the_new_name_only_and_an_archived_one_by_its_made_up_name()
    {
        await using var harness = await SimulationHarness.WomAsync();
        var rename = harness.Clan.ApprovedRenames.First(rename => !PlayerName.AreSame(rename.From, rename.To));
        (await harness.GetAsync("/players/" + Uri.EscapeDataString(rename.From))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await harness.GetAsync("/players/" + Uri.EscapeDataString(rename.To))).Body.GetProperty("id").GetInt64().ShouldBe(rename.PlayerId);

        var archived = harness.Clan.Members.Single(player => player.Trait == PlayerTrait.Archived);
        var (_, body, _) = await harness.GetAsync($"/players/id/{archived.Id}");
        body.GetProperty("status").GetString().ShouldBe("archived");
        body.GetProperty("exp").GetInt64().ShouldBe(0);
        body.GetProperty("archive").GetProperty("previousUsername").GetString().ShouldBe(PlayerName.Standardise(archived.FirstName));
    }

    [Fact]
    public async Task A_member_who_was_never_tracked_has_no_dates_and_no_snapshot()
    {
        await using var harness = await SimulationHarness.WomAsync();
        var player = harness.Clan.Members.Single(player => player.Trait == PlayerTrait.NeverTracked);
        var (_, body, _) = await harness.GetAsync($"/players/id/{player.Id}");
        body.GetProperty("type").GetString().ShouldBe("unknown");
        body.GetProperty("status").GetString().ShouldBe("active");
        body.GetProperty("combatLevel").GetInt32().ShouldBe(3);
        foreach (var name in new[] { "updatedAt", "lastChangedAt", "latestSnapshot", "archive" })
        {
            body.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Null);
        }
    }

    [Fact]
    public async Task Update_all_finishes_later_and_never_for_everybody()
    {
        await using var harness = await SimulationHarness.WomAsync();
        var stale = await UpdatedAsync();
        var (status, body, _) = await harness.PostAsync(harness.Group + "/update-all", RightCode);
        status.ShouldBe(HttpStatusCode.OK);
        var count = body.GetProperty("count").GetInt32();
        count.ShouldBeGreaterThan(4);
        (await UpdatedAsync()).ShouldBe(stale);

        harness.Clock.Advance(TimeSpan.FromSeconds(1));
        var some = (await UpdatedAsync()).Except(stale).Count();
        harness.Clock.Advance(TimeSpan.FromMinutes(5));
        var fresh = await UpdatedAsync();
        fresh.Except(stale).Count().ShouldBeGreaterThan(some);
        fresh.Max().ShouldBe(harness.Clan.Now.ToIso());

        var again = await harness.PostAsync(harness.Group + "/update-all", RightCode);
        again.Body.GetProperty("count").GetInt32().ShouldBe(count - fresh.Except(stale).Count());

        async Task<List<string?>> UpdatedAsync() =>
        [
            .. (await harness.GetAsync(harness.Group)).Body.GetProperty("memberships").EnumerateArray()
                .Select(member => member.GetProperty("player").GetProperty("updatedAt").GetString()),
        ];
    }

    [Theory]
    [InlineData("/groups/999/update-all", "{}", 400, "MISSING_VERIFICATION_CODE")]
    [InlineData("/groups/999/update-all", RightCode, 404, "GROUP_NOT_FOUND")]
    [InlineData("/groups/7042/update-all", """{"verificationCode":"000-000-000"}""", 403, "INCORRECT_VERIFICATION_CODE")]
    [InlineData("/players/bad!name", "{}", 400, "INVALID_USERNAME")]
    [InlineData("/players/nobody", "{}", 400, "HISCORES_USERNAME_NOT_FOUND")]
    public async Task Refused_posts_say_why(string path, string json, int status, string code)
    {
        await using var harness = await SimulationHarness.WomAsync();
        var (actual, body, _) = await harness.PostAsync(path, json);
        ((int)actual).ShouldBe(status);
        body.GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task A_player_can_be_updated_once_a_minute_and_a_flagged_or_archived_one_never()
    {
        await using var harness = await SimulationHarness.WomAsync();
        (await harness.PostAsync("/players/fernotter", "{}")).Body.GetProperty("updatedAt").GetString().ShouldBe(harness.Clan.Now.ToIso());
        var (status, body, response) = await harness.PostAsync("/players/FERNOTTER", "{}");
        status.ShouldBe(HttpStatusCode.TooManyRequests);
        body.GetProperty("code").GetString().ShouldBe("PLAYER_IS_RATE_LIMITED");
        response.Headers.GetValues("RateLimit-Limit").ShouldBe(["1"]);
        harness.Clock.Advance(TimeSpan.FromSeconds(61));
        (await harness.PostAsync("/players/fernotter", "{}")).Status.ShouldBe(HttpStatusCode.OK);

        foreach (var (trait, code) in new[] { (PlayerTrait.Flagged, "PLAYER_IS_FLAGGED"), (PlayerTrait.Archived, "PLAYER_IS_ARCHIVED") })
        {
            var player = harness.Clan.Members.Single(player => player.Trait == trait);
            var refused = await harness.PostAsync("/players/" + Uri.EscapeDataString(player.NameAt(harness.Clan.Now)), "{}");
            refused.Status.ShouldBe(HttpStatusCode.Forbidden);
            refused.Body.GetProperty("code").GetString().ShouldBe(code);
        }
    }

    [Fact]
    public async Task The_21st_request_of_a_minute_is_refused_until_the_minute_is_over()
    {
        await using var harness = await SimulationHarness.WomAsync(hasLimits: true);
        for (var i = 1; i <= FixedWindowLimiter.WithoutKey; i++)
        {
            var (status, _, answer) = await harness.GetAsync("/groups/999");
            status.ShouldBe(HttpStatusCode.NotFound);
            answer.Headers.GetValues("RateLimit-Remaining").ShouldBe([(20 - i).ToString()]);
        }

        harness.Clock.Advance(TimeSpan.FromSeconds(40.5));
        var (refused, body, response) = await harness.GetAsync("/groups/999");
        refused.ShouldBe(HttpStatusCode.TooManyRequests);
        body.TryGetProperty("code", out _).ShouldBeFalse();
        body.GetProperty("message").GetString().ShouldBe("Too Many Requests. Please check https://docs.wiseoldman.net/#rate-limits--api-keys.");
        response.Headers.GetValues("Retry-After").ShouldBe(["20"]);
        response.Headers.GetValues("RateLimit-Remaining").ShouldBe(["0"]);
        await harness.GetAsync("/groups/999");
        (harness.Wom.LimitViolations, harness.Wom.ImpatientViolations).ShouldBe((2, 1));

        harness.Clock.Advance(TimeSpan.FromSeconds(20));
        (await harness.GetAsync("/groups/999")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_key_has_its_own_larger_budget_and_an_unknown_one_is_refused_without_counting()
    {
        await using var harness = await SimulationHarness.WomAsync(hasLimits: true);
        var (status, _, response) = await harness.GetAsync("/groups/999", new WiseOldManServerOptions().ApiKey);
        status.ShouldBe(HttpStatusCode.NotFound);
        response.Headers.GetValues("RateLimit-Limit").ShouldBe(["100"]);

        var (refused, body, bad) = await harness.GetAsync("/groups/999", "no-such-key");
        refused.ShouldBe(HttpStatusCode.Forbidden);
        body.GetProperty("message").GetString()!.ShouldStartWith("Invalid API Key.");
        bad.Headers.Contains("RateLimit-Limit").ShouldBeFalse();
    }

    [Fact]
    public async Task A_blocked_caller_is_not_told_when_to_come_back()
    {
        await using var harness = await SimulationHarness.WomAsync(hasLimits: true);
        harness.Wom.Block();
        var (status, body, response) = await harness.GetAsync(harness.Group);
        status.ShouldBe(HttpStatusCode.TooManyRequests);
        body.GetProperty("message").GetString().ShouldBe("You are blocked from making API requests.");
        response.Headers.Contains("Retry-After").ShouldBeFalse();
    }
}

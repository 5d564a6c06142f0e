using System.Text.Json;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Notices;
using ClanStats.Pipeline;
using ClanStats.Simulation.Servers;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Tests.Hosting.Notices;

public sealed class FailureNoticeTests : IAsyncLifetime
{
    private const string Secret = "so-secret-a-token";
    private readonly TestProgram _program = new TestProgram().WithClan();
    private Channel _channel = null!;

    public async Task InitializeAsync()
    {
        _channel = await Channel.OpenAsync();
        _program.Environment["FAILURE_WEBHOOK"] = $"{_channel.BaseUrl}/webhooks/123456789012345678/{Secret}";
    }

    public async Task DisposeAsync()
    {
        _program.Dispose();
        await _channel.DisposeAsync();
    }

    [Fact]
    public async Task A_failing_step_is_told_once_then_weekly_and_once_when_it_is_over()
    {
        for (var night = 0; night < 10; night++)
        {
            await NightAsync(night < 8 ? "the relay channel cannot be read" : null);
        }

        _channel.Texts.Count.ShouldBe(3);
        _channel.Texts[0].ShouldStartWith("ClanStats, run of 2026-01-20 14:23 UTC: it was partial: something is missing (exit code 4).\n▲ discord: the relay channel cannot be read\n");
        _channel.Texts[1].ShouldContain("▲ Still, since 2026-01-20: discord: the relay channel cannot be read");
        _channel.Texts[2].ShouldBe("ClanStats, run of 2026-01-28 14:23 UTC: all was done.\n✓ Over, since 2026-01-20: discord: the relay channel cannot be read");
        File.Exists(Path.Combine(_program.WorkingFolder, "logs", "failure_notices.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_last_lines_say_what_is_wrong_and_what_to_do_and_nothing_where_all_is_well()
    {
        await NightAsync(null);
        _program.Diagnostics.ShouldBeEmpty();

        await NightAsync("the relay channel cannot be read");
        _program.Diagnostics.TrimEnd().Split('\n')[^3..].ShouldBe(
        [
            "clanstats run, exit code 4: it was partial: something is missing",
            "  discord: the relay channel cannot be read",
            "  → 'failures' in run_summary.json says what, line by line; what a source missed is read the next night.",
        ]);
    }

    [Fact]
    public async Task Wrong_settings_are_told_too_and_over_with_the_first_run_that_works()
    {
        _program.Environment["WOM_GROUP_ID"] = "none";
        (await _program.RunAsync("run")).ShouldBe(ExitCode.UsageWrong);
        (await _program.RunAsync("run")).ShouldBe(ExitCode.UsageWrong);
        _program.Environment["WOM_GROUP_ID"] = "42";
        await NightAsync(null);

        _channel.Texts.Count.ShouldBe(2);
        _channel.Texts[0].ShouldContain("run: Configuration invalid");
        _channel.Texts[1].ShouldContain("✓ Over");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_settings_are_wrong_nothing_is_written_but_what_the_webhook_was_told(bool withWebhook)
    {
        await NightAsync(null);
        var last = File.ReadAllText(Path.Combine(_program.WorkingFolder, "logs", "last_run.json"));
        _program.Environment["WOM_GROUP_ID"] = "none";
        if (!withWebhook)
        {
            _program.Environment.Remove("FAILURE_WEBHOOK");
        }

        var before = Files();

        (await _program.RunAsync("run")).ShouldBe(ExitCode.UsageWrong);

        Files().Except(before).ShouldBe(withWebhook ? ["logs/failure_notices.json"] : []);
        File.ReadAllText(Path.Combine(_program.WorkingFolder, "logs", "last_run.json")).ShouldBe(last);
    }

    [Fact]
    public async Task A_webhook_of_another_service_is_posted_to_as_it_is_given()
    {
        _program.Environment["FAILURE_WEBHOOK"] = $"{_channel.BaseUrl}/hooks/{Secret}?room=7";

        await NightAsync("faint");

        var post = _channel.Requests.ShouldHaveSingleItem();
        (post.Path, post.Query).ShouldBe(($"/hooks/{Secret}", "?room=7"));
    }

    [Theory]
    [InlineData("run", "--dry-run")]
    [InlineData("report")]
    [InlineData("demo")]
    public async Task A_rehearsal_and_a_report_tell_nobody(params string[] arguments)
    {
        _program.Work = (_, services, _) => Fail(services.Aftermath, "faint", ExitCode.Failed);

        await _program.RunAsync(arguments);

        _channel.Texts.ShouldBeEmpty();
        File.Exists(Path.Combine(_program.WorkingFolder, "logs", "last_run.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_webhook_that_fails_is_tried_again_the_next_night_and_a_deleted_one_never()
    {
        _channel.Fail(Fault.Status(500), times: 2);
        await NightAsync("faint");
        _program.Diagnostics.ShouldContain("FAILURE_WEBHOOK was not told of the failure: Discord answered 500");
        await NightAsync("faint");
        _channel.Texts.ShouldHaveSingleItem().ShouldContain("▲ discord: faint");

        _channel.Fail(Fault.Status(404, """{"code":10015}"""));
        await NightAsync(null);
        var calls = _channel.Requests.Count;
        await NightAsync("fainter");
        await NightAsync("fainter");

        _channel.Requests.Count.ShouldBe(calls);
        _program.Diagnostics.ShouldContain("FAILURE_WEBHOOK was deleted and is not called any more");
    }

    [Fact]
    public async Task Neither_the_address_nor_names_that_would_ping_or_link_get_out()
    {
        await NightAsync("nobody knows @everyone, **Bold** <@123> https://evil.example and " + Secret);

        var text = _channel.Texts.Single();
        text.ShouldNotContain("@everyone");
        text.ShouldNotContain("<@123>");
        text.ShouldNotContain("**Bold**");
        text.ShouldNotContain("https://");
        var post = _channel.Requests.Single();
        post.Query.ShouldBe("?wait=true");
        JsonDocument.Parse(_channel.Bodies.Single()).RootElement.GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength().ShouldBe(0);
        (_program.Answers + _program.Diagnostics + File.ReadAllText(Path.Combine(_program.WorkingFolder, "logs", "failure_notices.json"))).ShouldNotContain("/webhooks/123456789012345678/" + Secret);
    }

    [Fact]
    public async Task Many_causes_fit_one_post_and_the_rest_is_counted()
    {
        _program.Work = (_, services, _) => Fail(services.Aftermath, string.Join('\n', Enumerable.Range(0, 40).Select(cause => new string((char)('a' + (cause % 26)), 60 + cause))), ExitCode.Partial);

        (await _program.RunAsync("run")).ShouldBe(ExitCode.Partial);

        var text = _channel.Texts.Single();
        text.Length.ShouldBeLessThanOrEqualTo(2_000);
        text.ShouldMatch("… and [0-9]+ more; run_summary.json has all");
    }

    [Fact]
    public async Task A_run_that_is_stopped_neither_calls_nor_forgets()
    {
        await NightAsync("faint");
        using var stop = new CancellationTokenSource();
        _program.Work = async (_, _, _) =>
        {
            await stop.CancelAsync();
            return ExitCode.Cancelled;
        };

        (await _program.RunAsync(stop.Token, "run")).ShouldBe(ExitCode.Cancelled);

        _channel.Texts.Count.ShouldBe(1);
        new NoticeFile(Path.Combine(_program.WorkingFolder, "logs")).LoadLast()!.ExitCode.ShouldBe((int)ExitCode.Cancelled);
        new NoticeFile(Path.Combine(_program.WorkingFolder, "logs")).Load().Causes.Count.ShouldBe(1);
    }

    private List<string> Files() =>
    [
        .. Directory.EnumerateFiles(_program.WorkingFolder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_program.WorkingFolder, file).Replace('\\', '/')),
    ];

    private async Task NightAsync(string? failure)
    {
        _program.Work = (_, services, _) => Fail(services.Aftermath, failure, failure is null ? ExitCode.Done : ExitCode.Partial);
        await _program.RunAsync("run");
        _program.Time.Pass(TimeSpan.FromDays(1));
    }

    private static Task<ExitCode> Fail(RunAftermath aftermath, string? failures, ExitCode code)
    {
        aftermath.Causes.AddRange((failures?.Split('\n') ?? []).Select(failure => new FailureCause(StepNames.Discord, failure)));
        aftermath.Settled.UnionWith([StepNames.Discord, FailureCause.WholeRun]);
        return Task.FromResult(code);
    }

    /// <summary>A channel behind a webhook.</summary>
    private sealed class Channel() : LoopbackServer("", TimeProvider.System)
    {
        private readonly List<string> _bodies = [];

        public IReadOnlyList<string> Bodies => _bodies;

        public IReadOnlyList<string> Texts => [.. _bodies.Select(body => JsonDocument.Parse(body).RootElement.GetProperty("content").GetString()!)];

        public static async Task<Channel> OpenAsync()
        {
            var channel = new Channel();
            await channel.StartAsync();
            return channel;
        }

        protected override async Task AnswerAsync(HttpContext context, string path)
        {
            using var reader = new StreamReader(context.Request.Body);
            _bodies.Add(await reader.ReadToEndAsync());
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }
}

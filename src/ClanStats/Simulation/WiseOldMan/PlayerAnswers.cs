using ClanStats.Domain.Activity;
using ClanStats.Domain.Identity;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.WiseOldMan;

/// <summary>Answers about single players.</summary>
internal sealed class PlayerAnswers(SimulatedClan clan, WiseOldManJson json, TimeProvider time)
{
    private static readonly TimeSpan Cooldown = TimeSpan.FromMinutes(1);

    private readonly Lock _updating = new();
    private readonly Dictionary<long, UtcInstant> _updated = [];

    /// <summary>GET /players/id/:id</summary>
    public Task ByIdAsync(HttpContext context, string id) =>
        DetailsAsync(context, clan.Find(ListQuery.Id(id)) ?? throw WiseOldManErrorException.NoPlayer(isOldEndpoint: false));

    /// <summary>GET /players/:username</summary>
    public Task ByNameAsync(HttpContext context, string name) =>
        DetailsAsync(context, Named(name) ?? throw WiseOldManErrorException.NoPlayer(isOldEndpoint: false));

    /// <summary>GET /players/:username/snapshots</summary>
    public async Task SnapshotsAsync(HttpContext context, string name)
    {
        var query = ListQuery.Of(context, ListQuery.MostSnapshots);
        var (from, to) = Range(context);
        var player = Named(name) ?? throw WiseOldManErrorException.NoPlayer(isOldEndpoint: true);
        var history = clan.HistoryOf(player);
        var times = history.Times(from ?? player.Registered, to is { } end && end < clan.Now ? end : clan.Now);
        await using var answer = new JsonAnswer(context.Response);
        await answer.ListAsync(query.Of(times.Reverse()).Select(history.SnapshotAt), WiseOldManJson.Snapshot);
    }

    /// <summary>POST /players/:username</summary>
    public Task UpdateAsync(HttpContext context, string name)
    {
        if (!PlayerName.IsRuneScapeName(name))
        {
            throw new WiseOldManErrorException(400, "INVALID_USERNAME", "Invalid username") { SubCode = ReasonAgainst(name) };
        }

        var player = Named(name);
        if (player is null || player.Trait == PlayerTrait.NeverTracked)
        {
            throw new WiseOldManErrorException(400, "HISCORES_USERNAME_NOT_FOUND", "Player not found on the hiscores");
        }

        switch (clan.StatusOf(player))
        {
            case "archived":
                throw new WiseOldManErrorException(403, "PLAYER_IS_ARCHIVED", "Player is archived");
            case "flagged":
                throw new WiseOldManErrorException(403, "PLAYER_IS_FLAGGED", "Player is flagged");
        }

        Update(context, player);
        return DetailsAsync(context, player);
    }

    private void Update(HttpContext context, SimulatedPlayer player)
    {
        var now = UtcInstant.From(time.GetUtcNow());
        lock (_updating)
        {
            if (_updated.TryGetValue(player.Id, out var last) && now.Since(last) < Cooldown)
            {
                var seconds = ((int)Math.Ceiling((Cooldown - now.Since(last)).TotalSeconds)).ToString();
                var headers = context.Response.Headers;
                (headers["RateLimit-Limit"], headers["RateLimit-Remaining"]) = ("1", "0");
                (headers["RateLimit-Reset"], headers.RetryAfter) = (seconds, seconds);
                throw new WiseOldManErrorException(429, "PLAYER_IS_RATE_LIMITED", "Player was updated too recently");
            }

            _updated[player.Id] = now;
        }

        clan.HistoryOf(player).Add(clan.Now);
    }

    private async Task DetailsAsync(HttpContext context, SimulatedPlayer player)
    {
        await using var answer = new JsonAnswer(context.Response);
        json.Details(answer.Writer, player);
    }

    private SimulatedPlayer? Named(string name)
    {
        var username = PlayerName.Standardise(name);
        return clan.Tracked.FirstOrDefault(player => PlayerName.Standardise(player.NameAt(clan.Now)) == username);
    }

    /// <summary>Both dates win over the period; one date alone is ignored without a word.</summary>
    private (UtcInstant? From, UtcInstant? To) Range(HttpContext context)
    {
        var (start, end) = (ListQuery.Date(context, "startDate"), ListQuery.Date(context, "endDate"));
        if (start is { } from && end is { } to)
        {
            return from < to ? (from, to) : throw WiseOldManErrorException.OldBadRequest("Min date must be before the max date.");
        }

        return context.Query("period") is { Length: > 0 } period ? (clan.Now.Plus(Period.Parse(period)), null) : (null, null);
    }

    private static string ReasonAgainst(string name) => name.Trim() switch
    {
        "" => "USERNAME_IS_EMPTY",
        { Length: > 12 } => "USERNAME_IS_TOO_LONG",
        _ => "USERNAME_HAS_SPECIAL_CHARACTERS",
    };
}

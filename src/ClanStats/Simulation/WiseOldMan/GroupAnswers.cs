using System.Text.Json;
using ClanStats.Simulation.Servers;
using ClanStats.Simulation.World;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.WiseOldMan;

/// <summary>Answers about the group.</summary>
internal sealed class GroupAnswers(SimulatedClan clan, WiseOldManJson json, UpdateQueue queue, WiseOldManServerOptions options)
{
    private readonly GainAnswers _gains = new(clan, json);
    private int _shuffles;

    /// <summary>GET /groups/:id</summary>
    public async Task DetailsAsync(HttpContext context, string id)
    {
        Known(id, isOldEndpoint: true);
        var members = clan.Members
            .Select(player => (Player: player, Stint: player.StintAt(clan.Now)!))
            .OrderBy(member => RoleLadder.TopDown.ToList().IndexOf(member.Stint.RoleAt(clan.Now)))
            .ToList();
        await using var answer = new JsonAnswer(context.Response);
        answer.Writer.WriteStartObject();
        GroupFields(answer.Writer, members.Count);
        answer.Writer.WriteStartObject("socialLinks");
        foreach (var link in new[] { "website", "discord", "twitter", "youtube", "twitch" })
        {
            answer.Writer.WriteNull(link);
        }

        answer.Writer.WriteEndObject();
        RoleOrders(answer.Writer);
        answer.Writer.WritePropertyName("memberships");
        await answer.ListAsync(members, (writer, member) => Membership(writer, member.Player, member.Stint));
        answer.Writer.WriteEndObject();
    }

    /// <summary>GET /groups/:id/:list</summary>
    public Task ListAsync(HttpContext context, string id, string list)
    {
        switch (list)
        {
            case "bulk-hiscores":
                Known(id, isOldEndpoint: false);
                return WriteAsync(context, clan.Members.Select(clan.LatestOf).Where(latest => latest is not null), Hiscores);
            case "name-changes":
                return PageAsync(context, id, isOldEndpoint: true, () => clan.ApprovedRenames, NameChange);
            case "activity":
                return PageAsync(context, id, isOldEndpoint: true, ActivityInOrder, Activity);
            case "achievements":
                return PageAsync(context, id, isOldEndpoint: false, () => clan.Achievements, Achievement);
            case "competitions":
                Known(id, isOldEndpoint: false);
                return WriteAsync(context, CompetitionBook.Of(clan), Competition);
            case "bulk-gained":
                Known(id, isOldEndpoint: false);
                return _gains.BulkAsync(context);
            case "hiscores" or "gained":
                Known(id, isOldEndpoint: false);
                throw WiseOldManErrorException.UnknownEndpoint();
            case "statistics" or "records" or "csv":
                Known(id, isOldEndpoint: true);
                throw WiseOldManErrorException.UnknownEndpoint();
            default:
                throw WiseOldManErrorException.UnknownEndpoint();
        }
    }

    /// <summary>POST /groups/:id/update-all</summary>
    public async Task UpdateAllAsync(HttpContext context, string id)
    {
        var code = await VerificationCode.ReadAsync(context.Request)
            ?? throw new WiseOldManErrorException(400, "MISSING_VERIFICATION_CODE", "Required parameter 'verificationCode' is undefined");
        Known(id, isOldEndpoint: false);
        if (!VerificationCode.AreSame(code, options.VerificationCode))
        {
            throw new WiseOldManErrorException(403, "INCORRECT_VERIFICATION_CODE", "Incorrect verification code");
        }

        var outdated = queue.Outdated();
        if (outdated.Count == 0)
        {
            throw new WiseOldManErrorException(400, "NO_OUTDATED_MEMBERS", "This group has no outdated members (updated > 24h ago)");
        }

        queue.Add(outdated);
        await using var answer = new JsonAnswer(context.Response);
        answer.Writer.WriteStartObject();
        answer.Writer.WriteNumber("count", outdated.Count);
        answer.Writer.WriteString(
            "message", $"{outdated.Count} outdated (updated > 24h ago) players are being updated. This can take up to a few minutes.");
        answer.Writer.WriteEndObject();
    }

    /// <summary>Newest first; what happened at one moment stands in another order in every answer, if the server is told so.</summary>
    private IEnumerable<RosterEvent> ActivityInOrder()
    {
        if (!options.ShufflesTies)
        {
            return clan.Activity;
        }

        var shuffle = Interlocked.Increment(ref _shuffles);
        return clan.Activity.OrderByDescending(line => line.At)
            .ThenBy(line => Dice.Of(clan.Options.Seed, Topic.Ties, (int)line.Player.Id, shuffle).Unit());
    }

    private void Known(string id, bool isOldEndpoint)
    {
        if (ListQuery.Id(id) != clan.Options.GroupId)
        {
            throw WiseOldManErrorException.NoGroup(isOldEndpoint);
        }
    }

    private Task PageAsync<T>(HttpContext context, string id, bool isOldEndpoint, Func<IEnumerable<T>> all, Action<Utf8JsonWriter, T> write)
    {
        var query = ListQuery.Of(context);
        Known(id, isOldEndpoint);
        return WriteAsync(context, query.Of(all()), write);
    }

    private static async Task WriteAsync<T>(HttpContext context, IEnumerable<T> entries, Action<Utf8JsonWriter, T> write)
    {
        await using var answer = new JsonAnswer(context.Response);
        await answer.ListAsync(entries, write);
    }

    private void GroupFields(Utf8JsonWriter writer, int memberCount)
    {
        writer.WriteNumber("id", clan.Options.GroupId);
        writer.WriteString("name", SimulatedClan.Name);
        writer.WriteString("clanChat", "Thistledown");
        writer.WriteString("description", "An invented clan");
        writer.WriteNumber("homeworld", 330);
        writer.WriteBoolean("verified", true);
        writer.WriteBoolean("patron", false);
        writer.WriteBoolean("visible", true);
        writer.WriteNull("profileImage");
        writer.WriteNull("bannerImage");
        writer.WriteNumber("score", 250);
        WiseOldManJson.Date(writer, "createdAt", clan.Founded);
        WiseOldManJson.Date(writer, "updatedAt", clan.Activity.Count > 0 ? clan.Activity[0].At : clan.Founded);
        writer.WriteNumber("memberCount", memberCount);
    }

    private void RoleOrders(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("roleOrders");
        for (var i = 0; i < RoleLadder.TopDown.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("groupId", clan.Options.GroupId);
            writer.WriteString("role", RoleLadder.TopDown[i]);
            writer.WriteNumber("index", i);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void Membership(Utf8JsonWriter writer, SimulatedPlayer player, Stint stint)
    {
        var learned = stint.Joined > clan.Founded ? stint.Joined : clan.Founded;
        writer.WriteStartObject();
        writer.WriteNumber("playerId", player.Id);
        writer.WriteNumber("groupId", clan.Options.GroupId);
        writer.WriteString("role", stint.RoleAt(clan.Now));
        WiseOldManJson.Date(writer, "clientSyncJoinedAt", player.ClientSyncJoined);
        WiseOldManJson.Date(writer, "createdAt", learned);
        WiseOldManJson.Date(writer, "updatedAt", stint.Roles.Last(change => change.At <= clan.Now).At);
        WritePlayer(writer, player);
        writer.WriteEndObject();
    }

    private void Hiscores(Utf8JsonWriter writer, SimulatedSnapshot? latest)
    {
        writer.WriteStartObject();
        WritePlayer(writer, latest!.Player);
        writer.WritePropertyName("data");
        WiseOldManJson.Snapshot(writer, latest);
        writer.WriteEndObject();
    }

    private void NameChange(Utf8JsonWriter writer, Rename rename)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", rename.Id);
        writer.WriteNumber("playerId", rename.PlayerId);
        writer.WriteString("oldName", rename.From);
        writer.WriteString("newName", rename.To);
        writer.WriteString("status", "approved");
        writer.WriteNull("reviewContext");
        WiseOldManJson.Date(writer, "resolvedAt", rename.Resolved);
        WiseOldManJson.Date(writer, "createdAt", rename.Submitted);
        WiseOldManJson.Date(writer, "updatedAt", rename.Resolved);
        WritePlayer(writer, clan.People.First(player => player.Id == rename.PlayerId));
        writer.WriteEndObject();
    }

    private void Activity(Utf8JsonWriter writer, RosterEvent line)
    {
        writer.WriteStartObject();
        writer.WriteNumber("groupId", clan.Options.GroupId);
        writer.WriteNumber("playerId", line.Player.Id);
        writer.WriteString("type", line.Type);
        writer.WriteString("role", line.Role);
        writer.WriteString("previousRole", line.PreviousRole);
        WiseOldManJson.Date(writer, "createdAt", line.At);
        WritePlayer(writer, line.Player);
        writer.WriteEndObject();
    }

    private void Achievement(Utf8JsonWriter writer, Achievement achievement)
    {
        writer.WriteStartObject();
        writer.WriteNumber("playerId", achievement.Player.Id);
        writer.WriteString("name", achievement.Name);
        writer.WriteString("metric", achievement.Metric);
        writer.WriteNumber("threshold", achievement.Threshold);
        writer.WritePropertyName("accuracy");
        JsonSerializer.Serialize(writer, achievement.Accuracy);
        WiseOldManJson.Date(writer, "createdAt", achievement.At ?? default);
        writer.WriteString("measure", achievement.Measure);
        writer.WriteBoolean("legacy", false);
        WritePlayer(writer, achievement.Player);
        writer.WriteEndObject();
    }

    private void Competition(Utf8JsonWriter writer, SimulatedCompetition competition)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", competition.Id);
        writer.WriteString("title", competition.Title);
        writer.WriteString("type", "classic");
        WiseOldManJson.Date(writer, "startsAt", competition.Starts);
        WiseOldManJson.Date(writer, "endsAt", competition.Ends);
        writer.WriteNumber("groupId", clan.Options.GroupId);
        writer.WriteNumber("score", 100);
        writer.WriteBoolean("visible", true);
        WiseOldManJson.Date(writer, "createdAt", competition.Created);
        WiseOldManJson.Date(writer, "updatedAt", competition.Created);
        writer.WriteString("metric", competition.Metric);
        writer.WritePropertyName("metrics");
        JsonSerializer.Serialize(writer, new[] { new { weight = 1, metric = competition.Metric, createdAt = competition.Created.ToIso() } });
        writer.WriteNumber("participantCount", competition.Participants);
        writer.WriteEndObject();
    }

    private void WritePlayer(Utf8JsonWriter writer, SimulatedPlayer player)
    {
        writer.WritePropertyName("player");
        json.Player(writer, player);
    }
}

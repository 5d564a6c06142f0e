using System.Text.Json;
using ClanStats.Pipeline;
using ClanStats.Storage.Forgetting;
using Microsoft.Data.Sqlite;

namespace ClanStats.Tests.EndToEnd;

/// <summary>A night whose texts are kept, in which somebody is mentioned; and what is asked of its files.</summary>
internal static class TalkativeNight
{
    public static async Task<ClanNight> StartAsync()
    {
        var night = await ClanNight.StartAsync();
        night.Environment["DISCORD_STORE_CONTENT"] = "true";
        night.Environment["BACKUP_NIGHTLY"] = "false";
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        var (id, _, _, _) = Talker(night);
        Execute(night, $"UPDATE discord_messages SET content = 'ask <@{id}> about it' WHERE (channel_id, id) = (SELECT channel_id, id FROM discord_messages WHERE kind = 'chat' AND author_id <> {id} ORDER BY id LIMIT 1)");
        return night;
    }

    /// <summary>The linked account that wrote most, with its member, their name, and a name it alone shows.</summary>
    public static (long Id, long Member, string Name, string? Shown) Talker(ClanNight night)
    {
        var (id, member, name) = night.Query<(long, long, string)>(
            """
            SELECT a.author_id, m.id, m.display_name FROM discord_accounts a JOIN clan_members m ON m.id = a.member_id
            JOIN discord_messages d ON d.author_id = a.author_id WHERE a.kind = 'user' AND m.left_at IS NULL GROUP BY a.author_id ORDER BY count(*) DESC, 1 LIMIT 1
            """).First();
        var shown = night.Query<string>($"SELECT name FROM discord_names WHERE author_id = {id} AND kind = 'username'").FirstOrDefault();
        return (id, member, name, shown == name || shown?.Length < ByteSearch.ShortestText ? null : shown);
    }

    public static bool Holds(ClanNight night, long id, string? shown) =>
        Found(night.DatabaseFile, id, shown).Concat(Found(night.DatabaseFile + "-wal", id, shown)).Any();

    public static IEnumerable<string> Found(string file, long id, string? shown)
    {
        var search = new ByteSearch();
        search.AddId(id);
        if (shown is not null)
        {
            search.AddName(shown);
        }

        return search.In(file, CancellationToken.None).Keys;
    }

    public static JsonElement Data(ClanNight night, long member)
    {
        using var data = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(night.Output, "clan_data.json")));
        return data.RootElement.GetProperty("members").EnumerateArray().Single(row => row.GetProperty("id").GetInt64() == member).Clone();
    }

    public static string Backups(ClanNight night) => Path.Combine(night.WorkingFolder, "backups");

    public static void Execute(ClanNight night, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={night.DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

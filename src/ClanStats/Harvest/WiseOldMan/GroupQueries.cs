using ClanStats.Storage;
using Dapper;

namespace ClanStats.Harvest.WiseOldMan;

/// <summary>Reads what is known of the group itself.</summary>
internal sealed class GroupQueries(Database database)
{
    /// <summary>The group the database was filled with; null if it never was.</summary>
    public long? GroupId() => database.Read("group: id", connection => connection.QueryFirstOrDefault<long?>("SELECT group_id FROM clan_group"));
}

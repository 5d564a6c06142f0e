using ClanStats.Domain.Activity;

namespace ClanStats.Storage.Forgetting;

/// <summary>What was erased.</summary>
/// <param name="Lines">Lines of theirs that were removed.</param>
/// <param name="Texts">Texts of others that named them and were removed; the lines stay, without their words.</param>
/// <param name="Mentions">Broadcasts of others that named them as the other party.</param>
/// <param name="Accounts">Accounts of theirs, with the names they showed.</param>
/// <param name="Names">Names of players that were known from Discord alone.</param>
internal readonly record struct ErasedTraces(int Lines, int Texts, int Mentions, int Accounts, int Names)
{
    /// <summary>Whether there was anything.</summary>
    public bool Any => Lines + Texts + Mentions + Accounts + Names > 0;
}

/// <summary>Erases what a database holds of forgotten people on Discord, in the caller's transaction; counters follow their rows.</summary>
internal sealed class TraceEraser(UnitOfWork unit, ForgottenPeople forgotten)
{
    /// <summary>Erases everything the tombstones stand for.</summary>
    public ErasedTraces Erase()
    {
        // What is deleted is overwritten, not only let go of.
        Database.Pragma(unit.Connection, "PRAGMA secure_delete = ON");
        var traces = TraceFinder.Find(unit.Connection, forgotten);
        // What reports said about them rests on their messages.
        unit.Execute(
            "UPDATE published_members SET state = NULL, promotable = NULL, purgeable = NULL WHERE member_id IN (SELECT value FROM json_each(@members))",
            traces.ToParameters());
        var erased = new ErasedTraces(Lines(traces), Texts(), Mentions(), Accounts(traces), Names(traces));
        Decisions(traces);
        if (erased.Any)
        {
            // Fingerprints of who said what a moment ago.
            unit.Execute("DELETE FROM harvest_cursors WHERE source = 'discord-recent-lines'");

            // Names known from Discord alone are among what rows stand by.
            UnsettledLines.TouchEverything(unit);
        }

        return erased;
    }

    private int Lines(Traces traces)
    {
        var counters = new MessageCounters();
        var rows = unit.Query<(long Channel, long Id, string Kind, long? Member, long At)>(
            $"SELECT channel_id, id, kind, user_id, created_at FROM discord_messages WHERE {TraceFinder.OfThem}", traces.ToParameters()).ToList();
        var delete = unit.Prepare("DELETE FROM discord_messages WHERE channel_id = ?1 AND id = ?2");
        foreach (var row in rows)
        {
            counters.Count(row.Kind, row.Member, new UtcInstant(row.At), times: -1);
            delete.Execute(row.Channel, row.Id);
        }

        counters.Save(unit);
        return rows.Count;
    }

    private int Texts()
    {
        var naming = unit.Query<(long Channel, long Id, string Text)>("SELECT channel_id, id, content FROM discord_messages WHERE content IS NOT NULL")
            .Where(row => forgotten.IsNamedIn(row.Text))
            .ToList();
        var update = unit.Prepare("UPDATE discord_messages SET content = NULL, keep_until = NULL WHERE channel_id = ?1 AND id = ?2");
        naming.ForEach(row => update.Execute(row.Channel, row.Id));
        return naming.Count;
    }

    private int Mentions()
    {
        var named = unit.Query<string>("SELECT DISTINCT broadcast_other FROM discord_messages WHERE broadcast_other IS NOT NULL")
            .Where(forgotten.HasName).ToList();
        return named.Sum(name => unit.Prepare("UPDATE discord_messages SET broadcast_other = NULL WHERE broadcast_other = ?1").Execute(name));
    }

    private int Accounts(Traces traces)
    {
        var pointed = unit.Query<string>("SELECT DISTINCT name FROM repointings WHERE name IS NOT NULL").Where(forgotten.HasName).ToList();
        pointed.ForEach(name => unit.Prepare("DELETE FROM repointings WHERE name = ?1").Execute(name));
        // A relay may post under the name of the player whose line it brings.
        foreach (var relay in unit.Query<(long Id, string Name)>("SELECT author_id, name FROM discord_accounts WHERE kind IN ('webhook', 'bot')")
            .Where(account => forgotten.HasName(account.Name)).ToList())
        {
            unit.Execute("UPDATE discord_accounts SET name = CAST(author_id AS TEXT) WHERE author_id = @Id", new { relay.Id });
        }

        var parameters = traces.ToParameters();
        unit.Execute("DELETE FROM discord_names WHERE author_id IN (SELECT value FROM json_each(@accounts))", parameters);
        return unit.Execute("DELETE FROM discord_accounts WHERE author_id IN (SELECT value FROM json_each(@accounts))", parameters);
    }

    /// <summary>
    /// Suggestions about them rest on how much they wrote; what officers noted about them, or about others with their name, is words about a
    /// person. That a decision was taken stays, without its words.
    /// </summary>
    private void Decisions(Traces traces)
    {
        var members = traces.Members.ToHashSet();
        unit.Execute("DELETE FROM recommendations WHERE member_id IN (SELECT value FROM json_each(@members))", traces.ToParameters());
        var update = unit.Prepare("UPDATE officer_entries SET note = ?2, decided_by = ?3 WHERE id = ?1");
        foreach (var (id, member, note, by) in unit.Query<(long Id, long Member, string Note, string By)>(
            "SELECT id, member_id, note, decided_by FROM officer_entries WHERE note <> '' OR decided_by <> ''").ToList())
        {
            var isAbout = members.Contains(member) || forgotten.IsNamedIn(note);
            var isBy = forgotten.HasName(by) || forgotten.IsNamedIn(by);
            if (isAbout || isBy)
            {
                update.Execute(id, isAbout ? "" : note, isBy ? "" : by);
            }
        }
    }

    private int Names(Traces traces) => unit.Execute(
        """
        DELETE FROM player_name_aliases
          WHERE is_current = 0 AND source IN ('discord', 'relay') AND member_id IN (SELECT value FROM json_each(@members));
        DELETE FROM player_names WHERE source IN ('discord', 'relay') AND member_id IN (SELECT value FROM json_each(@members));
        """,
        traces.ToParameters());
}

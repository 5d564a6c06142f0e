namespace ClanStats.Tests.Import;

public sealed class ImportedMessagesTests : IDisposable
{
    private readonly ImportedClan _clan = new();

    [Fact]
    public void A_relayed_line_belongs_to_its_speaker_and_loses_its_frame()
    {
        using var legacy = LegacyClan.Usual();
        legacy.Message(LegacyClan.Relay, "sedge", "Sedge received a drop: a spoon", 7, LegacyClan.RelayChannel);

        _clan.Import(legacy).Faults.ShouldBeEmpty();

        _clan.Query<(string, string, long, long?)>(
            "SELECT kind, author_name, length, (SELECT wom_player_id FROM clan_members WHERE id = user_id) FROM discord_messages WHERE author_id = 770 ORDER BY id DESC LIMIT 2")
            .ShouldBe([("broadcast", "Sedge", 30, 12), ("relay", "Sedge", 11, 12)]);
        _clan.Query<(string, long?)>("SELECT kind, member_id FROM discord_accounts WHERE author_id = 770").ShouldBe([("webhook", null)]);
    }

    [Fact]
    public void A_person_who_types_a_relayed_form_speaks_for_nobody_else()
    {
        using var legacy = LegacyClan.Usual();
        legacy.Message(501, "ironwren", "**Sedge**: I give my bank away", 8);
        legacy.Message(503, "loner", "**Sedge**: so do I", 8);

        _clan.Import(legacy);

        _clan.Query<(string, long?)>("SELECT kind, (SELECT wom_player_id FROM clan_members WHERE id = user_id) FROM discord_messages WHERE created_at > " + LegacyClan.At(7).Milliseconds + " ORDER BY author_id")
            .ShouldBe([("chat", 11), ("chat", null)]);
    }

    [Fact]
    public void An_account_that_borrowed_a_members_name_gets_nothing_of_it()
    {
        using var legacy = LegacyClan.Usual();
        legacy.Message(601, "ironwren", "it is me", 9);
        legacy.Message(601, "trickster", "or is it", 9);

        var report = _clan.Import(legacy);

        _clan.Query<long>("SELECT count(*) FROM discord_messages WHERE author_id = 601 AND user_id IS NOT NULL").ShouldBe([0]);
        report.Accounts.ShouldContain(group => group.Text.Contains("another account wrote more", StringComparison.Ordinal) && group.Messages == 2);
    }

    [Fact]
    public void An_account_that_showed_two_members_names_proves_nothing()
    {
        using var legacy = LegacyClan.Usual();
        legacy.Message(602, "ironwren", "one", 9);
        legacy.Message(602, "sedge", "two", 9);
        legacy.Message(602, "trickster", "three", 9);

        _clan.Import(legacy).Faults.ShouldBeEmpty();

        _clan.Query<long?>("SELECT member_id FROM discord_accounts WHERE author_id = 602").ShouldHaveSingleItem().ShouldBeNull();
    }

    [Fact]
    public void The_history_of_renamed_members_is_whole_and_more_is_theirs_than_their_present_names_say()
    {
        using var legacy = new LegacyClan();
        const int Renamed = 5, Days = 12;
        for (var member = 1; member <= Renamed; member++)
        {
            legacy.Member(member, $"now{member}");
            for (var day = 0; day < Days; day++)
            {
                var name = day < 4 ? $"first{member}" : day < 8 ? $"second{member}" : $"now{member}";
                legacy.Snapshot(null, name, 100 + member, day, 1_000 + day);
                legacy.Line(name, "in the game", day);
                legacy.Message(600 + member, name, "on Discord", day);
            }
        }

        var report = _clan.Import(legacy);

        report.Faults.ShouldBeEmpty();
        _clan.Query<(long Player, long Snapshots)>(
            "SELECT m.wom_player_id, count(*) FROM wom_snapshots s JOIN clan_members m ON m.id = s.user_id GROUP BY 1 ORDER BY 1")
            .ShouldBe(Enumerable.Range(1, Renamed).Select(member => (100L + member, (long)Days)));
        _clan.Query<long>("SELECT count(*) FROM clan_members").ShouldBe([Renamed]);
        _clan.Query<(long Player, string Kind, long Lines)>(
            "SELECT m.wom_player_id, d.kind, count(*) FROM discord_messages d JOIN clan_members m ON m.id = d.user_id GROUP BY 1, 2 ORDER BY 1, 2")
            .ShouldBe(Enumerable.Range(1, Renamed).SelectMany(member => new[] { (100L + member, "chat", (long)Days), (100L + member, "relay", (long)Days) }));
        report.Notes.ShouldContain(
            "By the members' present names alone 33.3 % (40 of 120) of the messages would belong to one; by names over time and accounts 120 do.");
    }

    [Fact]
    public void Texts_come_in_only_when_asked_for_and_a_later_import_adds_them()
    {
        using var legacy = LegacyClan.Usual();
        var report = _clan.Import(legacy);

        _clan.Told.ShouldHaveSingleItem().ShouldStartWith("The texts of 18 messages are not carried");
        report.Notes.ShouldContain(note => note.StartsWith("The texts of 18 messages are not carried", StringComparison.Ordinal));
        _clan.Query<long>("SELECT count(content) FROM discord_messages").ShouldBe([0]);

        _clan.StoreContent = true;
        report = _clan.Import(legacy);

        report.Faults.ShouldBeEmpty();
        report.Changed.ShouldBeTrue();
        report.Notes.ShouldContain("18 messages that were there already were given their text.");
        _clan.Told.Count.ShouldBe(1);
        _clan.Query<string>("SELECT DISTINCT content FROM discord_messages ORDER BY 1").ShouldBe(["**Sedge**: in the game", "hello there", "who am I"]);
        _clan.Import(legacy).Changed.ShouldBeFalse();
    }

    [Fact]
    public void Counters_hold_what_came_in()
    {
        using var legacy = LegacyClan.Usual();

        _clan.Import(legacy);

        _clan.Query<(long?, long)>(
            "SELECT (SELECT wom_player_id FROM clan_members m WHERE m.id = t.member_id), messages FROM message_totals t ORDER BY messages, member_id")
            .ShouldBe([(null, 6), (11, 6), (12, 6)]);
        _clan.Query<long>("SELECT sum(messages) FROM message_days UNION ALL SELECT sum(messages) FROM message_quarters").ShouldBe([18, 18]);
    }

    [Fact]
    public void The_first_night_goes_on_behind_the_newest_message_and_reads_no_history_again()
    {
        using var legacy = LegacyClan.Usual();
        var newest = legacy.Message(501, "ironwren", "last", 9);

        _clan.Import(legacy);

        _clan.Query<(string, string)>("SELECT key, value FROM harvest_cursors WHERE source = 'discord' AND key = '91'").ShouldBe([("91", $"{newest}")]);
        _clan.Query<string>("SELECT key FROM harvest_cursors WHERE source = 'wom' AND value = 'end' ORDER BY key")
            .ShouldBe(["history:11", "history:12", "history:13"]);
        _clan.Query<(long, string)>("SELECT channel_id, name FROM discord_channels ORDER BY 1").ShouldBe([(91, "general"), (92, "clan-relay")]);
    }

    [Fact]
    public void A_cursor_that_is_further_is_not_put_back()
    {
        using var legacy = LegacyClan.Usual();
        _clan.Execute("INSERT INTO harvest_cursors (source, key, value, updated_at) VALUES ('discord', '91', '9000000000000000000', 1)");

        _clan.Import(legacy).Faults.ShouldBeEmpty();

        _clan.Query<string>("SELECT value FROM harvest_cursors WHERE key = '91'").ShouldBe(["9000000000000000000"]);
    }

    public void Dispose() => _clan.Dispose();
}

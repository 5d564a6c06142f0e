using ClanStats.Analytics;
using ClanStats.Domain.Activity;
using ClanStats.Domain.Report;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Logging;
using ClanStats.Hosting.People;
using ClanStats.Hosting.Rules;
using ClanStats.Pipeline;
using ClanStats.Storage;
using ClanStats.Storage.Forgetting;
using Microsoft.Data.Sqlite;

namespace ClanStats.Hosting.Composition;

/// <summary>Carries out <c>member</c>: shows a card, or writes what the officers know into people.yaml.</summary>
internal static class MemberWork
{
    /// <summary>Answers on the terminal.</summary>
    /// <exception cref="UserFaultException">There is no database, or people.yaml cannot be changed.</exception>
    public static Task<ExitCode> RunAsync(MemberPlan plan, Terminal terminal, CancellationToken cancellationToken)
    {
        var options = plan.Settings.ToStorageOptions();
        using var database = KnownDatabase.Open(options);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(plan switch
        {
            { IsClan: true } => ShowClan(plan, database, terminal),
            { Notes.Any: true } => Note(plan, database, terminal),
            _ => Show(plan, database, terminal),
        });
    }

    private static ExitCode Show(MemberPlan plan, Database database, Terminal terminal)
    {
        var notes = NotesOf(plan, database, terminal);
        var index = new PersonIndex(database.ReadOneState("member: people", PersonQueries.Read), notes);
        var hits = index.Find(plan.Name);
        var cards = new MemberCards(index, notes, ReportOf(plan, database, notes), Forgotten(database));
        IReadOnlyList<MemberCard> found =
        [
            .. hits.Players.Select(player => cards.Of(index.PersonOf(player), player)),
            .. hits.Accounts.Select(index.PersonOf).Select(person => cards.Of(person, person.Main)),
        ];
        found = [.. found.Select(card => card with { Range = RangeOf(plan, database, card.Player) })];
        if (plan.AsJson)
        {
            terminal.Answer(MemberCardJson.Of(plan.Name, found, found.Count == 0 ? CloseNames.Of(plan.Name, index.AllNames) : []));
        }

        if (found.Count == 0)
        {
            terminal.Tell(index.Unknown(plan.Name).Message);
            return ExitCode.Failed;
        }

        if (found.Count > 1)
        {
            terminal.Tell(LineEscape.Escape($"'{plan.Name}' means {found.Count} people; an id means one of them alone."));
        }

        foreach (var line in plan.AsJson ? [] : found.SelectMany((card, place) => place == 0 ? MemberCardText.Lines(card) : ["", .. MemberCardText.Lines(card)]))
        {
            terminal.Answer(line);
        }

        return found.Count == 1 ? ExitCode.Done : ExitCode.Partial;
    }

    private static ExitCode ShowClan(MemberPlan plan, Database database, Terminal terminal)
    {
        var range = RangeOf(plan, database, RangeQueries.ReadClan)!;
        foreach (var line in plan.AsJson ? [MemberCardJson.OfClan(range)] : range.Lines().Prepend("The clan: everybody ever known, and lines of nobody known"))
        {
            terminal.Answer(line);
        }

        return ExitCode.Done;
    }

    private static RangeCard? RangeOf(MemberPlan plan, Database database, KnownPlayer? player) => player is null
        ? null
        : RangeOf(plan, database, (connection, from, before) => RangeQueries.Read(connection, player.Id, from, before));

    private static RangeCard? RangeOf(MemberPlan plan, Database database, Func<SqliteConnection, UtcInstant, UtcInstant, DayRange> read)
    {
        if (plan.Range is not var (from, before))
        {
            return null;
        }

        var range = database.ReadOneState("member: range", connection => read(connection, UtcInstant.StartOfDay(from), UtcInstant.StartOfDay(before)));
        return new RangeCard(range, from, before, plan.Settings.ToDiscordOptions().IsConnected) { DayByDay = plan.Metrics };
    }

    private static ExitCode Note(MemberPlan plan, Database database, Terminal terminal)
    {
        var document = PeopleDocument.Open(plan.Settings.PeopleFilePlace);
        var index = new PersonIndex(database.ReadOneState("member: people", PersonQueries.Read), document.Notes);
        var hits = index.Find(plan.Name);
        var players = hits.Players.Concat(hits.Accounts.Select(index.PersonOf).Select(person => person.Main).OfType<KnownPlayer>()).DistinctBy(player => player.Id).ToList();
        if (players is not [var player])
        {
            throw players.Count == 0 ? index.Unknown(plan.Name) : PersonIndex.Ambiguous(plan.Name, [.. players.Select(index.PersonOf)]);
        }

        var told = new NoteChanges(document, index, player, plan.Now).Make(plan.Notes);
        document.Save();
        foreach (var line in told)
        {
            terminal.Answer(LineEscape.Escape(line));
        }

        terminal.Answer(document.IsChanged ? $"Written to {document.Path}; the next run goes by it." : $"{document.Path} says so already.");
        return ExitCode.Done;
    }

    /// <summary>The notes as a run would use them, without keeping anything.</summary>
    private static PeopleNotes NotesOf(MemberPlan plan, Database database, Terminal terminal)
    {
        if (plan.Settings.PeopleFile is not { } file)
        {
            return PeopleNotes.None;
        }

        try
        {
            return PeopleFile.Load(file).Value;
        }
        catch (UserFaultException fault)
        {
            terminal.Diagnose("WRN", LineEscape.Escape(fault.Message));
            var lastGood = PeopleSource.LastGoodOf(database.File);
            return File.Exists(lastGood) ? PeopleFile.Load(lastGood).Value : PeopleNotes.None;
        }
    }

    private static ClanReport? ReportOf(MemberPlan plan, Database database, PeopleNotes notes)
    {
        var settings = plan.Settings.ToReportSettings();
        var discord = plan.Settings.ToDiscordOptions();
        var rules = RulesSource.Load(plan.Settings.RulesFile).Rules;
        var facts = new AnalyticsQueries(database).Read(
            plan.Now,
            settings.Windows,
            ClanIdentity.Unread(plan.Settings.ToWiseOldManOptions().GroupId),
            rules,
            notes);
        return facts is null ? null : ClanReportBuilder.Build(facts, new ReportRequest
        {
            TraceId = "",
            Now = plan.Now,
            Settings = settings,
            Rules = rules,
            People = notes,
            DiscordConnected = discord.IsConnected,
            DiscordAccountsRead = discord.GuildId is not null,
        });
    }

    private static HashSet<long> Forgotten(Database database) =>
        database.Read("member: forgotten", connection => TombstoneStore.Members(connection, TombstoneStore.Load(connection)));
}

namespace ClanStats.Domain.Report;

/// <summary>Whether newcomers stay, and who comes back.</summary>
/// <param name="Survival">How long people stay, by month of joining.</param>
/// <param name="Newcomers">The first days of who joined lately.</param>
/// <param name="Breaks">Who came back from a break.</param>
public sealed record RetentionReport(Section<SurvivalReport> Survival, Section<NewcomerReport> Newcomers, Section<BreakReport> Breaks);

/// <summary>How long people stay (Kaplan–Meier): who joined before the log begins counts from the log's begin on, who is still here up to now.</summary>
/// <param name="LogBegins">UTC day from which joins and departures are known.</param>
/// <param name="Stays">How many stays it rests on; a departure and a return within the repair time are one stay.</param>
/// <param name="Departures">How many of them ended.</param>
/// <param name="Ages">The ages of the columns, in days.</param>
/// <param name="Everybody">All stays together.</param>
/// <param name="Cohorts">One row a month of joining, oldest first; small months are told together.</param>
/// <param name="Split">Spoke in the first week, did not; empty where messages are not known.</param>
/// <param name="Notes">What limits it, one line each.</param>
public sealed record SurvivalReport(
    DateOnly LogBegins,
    int Stays,
    int Departures,
    IReadOnlyList<int> Ages,
    SurvivalRow Everybody,
    IReadOnlyList<SurvivalRow> Cohorts,
    IReadOnlyList<SurvivalRow> Split,
    IReadOnlyList<string> Notes);

/// <summary>One group's way through the ages.</summary>
/// <param name="Label">The month, "2025-03 to 2025-05", or what the group is.</param>
/// <param name="People">How many stays began in it.</param>
/// <param name="StillHere">How many of them go on.</param>
/// <param name="Cells">One cell an age.</param>
public sealed record SurvivalRow(string Label, int People, int StillHere, IReadOnlyList<SurvivalCell> Cells);

/// <summary>The share of a group that is still here at an age.</summary>
/// <param name="Age">Days since joining.</param>
/// <param name="Share">0 to 1; null where nobody can know yet.</param>
/// <param name="Low">Lower end of the 95 % band.</param>
/// <param name="High">Upper end of the 95 % band.</param>
/// <param name="AtRisk">How many were seen up to this age.</param>
/// <param name="KnownFrom">UTC day from which the share is known; null where it is.</param>
public sealed record SurvivalCell(int Age, double? Share, double? Low, double? High, int AtRisk, DateOnly? KnownFrom);

/// <summary>The first days of who joined lately.</summary>
/// <param name="Since">UTC day from which joins count.</param>
/// <param name="Days">How many first days are looked at.</param>
/// <param name="People">Who joined since then.</param>
/// <param name="Complete">How many of them joined long enough ago to have had all the days: shares and medians are of these.</param>
/// <param name="Steps">The steps in order.</param>
/// <param name="Waiting">Who is here, in the first days, and lacks a step, longest first: somebody to greet today.</param>
/// <param name="Notes">What limits it, one line each.</param>
public sealed record NewcomerReport(
    DateOnly Since,
    int Days,
    int People,
    int Complete,
    IReadOnlyList<FunnelStep> Steps,
    IReadOnlyList<WaitingNewcomer> Waiting,
    IReadOnlyList<string> Notes);

/// <summary>One step of the first days.</summary>
/// <param name="Key">joined, first_gain, first_message, third_active_day, second_channel or still_here.</param>
/// <param name="Label">As people read it.</param>
/// <param name="Measured">Of how many it is known.</param>
/// <param name="Reached">How many of them took it.</param>
/// <param name="LostShare">The share that did not, 0 to 1; null where it is known of nobody.</param>
/// <param name="MedianDays">Median days from joining to the step of those who took it; null where nobody did.</param>
public sealed record FunnelStep(string Key, string Label, int Measured, int Reached, double? LostShare, double? MedianDays);

/// <summary>A newcomer who lacks a step.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Name">The name as people read it.</param>
/// <param name="Joined">UTC day of joining.</param>
/// <param name="Step">Key of the first step that is missing.</param>
/// <param name="Label">The step as people read it.</param>
/// <param name="MissingDays">Whole days since the step before.</param>
public sealed record WaitingNewcomer(long MemberId, string Name, DateOnly Joined, string Step, string Label, int MissingDays);

/// <summary>Who came back from a break: neither signal for long, after having been there often.</summary>
/// <param name="Returned">Who came back lately, newest first.</param>
/// <param name="Returns">How many returns of people on the roster lie long enough back to be judged.</param>
/// <param name="StillActive">How many of those were active again later.</param>
/// <param name="TypicalDays">Median length of all breaks, in days; null without any.</param>
/// <param name="People">Of how many people breaks can be told.</param>
/// <param name="Notes">What limits it, one line each.</param>
public sealed record BreakReport(
    IReadOnlyList<ReturnedPerson> Returned, int Returns, int StillActive, double? TypicalDays, int People, IReadOnlyList<string> Notes)
{
    /// <summary>Every break that can be told, by person and time.</summary>
    public IReadOnlyList<PersonBreak> All { get; init; } = [];
}

/// <summary>A time somebody was away for, with neither signal.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Back">UTC day number of the first active day after it.</param>
/// <param name="Days">Its length in days.</param>
public sealed record PersonBreak(long MemberId, long Back, int Days);

/// <summary>Somebody who came back.</summary>
/// <param name="MemberId">Row of clan_members.</param>
/// <param name="Name">The name as people read it.</param>
/// <param name="LastActive">Last active UTC day before the break.</param>
/// <param name="Back">First active UTC day after it.</param>
/// <param name="BreakDays">Days between them without a signal.</param>
/// <param name="ActiveDaysSince">Active days since, the first included.</param>
/// <param name="StillActive">Whether they were active again later; null where it is too early to say.</param>
/// <param name="UsualDays">Median length of this person's breaks; null where this is the first.</param>
public sealed record ReturnedPerson(
    long MemberId, string Name, DateOnly LastActive, DateOnly Back, int BreakDays, int ActiveDaysSince, bool? StillActive, double? UsualDays);

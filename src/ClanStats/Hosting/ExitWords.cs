namespace ClanStats.Hosting;

/// <summary>Exit codes of ClanStats, and those the system gives a program it could not start or had to end, with what to do about them.</summary>
/// <param name="Meaning">What happened.</param>
/// <param name="Remedy">What to do; null where there is nothing to do.</param>
internal sealed record ExitWords(string Meaning, string? Remedy)
{
    /// <summary>The words of a code; Windows' may come with or without their sign.</summary>
    public static ExitWords Of(long code) => unchecked((int)code) switch
    {
        0 => new("all was done", null),
        1 => new("it failed and published nothing; the last good set stands", "Read its last lines with 'clanstats runs' and 'clanstats runs TRACE_ID'; 'clanstats check' looks at everything it needs."),
        2 => new("the settings or the command line are wrong", "'clanstats check' names every fault; correct .env or config/clanstats.yaml."),
        3 => new("it was stopped, or the machine shut down", "Nothing: the next run goes on where it stopped."),
        4 => new("it was partial: something is missing", "'failures' in run_summary.json says what, line by line; what a source missed is read the next night."),
        5 => new("another run was at work", "Nothing, unless it stays so: then look for a run that hangs, and end it."),
        126 => new("the program could not be executed", "Make the file executable, or install the job again with 'clanstats schedule install'."),
        127 => new("the program was not found", "It was moved: install the job again with 'clanstats schedule install'."),
        130 or -1073741510 => new("it was stopped from the keyboard, or its window was closed", "Nothing: the next run goes on where it stopped."),
        137 => new("the system killed it, most likely for want of memory", "Free memory, then 'clanstats run'; the next run repairs what was left half done."),
        143 => new("the system ended it", "Nothing: the next run goes on where it stopped."),
        200 => new("its working folder is gone", "Install the job again with 'clanstats schedule install' from the folder of your .env."),
        203 => new("the program could not be executed", "It was moved: install the job again with 'clanstats schedule install'."),
        267009 => new("it is at work now", null),
        267010 => new("the job is switched off", "Switch it on in the Task Scheduler, or install it again with 'clanstats schedule install'."),
        267011 => new("it has not run yet", "Nothing: it runs at its next time."),
        267014 => new("it was ended by the Task Scheduler: by a person, or because it took longer than its limit", "Look with 'clanstats runs' how long runs take; RUN_DEADLINE ends one in good order."),
        -2147024894 => new("the program or its folder was not found", "It was moved: install the job again with 'clanstats schedule install'."),
        -2147024891 => new("access was denied", "Install the job again as yourself with 'clanstats schedule install'; the folder must be yours to write in."),
        -2147020576 => new("nobody was logged on", "The job runs only while you are logged on; log on, or change that in the Task Scheduler."),
        -2147216609 => new("it was at work already when its time came", "Nothing, unless it stays so: then look for a run that hangs, and end it."),
        _ => new("its exit code is none of ClanStats'", "Start it by hand with 'clanstats run' and read what it says."),
    };
}

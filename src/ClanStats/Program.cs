return await ClanStats.Hosting.ClanStatsProgram.RunAsync(args);

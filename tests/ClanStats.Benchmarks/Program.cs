using ClanStats.Benchmarks;

return await BenchmarkProgram.RunAsync(args);

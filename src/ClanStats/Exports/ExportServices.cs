using ClanStats.Domain.Runs;
using ClanStats.Exports.Csv;
using ClanStats.Exports.Dashboard;
using ClanStats.Exports.Enforcer;
using ClanStats.Exports.Excel;
using ClanStats.Exports.Json;
using ClanStats.Exports.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace ClanStats.Exports;

/// <summary>Registers the writers and the publication.</summary>
internal static class ExportServices
{
    /// <summary>All writers, the quickest first.</summary>
    public static IReadOnlyList<IReportWriter> Writers() =>
        [new JsonReportWriter(), new CsvReportWriter(), new DashboardReportWriter(), new EnforcerReportWriter(), new ExcelReportWriter()];

    /// <summary>Adds one step a writer, and the steps around them.</summary>
    /// <param name="services">The container.</param>
    /// <param name="steps">The steps the run goes through.</param>
    public static IServiceCollection AddExports(this IServiceCollection services, IReadOnlyCollection<string> steps) => services
        .AddSingleton(new ExportPlan(steps))
        .AddSingleton<Staging>()
        .AddWriter<ExcelReportWriter>(StepNames.Excel)
        .AddWriter<JsonReportWriter>(StepNames.Json)
        .AddWriter<CsvReportWriter>(StepNames.Csv)
        .AddWriter<DashboardReportWriter>(StepNames.Dashboard)
        .AddWriter<EnforcerReportWriter>(StepNames.Enforcer)
        .AddKeyedScoped<IRunStep, PublishStep>(StepNames.Publish);

    private static IServiceCollection AddWriter<T>(this IServiceCollection services, string step)
        where T : class, IReportWriter => services
        .AddSingleton<T>()
        .AddSingleton<IReportWriter>(provider => provider.GetRequiredService<T>())
        .AddKeyedScoped<IRunStep>(step, (provider, _) => new ExportStep(provider.GetRequiredService<T>(), provider.GetRequiredService<Staging>()));
}

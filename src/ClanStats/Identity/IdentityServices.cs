using ClanStats.Domain.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace ClanStats.Identity;

/// <summary>Registers the resolution of names to people.</summary>
internal static class IdentityServices
{
    /// <summary>Adds the store and the step.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddScoped<IdentityStore>();
        services.AddScoped<OpenLineQueries>();
        services.AddScoped<SettledInputStore>();
        services.AddScoped<LinkStore>();
        services.AddScoped<RenameStore>();
        services.AddScoped<IdentityResolution>();
        services.AddScoped<ManualTruth>();
        services.AddKeyedScoped<IRunStep, IdentitiesStep>(StepNames.Identities);
        return services;
    }
}

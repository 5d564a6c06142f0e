using ClanStats.Domain.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace ClanStats.Announcements;

/// <summary>Registers what tells people on Discord.</summary>
internal static class AnnouncementServices
{
    /// <summary>Adds the posts.</summary>
    public static IServiceCollection AddAnnouncements(this IServiceCollection services) => services
        .AddScoped<PostStore>()
        .AddScoped<WebhookClient>()
        .AddScoped<IAnnouncer, Announcer>();
}

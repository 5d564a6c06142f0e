namespace ClanStats.Harvest.Http.Fixtures;

/// <summary>Decides, from the settings, where the answers come from and where they go: the network, a recording, or both.</summary>
internal sealed class FixtureChain(HarvestOptions options, FixtureSecrets secrets)
{
    private readonly FixtureFolder? _folder = options.FixturesDirectory is { } directory ? FixtureFolder.Open(directory) : null;
    private readonly FixtureWriter? _writer = options.RecordDirectory is { } directory ? new FixtureWriter(directory, secrets) : null;

    /// <summary>Whether answers come from a recording.</summary>
    public bool IsReplay => _folder is not null;

    /// <summary>Recorded files no request has asked for; empty without a recording.</summary>
    public IReadOnlyList<string> Unused => _folder?.Unused ?? [];

    /// <summary>The handler at the bottom of a service's client.</summary>
    public HttpMessageHandler HandlerFor(ServiceProfile profile)
    {
        HttpMessageHandler? handler = _folder is null || options.FixturesMayBeExtended
            ? new SocketsHttpHandler
            {
                AutomaticDecompression = System.Net.DecompressionMethods.All,
                UseCookies = false,
                AllowAutoRedirect = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }
            : null;
        if (handler is not null && _writer is not null)
        {
            handler = new RecordingHandler(profile, _writer, handler);
        }

        return _folder is null ? handler! : new ReplayHandler(profile, _folder, handler);
    }
}

/// <summary>The secret values that no recording may hold.</summary>
internal sealed record FixtureSecrets(IReadOnlyList<string> Values);

using System.CommandLine;
using ClanStats.Hosting.Settings;
using ClanStats.Hosting.SetUp;
using ClanStats.Pipeline;

namespace ClanStats.Hosting.CommandLine;

/// <summary>init. Secrets have no option: a command line can be read by others and is remembered by shells.</summary>
internal sealed class InitCommand : ICommandHandler
{
    private readonly Option<string> _from = new("--from") { Description = "Take over the old program's .env and YAML.", HelpName = "FOLDER" };
    private readonly Option<bool> _noDiscord = new("--no-discord") { Description = "Do without Discord." };
    private readonly Option<bool> _yes = new("--yes") { Description = "Ask nothing: take what options, environment, .env and --from give." };

    private readonly (Option<string> Option, Setting Setting)[] _values =
    [
        (new("--group") { Description = "The group on Wise Old Man: its number or its page's address.", HelpName = "GROUP" }, SettingTable.WomGroupId),
        (new("--guild") { Description = "The Discord server's id.", HelpName = "ID" }, SettingTable.DiscordGuildId),
        (new("--relay") { Description = "The channel of the relayed game chat: its name or id.", HelpName = "CHANNEL" }, SettingTable.RelayChannelId),
        (new("--time-zone") { Description = "The clan's time zone, such as Europe/Berlin.", HelpName = "ZONE" }, SettingTable.ClanTimeZone),
        (new("--update-stale") { Description = "Without the group's code: how many stale members a night may ask for.", HelpName = "N" }, SettingTable.WomUpdateStale),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Build(Func<string, string, ICommandHandler, Option[], Command> make)
    {
        var init = new InitCommand();
        return make(
            "init",
            "Guided first set-up: six questions, each answer tried at once, then .env and config are written.\nSecrets are typed in or taken from the environment (WOM_API_KEY, WOM_GROUP_SECRET, DISCORD_TOKEN).",
            init,
            [init._from, .. init._values.Select(value => value.Option), init._noDiscord, init._yes]);
    }

    public async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Host.Init is not { } init)
        {
            return await new NotYetBuilt().RunAsync(invocation, cancellationToken);
        }

        var parse = invocation.Parse;
        var plan = new InitPlan(invocation.Host.Surroundings)
        {
            From = invocation.PathOf(_from),
            Given = _values.Where(value => !string.IsNullOrWhiteSpace(parse.GetValue(value.Option))).ToDictionary(value => value.Setting.Name, value => parse.GetValue(value.Option)!),
            WithoutDiscord = parse.GetValue(_noDiscord),
            Confirmed = parse.GetValue(_yes),
        };
        return await init(plan, invocation.Terminal, invocation.Host.Time, cancellationToken);
    }
}

using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Rules;

namespace ClanStats.Hosting.Composition;

/// <summary>The clan's rules of rules.yaml.</summary>
/// <param name="Rules">The rules in force.</param>
/// <param name="Warnings">What a person should know, one line each.</param>
internal sealed record RulesSource(ClanRules Rules, IReadOnlyList<string> Warnings)
{
    /// <summary>Reads the rules.</summary>
    /// <param name="file">rules.yaml; null: the built-in defaults hold.</param>
    /// <exception cref="UserFaultException">The file has a fault; it counts as a wrong configuration.</exception>
    public static RulesSource Load(string? file)
    {
        if (file is null)
        {
            return new RulesSource(ClanRules.Default, []);
        }

        try
        {
            var loaded = RulesFile.Load(file);
            return new RulesSource(loaded.Value, loaded.Warnings);
        }
        catch (UserFaultException fault)
        {
            throw new UserFaultException(fault.Message, fault) { IsConfiguration = true };
        }
    }
}

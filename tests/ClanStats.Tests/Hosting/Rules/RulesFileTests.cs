using System.Text.Json;
using System.Text.RegularExpressions;
using ClanStats.Domain.Rules;
using ClanStats.Domain.Runs;
using ClanStats.Hosting.Rules;

namespace ClanStats.Tests.Hosting.Rules;

public sealed partial class RulesFileTests
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config", "rules.yaml"));

    [Fact]
    public void The_shipped_file_says_exactly_the_defaults()
    {
        var loaded = RulesFile.Load(Path.Combine(AppContext.BaseDirectory, "config", "rules.yaml"));

        loaded.Warnings.ShouldBeEmpty();
        Whole(loaded.Value).ShouldBe(Whole(ClanRules.Default));
    }

    [Fact]
    public void Every_value_of_the_shipped_file_is_read()
    {
        var lines = Shipped.Split('\n');
        var values = Enumerable.Range(0, lines.Length).Where(line => ValueLine().IsMatch(lines[line])).ToList();

        values.Count.ShouldBe(58);
        foreach (var line in values)
        {
            var changed = lines.ToArray();
            changed[line] = ValueLine().Replace(changed[line], match => match.Groups["before"].Value + Another(match.Groups["value"].Value));
            var loaded = RulesFile.Parse(string.Join('\n', changed), "rules.yaml");

            loaded.Warnings.ShouldBeEmpty();
            Whole(loaded.Value).ShouldNotBe(Whole(ClanRules.Default), changed[line]);
        }
    }

    [Fact]
    public void The_worked_ladder_of_the_shipped_file_can_be_used_once_it_is_uncommented()
    {
        var lines = Shipped.Split('\n').ToList();
        var first = lines.FindIndex(line => line == "    # ranks:");
        for (var line = first; lines[line].StartsWith("    # ", StringComparison.Ordinal); line++)
        {
            lines[line] = "    " + lines[line][6..];
        }

        var loaded = RulesFile.Parse(string.Join('\n', lines), "rules.yaml");

        loaded.Warnings.ShouldBeEmpty();
        loaded.Value.Ladder.Ranks.Count.ShouldBe(4);
        loaded.Value.Ladder.Ranks[^1].Bosses.ShouldBe(new Dictionary<string, long> { ["zulrah"] = 100, ["vorkath"] = 50 });
        loaded.Value.Ladder.Ranks[^1].CombatLevel.ShouldBe(110);
        loaded.Value.Ladder.Ranks.Select(rank => (rank.PointsPercentile, rank.NoOpenFlag)).ShouldBe([(0L, false), (0L, false), (0L, true), (75L, true)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    [InlineData("roles:\noutliers: {}\ngrace_days:\n")]
    public void What_a_file_leaves_out_keeps_its_default(string text)
    {
        var loaded = RulesFile.Parse(text, "rules.yaml");

        loaded.Warnings.ShouldBeEmpty();
        Whole(loaded.Value).ShouldBe(Whole(ClanRules.Default));
    }

    [Theory]
    [InlineData("grace_days: soon", "rules.yaml, line 1, column 13: grace_days: 'soon' is not a whole number from 0 to 3650")]
    [InlineData("grace_days: -1", "grace_days: '-1' is not a whole number")]
    [InlineData("grace_days: [1]", "grace_days: a list or a mapping is not a whole number")]
    [InlineData("outliers:\n  town_crier:\n    xp_7d_below: 1.5", "line 3, column 18: outliers.town_crier.xp_7d_below: '1.5' is not a whole number of 0 or more")]
    [InlineData("promotions:\n  social_pillar:\n    top_share: 10 %", "promotions.social_pillar.top_share: '10 %' is not a share above 0 and up to 1")]
    [InlineData("promotions:\n  social_pillar:\n    top_share: 0", "'0' is not a share")]
    [InlineData("roles:\n  list:\n    owner: { tier: 4 }", "roles.list.owner.tier: '4' is not a whole number from 1 to 3")]
    [InlineData("roles:\n  list:\n    owner: { officer: maybe, tier: 1 }", "roles.list.owner.officer: 'maybe' is not true or false")]
    [InlineData("roles:\n  list:\n    owner: { officer: true }", "line 3, column 5: roles.list.owner has no tier; write 'tier: 1' to 'tier: 3'")]
    [InlineData("roles: owner", "'name: value' lines are expected below 'roles'")]
    [InlineData("- grace_days", "'name: value' lines are expected at the top of the file")]
    [InlineData("? [a]\n: 1", "is not a plain name")]
    [InlineData("promotions:\n  ladder:\n    cut_offs: 5", "promotions.ladder.cut_offs: '5' is not a whole number from 1 to 4")]
    [InlineData("promotions:\n  ladder:\n    ranks:\n      guest: {}", "line 4, column 7: promotions.ladder.ranks names one rank; a ladder needs at least two, the lowest first")]
    [InlineData(
        "promotions:\n  ladder:\n    ranks:\n      guest: {}\n      member: { active_weeks: 9 }",
        "promotions.ladder.ranks.member.active_weeks: '9' is not a whole number from 0 to 8")]
    [InlineData(
        "promotions:\n  ladder:\n    ranks:\n      guest: {}\n      member: { bosses: { zulrah: many } }",
        "promotions.ladder.ranks.member.bosses.zulrah: 'many' is not a whole number of 1 or more")]
    [InlineData("promotions:\n  ladder:\n    points_percentile: 100", "promotions.ladder.points_percentile: '100' is not a whole number from 0 to 99")]
    [InlineData("recruit_roles: prospector", "recruit_roles is not a list of texts")]
    [InlineData("grace_days: 1\ngrace_days: 2", "rules.yaml, line 2, column")]
    [InlineData("grace_days: 'x", "rules.yaml, line 1, column")]
    [InlineData("roles:\n\tlist: 1", "this is not YAML")]
    public void A_value_that_cannot_be_used_is_named_with_its_place(string text, string complaint)
    {
        var fault = Should.Throw<UserFaultException>(() => RulesFile.Parse(text, Path.Combine("config", "rules.yaml")));

        fault.Message.ShouldStartWith(Path.Combine("config", "rules.yaml") + " cannot be used:\n- ");
        fault.Message.ShouldContain(complaint);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var fault = Should.Throw<UserFaultException>(() => RulesFile.Parse("grace_days: x\npurge:\n  not_warned_after_days: 0\n", "rules.yaml"));

        fault.Message.Split('\n').Length.ShouldBe(3);
    }

    [Fact]
    public void An_unknown_key_is_a_warning_with_the_nearest_name()
    {
        var loaded = RulesFile.Parse("grase_days: 5\npurge:\n  wholly_unlike: 1\nroles:\n  list:\n    wizard: { tier: 1, oficer: true }\n", "rules.yaml");

        loaded.Value.GraceDays.ShouldBe(30);
        loaded.Warnings.ShouldBe(
        [
            "rules.yaml, line 6, column 24: unknown key 'roles.list.wizard.oficer' is ignored; did you mean 'officer'?",
            "rules.yaml, line 3, column 3: unknown key 'purge.wholly_unlike' is ignored",
            "rules.yaml, line 1, column 1: unknown key 'grase_days' is ignored; did you mean 'grace_days'?",
        ]);
    }

    [Fact]
    public void A_list_of_roles_replaces_the_default_list()
    {
        var loaded = RulesFile.Parse("roles:\n  list:\n    wizard: { tier: 1, kick: true }\n", "rules.yaml");

        loaded.Value.Roles.Roles.ShouldBe([new RoleRule("wizard", 1, CanKick: true)]);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be_missing()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "no-such-folder", "rules.yaml");

        Should.Throw<UserFaultException>(() => RulesFile.Load(path)).Message.ShouldStartWith(path + " cannot be read:");
    }

    private static string Whole(ClanRules rules) => JsonSerializer.Serialize(rules);

    private static string Another(string value) => value switch
    {
        "[prospector]" or "[zamorakian, zenyte, dragonstone, administrator]" => "[wizard]",
        ['{', ..] => "{ tier: 3, manage: true }",
        ['0', '.', ..] => "0.77",
        "3" => "2",
        "0" => "1",
        "4" or "6" => "5",
        "10" or "90" => "11",
        "true" => "false",
        _ => value + "1",
    };

    [GeneratedRegex(@"^(?<before>\s*[a-z_0-9]+: )(?<value>\S.*)$")]
    private static partial Regex ValueLine();
}

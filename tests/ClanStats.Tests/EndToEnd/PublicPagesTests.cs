using System.Text.RegularExpressions;
using ClanStats.Pipeline;

namespace ClanStats.Tests.EndToEnd;

/// <summary>Looks at every file that the recipe in docs/publishing.md would publish, after a real night.</summary>
public sealed partial class PublicPagesTests
{
    /// <summary>Words of judgement and of absence that no member should read about another, and what belongs to the program alone.</summary>
    private static readonly string[] Private =
    [
        "purge", "moderation", "churn", "slump", "AWOL", "slacking", "silent recruit", "fading star", "silent grinder", "town crier", "warned",
        "not measured", "not_measured", "game_only", "chat_only", "neither", "unlinked", "inactive", "Officers only", "exempt", "verdict", "needs you",
        "trace_id", "webhook", "simulated-token",
    ];

    [Fact]
    public async Task Every_file_the_recipe_publishes_is_free_of_judgement_of_the_hidden_and_of_the_forgotten()
    {
        await using var night = await ClanNight.StartAsync();
        var pages = Path.Combine(night.Root, "pages");
        night.Environment["PAGES_DIR"] = pages;
        (await night.NightAsync()).ShouldBe(ExitCode.Done, night.Diagnostics);
        var (seen, hidden, forgotten) = (Name(night, 1), Name(night, 3), Name(night, 5));
        Directory.CreateDirectory(Path.Combine(night.WorkingFolder, "config"));
        await File.WriteAllTextAsync(Path.Combine(night.WorkingFolder, "config", "people.yaml"), $"hidden:\n  - \"{hidden}\"\n");
        (await night.RunAsync("forget", forgotten, "--yes", "--now", night.Clan.Now.ToIso())).ShouldBe(ExitCode.Done, night.Diagnostics);

        var files = Directory.EnumerateFiles(pages, "*", SearchOption.AllDirectories).ToList();

        files.Select(Path.GetFileName).ShouldBe(["index.html"]);
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file);
            foreach (var word in Private)
            {
                text.Contains(word, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{file} says “{word}”");
            }

            var named = NamePattern().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet();
            named.ShouldContain(seen);
            named.ShouldNotContain(hidden);
            named.ShouldNotContain(forgotten);
            text.ShouldNotContain(night.Root);
        }
    }

    [Fact]
    public async Task A_folder_that_would_publish_the_officers_files_gets_nothing()
    {
        await using var night = await ClanNight.StartAsync();
        night.Environment["PAGES_DIR"] = Path.Combine(night.Output, "docs");

        (await night.NightAsync()).ShouldBe(ExitCode.Partial);

        night.Diagnostics.ShouldContain("name a folder of its own");
        (await File.ReadAllTextAsync(Path.Combine(night.Output, "docs", "index.html"))).ShouldStartWith("<!-- Officers only");
    }

    [Fact]
    public void The_recipe_hands_over_the_public_page_and_nothing_else()
    {
        var recipe = File.ReadAllText(Path.Combine(Architecture.Repository.Root, "docs", "publishing.md"));
        var workflow = Regex.Match(recipe, "```yaml\n(?<is>.*?)```", RegexOptions.Singleline).Groups["is"].Value;

        workflow.ShouldContain("cp index.html site/");
        workflow.ShouldContain("path: site");
        Regex.Count(workflow, "\\bcp\\b").ShouldBe(1, "one file is copied");
        recipe.ShouldContain("git add index.html");
        recipe.ShouldNotContain("git add .");
        recipe.ShouldNotContain("git add -A");
    }

    private static string Name(ClanNight night, int place) => night
        .Query<string>("SELECT display_name FROM clan_members WHERE left_at IS NULL AND person_id = id ORDER BY id")
        .Where(name => name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == ' ')).ElementAt(place);

    [GeneratedRegex("\"name\":\"(?<name>(?:[^\"\\\\]|\\\\.)*)\"|<bdi class=\"name\">(?<name>[^<]*)</bdi>", RegexOptions.ExplicitCapture)]
    private static partial Regex NamePattern();
}

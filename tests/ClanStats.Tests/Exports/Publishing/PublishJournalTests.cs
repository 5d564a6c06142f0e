using ClanStats.Exports.Publishing;

namespace ClanStats.Tests.Exports.Publishing;

public sealed class PublishJournalTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("clanstats-publish-").FullName;

    private string Output => Path.Combine(_root, "out");

    private string Staging => Path.Combine(_root, "staging");

    [Fact]
    public void A_set_replaces_the_one_before_and_leaves_nothing_else_behind()
    {
        Given(Output, ("a.txt", "old a"));
        Given(Staging, ("a.txt", "new a"), ("docs/b.txt", "new b"));

        new PublishJournal(Output).Publish(Staging, [("a.txt", "a.txt"), ("docs/b.txt", "docs/b.txt")]);

        Contents().ShouldBe(new SortedDictionary<string, string> { ["a.txt"] = "new a", ["docs/b.txt"] = "new b" });
    }

    [Fact]
    public void A_file_that_cannot_be_moved_puts_the_old_set_back()
    {
        Given(Output, ("a.txt", "old a"), ("c.txt", "old c"));
        Given(Staging, ("a.txt", "new a"), ("b.txt", "new b"));

        Should.Throw<IOException>(() => new PublishJournal(Output).Publish(
            Staging, [("a.txt", "a.txt"), ("b.txt", "b.txt"), ("missing.txt", "c.txt")]));

        Contents().ShouldBe(new SortedDictionary<string, string> { ["a.txt"] = "old a", ["c.txt"] = "old c" });
    }

    [Fact]
    public void A_publication_that_was_cut_off_is_undone_at_the_next_start()
    {
        Given(Output, (".publishing.json", """[{"Target":"a.txt","Existed":true},{"Target":"b.txt","Existed":false},{"Target":"c.txt","Existed":true}]"""));
        Given(Output, (".replaced/a.txt", "old a"), ("a.txt", "new a"), ("b.txt", "new b"), ("c.txt", "old c"));
        var journal = new PublishJournal(Output);

        journal.Recover().ShouldBeTrue();

        Contents().ShouldBe(new SortedDictionary<string, string> { ["a.txt"] = "old a", ["c.txt"] = "old c" });
        journal.Recover().ShouldBeFalse();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static void Given(string folder, params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    private SortedDictionary<string, string> Contents() => new(Directory.EnumerateFiles(Output, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Output, file).Replace('\\', '/'), File.ReadAllText));
}

using ClanStats.Tests.Fixtures;

namespace ClanStats.Tests.Fuzz;

/// <summary>A few seconds of what tests/ClanStats.Benchmarks does a million times.</summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests : IDisposable
{
    private const int Seed = 20261121;
    private const int Inputs = 4;

    private readonly string _folder = Directory.CreateTempSubdirectory("clanstats-fuzz-").FullName;

    public static TheoryData<string> Targets => [.. FuzzTarget.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_parser_reads_its_input_or_says_clearly_why_not(string name)
    {
        var target = FuzzTarget.All.Single(target => target.Name == name);
        var run = new FuzzRun(Seed, _folder);

        run.Replay(target);
        run.Accepted.ShouldBeGreaterThan(0, "the corpus has something sound to spoil");
        run.Spoil(target, 0, Inputs * target.Share);

        run.Findings.Select(finding => $"{finding.Target} {finding.Number}: {finding.What}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_parser_has_a_corpus_and_its_share()
    {
        FuzzCorpus.Folders.ShouldBe(FuzzTarget.All.Select(target => target.Name).Order(StringComparer.Ordinal));
        FuzzTarget.All.Sum(target => target.Share).ShouldBe(1000);
        FuzzTarget.All.SelectMany(FuzzCorpus.Of).Sum(file => file.Input.Length).ShouldBeLessThan(200_000);
    }

    [Fact]
    public void What_a_parser_must_not_do_is_found_and_the_same_seed_finds_it_again()
    {
        var weak = FuzzTarget.All.Single(target => target.Name == "env") with
        {
            Read = (input, _) => input.AsSpan(0, input.Length % 7 == 0 ? input.Length + 1 : input.Length).ToArray(),
        };
        List<FuzzFinding> Found()
        {
            var run = new FuzzRun(Seed, _folder);
            run.Spoil(weak, 0, 100);
            return [.. run.Findings];
        }

        var finding = Found().ShouldHaveSingleItem();
        finding.What.ShouldContain(nameof(ArgumentOutOfRangeException));
        Found().ShouldHaveSingleItem().Input.ShouldBe(finding.Input);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

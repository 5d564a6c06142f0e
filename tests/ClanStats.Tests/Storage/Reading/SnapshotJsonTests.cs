using System.Globalization;
using System.Text;
using System.Text.Json;
using ClanStats.Storage.Reading;

namespace ClanStats.Tests.Storage.Reading;

/// <summary>A reader that knows layouts is held to what a reader that knows none says of the same bytes.</summary>
public sealed class SnapshotJsonTests
{
    private static readonly string[] Bosses = ["abyssal_sire", "zulrah", "a\\\"b"];

    [Fact]
    public void What_differs_in_numbers_and_times_alone_is_read_as_parsing_reads_it()
    {
        var dice = new Random(7);
        var reader = new SnapshotJson();
        for (var i = 0; i < 200; i++)
        {
            var answer = Answer(dice, dice.Next(3) == 0 ? 2 : 3, spaced: dice.Next(4) == 0);

            var (read, parsed) = (Read(reader, answer), Read(new SnapshotJson(), answer));

            read.ShouldBe(parsed);
            read.Length.ShouldBe(answer.Length);
        }
    }

    [Fact]
    public void A_known_layout_is_read_without_parsing()
    {
        var dice = new Random(3);
        var reader = new SnapshotJson();
        reader.Read(Answer(dice, 3, spaced: false), out _)!.Value.Metrics.ShouldNotBeOfType<MetricReadings>();

        var second = reader.Read(Answer(dice, 3, spaced: false), out _)!.Value.Metrics.ShouldBeOfType<MetricReadings>();
        var third = reader.Read(Answer(dice, 3, spaced: false), out _)!.Value.Metrics.ShouldBeOfType<MetricReadings>();

        third.Form.ShouldBeSameAs(second.Form);
    }

    [Fact]
    public void Whatever_is_broken_in_an_answer_a_known_layout_says_what_parsing_says()
    {
        var dice = new Random(11);
        var reader = new SnapshotJson();
        Read(reader, Answer(dice, 3, spaced: false));
        var (fitting, different) = (0, 0);
        for (var i = 0; i < 6_000; i++)
        {
            var broken = Break(Answer(dice, 3, spaced: false), dice);

            var (read, parsed) = (Read(reader, broken), Read(new SnapshotJson(), broken));

            read.ShouldBe(parsed, Encoding.Latin1.GetString(broken));
            _ = parsed.Said.StartsWith("refused", StringComparison.Ordinal) ? different++ : fitting++;
        }

        fitting.ShouldBeGreaterThan(300);
        different.ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData("1.5e3")]
    [InlineData("15E2")]
    [InlineData("9223372036854775807")]
    [InlineData("1234567890123456789")]
    [InlineData("-1")]
    [InlineData("-2")]
    [InlineData("0.1")]
    [InlineData("007")]
    [InlineData("1.")]
    [InlineData("-")]
    [InlineData("null")]
    [InlineData("\"5\"")]
    [InlineData("[5]")]
    public void A_value_in_any_form_is_read_as_parsing_reads_it(string value)
    {
        var reader = new SnapshotJson();
        Read(reader, With("17"));

        Read(reader, With(value)).ShouldBe(Read(new SnapshotJson(), With(value)));
    }

    private static byte[] With(string value) => Encoding.UTF8.GetBytes(
        """{"id":-1,"playerId":3,"createdAt":"2026-01-02T03:04:05.678Z","importedAt":null,"data":{"bosses":{"zulrah":{"metric":"zulrah","kills":§,"rank":5}}}}"""
            .Replace("§", value, StringComparison.Ordinal));

    /// <summary>An answer as WOM writes it, or as the old program wrote it down.</summary>
    private static byte[] Answer(Random dice, int bosses, bool spaced)
    {
        string Number() => dice.Next(4) switch
        {
            0 => "-1",
            1 => "0",
            2 => dice.NextInt64(5_000_000_000).ToString(CultureInfo.InvariantCulture),
            _ => dice.Next(100_000).ToString(CultureInfo.InvariantCulture),
        };
        string Hours() => dice.Next(5) == 0 ? "0" : (dice.NextDouble() * 4_000).ToString("R", CultureInfo.InvariantCulture);
        var kills = string.Join(',', Bosses.Take(bosses).Select(name => $$"""
            "{{name}}":{"metric":"{{name}}","kills":{{Number()}},"rank":{{Number()}},"ehb":{{Hours()}}}
            """));
        var text = $$$"""
            {"id":-1,"playerId":{{{dice.Next(1, 1_000_000)}}},"createdAt":"2026-0{{{dice.Next(1, 10)}}}-1{{{dice.Next(10)}}}T03:04:05.{{{dice.Next(100, 1_000)}}}Z","importedAt":null,
            "data":{"skills":{"overall":{"metric":"overall","experience":{{{Number()}}},"rank":{{{Number()}}},"level":{{{dice.Next(2_377)}}},"ehp":{{{Hours()}}}}},
            "bosses":{{{{kills}}}},"activities":{"league_points":{"metric":"league_points","score":{{{Number()}}},"rank":{{{Number()}}}}},
            "computed":{"ehp":{"metric":"ehp","value":{{{Hours()}}},"rank":{{{Number()}}}}},"later":[1,{"kills":2}]}}
            """.ReplaceLineEndings("");
        return Encoding.UTF8.GetBytes(spaced ? text.Replace(":", ": ", StringComparison.Ordinal) : text);
    }

    private static byte[] Break(byte[] answer, Random dice)
    {
        const string Pieces = "0123456789-.eE\",:{}[] \\nult\t\u0001";
        var bytes = answer.ToList();
        for (var times = dice.Next(1, 3); times > 0; times--)
        {
            var at = dice.Next(bytes.Count);
            var piece = (byte)Pieces[dice.Next(Pieces.Length)];
            switch (dice.Next(4))
            {
                case 0:
                    bytes.RemoveAt(at);
                    break;
                case 1:
                    bytes.Insert(at, piece);
                    break;
                case 2:
                    bytes[at] = piece;
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    bytes.AddRange(Encoding.ASCII.GetBytes("}"));
                    break;
            }
        }

        return [.. bytes];
    }

    private static (string Said, int Length) Read(SnapshotJson reader, byte[] answer)
    {
        try
        {
            return reader.Read(answer, out var length) is { } content
                ? ($"{content.PlayerId} {content.CreatedAt} {content.Fault} {content.Metrics?.Count} {string.Join(';', content.Metrics ?? [])}", length)
                : ("nothing", length);
        }
        catch (JsonException)
        {
            return ("refused", 0);
        }
    }
}

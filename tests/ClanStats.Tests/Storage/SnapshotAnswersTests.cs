using System.Text;
using ClanStats.Storage;

namespace ClanStats.Tests.Storage;

public sealed class SnapshotAnswersTests
{
    private static readonly byte[] Answer = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2_000).Select(i => $"{{\"rank\":{i * 7919}}}")));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30_000)]
    public void An_answer_comes_back_byte_for_byte(int length) =>
        SnapshotAnswers.Unpack(SnapshotAnswers.Brotli, SnapshotAnswers.Pack(Answer.AsSpan(0, length))).ShouldHaveSingleItem().ToArray().ShouldBe(Answer[..length]);

    [Fact]
    public void A_block_gives_back_each_answer_byte_for_byte_in_its_order()
    {
        ReadOnlyMemory<byte>[] answers = [Answer.AsMemory(0, 9_000), ReadOnlyMemory<byte>.Empty, Answer.AsMemory(5, 9_500), Answer];

        var packed = SnapshotAnswers.PackBlock(answers);

        SnapshotAnswers.Unpack(SnapshotAnswers.Block, packed).Select(answer => answer.ToArray()).ShouldBe(answers.Select(answer => answer.ToArray()));
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 1, 0, 0 })]
    [InlineData(new byte[] { 255, 255, 255, 255 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 9, 0, 0, 0, 65 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 255, 255, 255, 255 })]
    [InlineData(new byte[] { 255, 255, 255, 127 })]
    public void A_block_that_lies_about_its_lengths_is_damaged(byte[] inside) =>
        Should.Throw<InvalidDataException>(() => SnapshotAnswers.Unpack(SnapshotAnswers.Block, SnapshotAnswers.Pack(inside)));

    [Fact]
    public void A_cut_or_lengthened_answer_is_damaged()
    {
        var packed = SnapshotAnswers.Pack(Answer);

        Should.Throw<InvalidDataException>(() => SnapshotAnswers.Unpack(SnapshotAnswers.Brotli, packed[..^1]));
        Should.Throw<InvalidDataException>(() => SnapshotAnswers.Unpack(SnapshotAnswers.Brotli, [.. packed, 0]));
        Should.Throw<InvalidDataException>(() => SnapshotAnswers.Unpack(SnapshotAnswers.Brotli, []));
    }
}

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
        SnapshotAnswers.Unpack(SnapshotAnswers.Brotli, SnapshotAnswers.Pack(Answer.AsSpan(0, length))).ShouldBe(Answer[..length]);

    [Fact]
    public void A_cut_or_lengthened_answer_is_damaged()
    {
        var packed = SnapshotAnswers.Pack(Answer);

        Should.Throw<InvalidDataException>(() => SnapshotAnswers.Unpack(SnapshotAnswers.Brotli, packed[..^1]));
        Should.Throw<InvalidDataException>(() => SnapshotAnswers.Unpack(SnapshotAnswers.Brotli, [.. packed, 0]));
        Should.Throw<InvalidDataException>(() => SnapshotAnswers.Unpack(SnapshotAnswers.Brotli, []));
    }
}

namespace ClanStats.Storage;

/// <summary>
/// Keeps full answers: many that come together go into blocks at once, the one a night brings stands alone until a block's worth of a
/// player's stand alone.
/// </summary>
internal static class AnswerStore
{
    /// <summary>Stores answers of one player in the caller's transaction.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="memberId">Row of clan_members; null for rows that belong to nobody known.</param>
    /// <param name="answers">Rows of wom_snapshots with their answers, oldest first.</param>
    public static void Add(UnitOfWork unit, long? memberId, IReadOnlyList<(long SnapshotId, ReadOnlyMemory<byte> Answer)> answers)
    {
        var start = 0;
        for (; answers.Count - start > 1; start += SnapshotAnswers.MostPerBlock)
        {
            AddBlock(unit, memberId, [.. answers.Skip(start).Take(SnapshotAnswers.MostPerBlock)]);
        }

        if (start < answers.Count)
        {
            var (snapshot, answer) = answers[start];
            Link(unit, snapshot, Insert(unit, memberId, SnapshotAnswers.Brotli, 1, SnapshotAnswers.Pack(answer.Span)), 0);
            PackWhatStandsAlone(unit, memberId, SnapshotAnswers.MostPerBlock);
        }
    }

    /// <summary>Stores answers of one player that were packed beforehand.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="memberId">Row of clan_members.</param>
    /// <param name="packed">What <see cref="SnapshotAnswers.PackBlock"/> made of them.</param>
    /// <param name="snapshotIds">Rows of wom_snapshots in the order in which their answers were packed.</param>
    public static void AddPacked(UnitOfWork unit, long memberId, byte[] packed, IReadOnlyList<long> snapshotIds)
    {
        var block = Insert(unit, memberId, SnapshotAnswers.Block, snapshotIds.Count, packed);
        for (var position = 0; position < snapshotIds.Count; position++)
        {
            Link(unit, snapshotIds[position], block, position);
        }
    }

    /// <summary>Reads one answer.</summary>
    /// <returns>The bytes as received; null if none is kept.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static ReadOnlyMemory<byte>? Find(UnitOfWork unit, long snapshotId)
    {
        ReadOnlyMemory<byte>? found = null;
        unit.Prepare("SELECT b.codec, b.data, a.position FROM snapshot_answers a JOIN answer_blocks b ON b.id = a.block_id WHERE a.snapshot_id = ?1").ForEach(
            reader => found = SnapshotAnswers.Unpack(reader.GetInt32(0), (byte[])reader.GetValue(1))[reader.GetInt32(2)],
            snapshotId);
        return found;
    }

    /// <summary>Forgets the answer of a snapshot that is replaced. Inside a block of several its bytes stay.</summary>
    public static void Remove(UnitOfWork unit, long snapshotId)
    {
        var block = unit.Prepare("DELETE FROM snapshot_answers WHERE snapshot_id = ?1 RETURNING block_id").Scalar(snapshotId) as long?;
        unit.Prepare("DELETE FROM answer_blocks WHERE id = ?1 AND answers = 1").Execute(block);
    }

    /// <summary>Puts answers of one player that stand alone into blocks.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="memberId">Row of clan_members.</param>
    /// <param name="least">Nothing is done where fewer stand alone.</param>
    /// <returns>How many were moved.</returns>
    public static int PackWhatStandsAlone(UnitOfWork unit, long? memberId, int least)
    {
        if ((long)unit.Prepare("SELECT count(*) FROM answer_blocks WHERE member_id IS ?1 AND answers = 1").Scalar(memberId)! < least)
        {
            return 0;
        }

        var alone = new List<(long Block, long Snapshot, ReadOnlyMemory<byte> Answer)>();
        unit.Prepare(
            """
            SELECT b.id, a.snapshot_id, b.codec, b.data FROM answer_blocks b
            JOIN snapshot_answers a ON a.block_id = b.id JOIN wom_snapshots s ON s.id = a.snapshot_id
            WHERE b.member_id IS ?1 AND b.answers = 1 ORDER BY s.timestamp
            """).ForEach(
            reader => alone.Add((reader.GetInt64(0), reader.GetInt64(1), SnapshotAnswers.Unpack(reader.GetInt32(2), (byte[])reader.GetValue(3))[0])),
            memberId);
        var unlink = unit.Prepare("DELETE FROM snapshot_answers WHERE snapshot_id = ?1");
        var drop = unit.Prepare("DELETE FROM answer_blocks WHERE id = ?1");
        foreach (var (block, snapshot, _) in alone)
        {
            unlink.Execute(snapshot);
            drop.Execute(block);
        }

        foreach (var chunk in alone.Chunk(SnapshotAnswers.MostPerBlock))
        {
            AddBlock(unit, memberId, [.. chunk.Select(one => (one.Snapshot, one.Answer))]);
        }

        return alone.Count;
    }

    private static void AddBlock(UnitOfWork unit, long? memberId, IReadOnlyList<(long SnapshotId, ReadOnlyMemory<byte> Answer)> answers)
    {
        var block = Insert(
            unit, memberId, SnapshotAnswers.Block, answers.Count, SnapshotAnswers.PackBlock([.. answers.Select(one => one.Answer)]));
        for (var position = 0; position < answers.Count; position++)
        {
            Link(unit, answers[position].SnapshotId, block, position);
        }
    }

    private static long Insert(UnitOfWork unit, long? memberId, int codec, int answers, byte[] data) =>
        unit.Prepare("INSERT INTO answer_blocks (member_id, codec, answers, data) VALUES (?1, ?2, ?3, ?4)").Insert(memberId, codec, answers, data);

    private static void Link(UnitOfWork unit, long snapshotId, long block, int position) =>
        unit.Prepare("INSERT INTO snapshot_answers (snapshot_id, block_id, position) VALUES (?1, ?2, ?3)").Execute(snapshotId, block, position);
}

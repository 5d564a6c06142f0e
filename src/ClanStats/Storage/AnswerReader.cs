using Microsoft.Data.Sqlite;

namespace ClanStats.Storage;

/// <summary>Reads answers one after the other, unpacking each block once as long as its answers are asked for in a row.</summary>
internal sealed class AnswerReader : IDisposable
{
    private readonly SqliteCommand _command;
    private long? _block;
    private UnpackedAnswers _answers = new([]);

    public AnswerReader(SqliteConnection connection)
    {
        _command = connection.CreateCommand();
        _command.CommandText = "SELECT codec, data FROM answer_blocks WHERE id = $id";
        _command.Parameters.Add(new SqliteParameter("$id", SqliteType.Integer));
    }

    /// <summary>One answer.</summary>
    /// <param name="block">Row of answer_blocks.</param>
    /// <param name="position">Its place in the block.</param>
    /// <exception cref="InvalidDataException">It is damaged or missing.</exception>
    public ReadOnlyMemory<byte> Read(long block, int position)
    {
        if (_block != block)
        {
            var (codec, data) = ReadPacked(block);
            _answers = SnapshotAnswers.Unpack(codec, data);
            _block = block;
        }

        return position < _answers.Count
            ? _answers[position]
            : throw new InvalidDataException($"Block {block} of stored answers has no answer {position}.");
    }

    /// <summary>A blob as it is stored.</summary>
    /// <exception cref="InvalidDataException">It is missing.</exception>
    public (int Codec, byte[] Data) ReadPacked(long block)
    {
        _command.Parameters[0].Value = block;
        using var reader = _command.ExecuteReader();
        return reader.Read()
            ? (reader.GetInt32(0), (byte[])reader.GetValue(1))
            : throw new InvalidDataException($"Block {block} of stored answers is missing.");
    }

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();
}

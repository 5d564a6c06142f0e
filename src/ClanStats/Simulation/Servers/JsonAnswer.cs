using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ClanStats.Simulation.Servers;

/// <summary>Writes JSON straight into the answer's body and sends it on in pieces, so that a large answer is never held whole.</summary>
internal sealed class JsonAnswer : IAsyncDisposable
{
    private const int PieceBytes = 64 * 1024;

    private readonly PipeWriter _body;
    private long _sent;

    /// <summary>Begins an answer; headers must have been set before.</summary>
    public JsonAnswer(HttpResponse response, int status = StatusCodes.Status200OK)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        _body = response.BodyWriter;
        Writer = new Utf8JsonWriter(_body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Where the answer is written.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>Sends what has gathered, once it is a piece worth sending; call it between two entries of a list.</summary>
    public async ValueTask SendPieceAsync()
    {
        if (Writer.BytesPending + Writer.BytesCommitted - _sent < PieceBytes)
        {
            return;
        }

        await Writer.FlushAsync();
        await _body.FlushAsync();
        _sent = Writer.BytesCommitted;
    }

    /// <summary>Writes a whole list.</summary>
    public async Task ListAsync<T>(IEnumerable<T> entries, Action<Utf8JsonWriter, T> write)
    {
        Writer.WriteStartArray();
        foreach (var entry in entries)
        {
            write(Writer, entry);
            await SendPieceAsync();
        }

        Writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await _body.FlushAsync();
    }
}

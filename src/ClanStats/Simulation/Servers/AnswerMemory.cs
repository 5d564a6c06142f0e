using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClanStats.Simulation.Servers;

/// <summary>Keeps answers and gives them again; for measuring clients against a server that costs next to nothing.</summary>
internal sealed class AnswerMemory
{
    private readonly ConcurrentDictionary<string, byte[]> _answers = new(StringComparer.Ordinal);

    /// <summary>Answers from memory, or has the answer made and, if it is a success, keeps it.</summary>
    public async Task AnswerAsync(HttpContext context, Func<Task> make)
    {
        var question = context.Request.Path + context.Request.QueryString.Value;
        if (!_answers.TryGetValue(question, out var answer))
        {
            answer = await MakeAsync(context, make);
            if (context.Response.StatusCode == StatusCodes.Status200OK)
            {
                _answers[question] = answer;
            }
        }
        else
        {
            context.Response.ContentType = "application/json; charset=utf-8";
        }

        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer);
    }

    private static async Task<byte[]> MakeAsync(HttpContext context, Func<Task> make)
    {
        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var copy = new MemoryStream();
        var feature = new StreamResponseBodyFeature(copy);
        context.Features.Set<IHttpResponseBodyFeature>(feature);
        try
        {
            await make();
            await feature.CompleteAsync();
        }
        finally
        {
            context.Features.Set(original);
        }

        return copy.ToArray();
    }
}

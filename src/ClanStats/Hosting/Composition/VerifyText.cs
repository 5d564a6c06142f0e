using System.Text.Json;
using ClanStats.Storage.Verification;

namespace ClanStats.Hosting.Composition;

/// <summary>What <c>db verify</c> found, as people and as scripts read it.</summary>
internal static class VerifyText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>A check's line, with what is wrong and what is worth knowing below it.</summary>
    public static IEnumerable<string> Lines(VerifyCheck check) =>
    [
        $"[{check.Number}/{DatabaseVerifier.Checks}] {check.Name} … {(check.Passed ? "ok" : "FAILED")}",
        .. check.Result.Faults.Select(fault => $"      {fault.Count} {fault.What}"),
        .. check.Result.Notes.Select(note => $"      ({note.Count} {note.What})"),
    ];

    /// <summary>The verdict and, where asked for, the hash.</summary>
    public static IEnumerable<string> Closing(IReadOnlyList<VerifyCheck> checks, string? hash) =>
        hash is null ? [Verdict(checks)] : [Verdict(checks), $"content hash {hash}"];

    /// <summary>Everything as JSON.</summary>
    public static string ToJson(IReadOnlyList<VerifyCheck> checks, string? hash) => JsonSerializer.Serialize(
        new
        {
            passed = Failed(checks) == 0,
            failed = Failed(checks),
            checks = checks.Select(check => new
            {
                number = check.Number,
                name = check.Name,
                passed = check.Passed,
                faults = check.Result.Faults.Select(fault => new { what = fault.What, count = fault.Count }),
                notes = check.Result.Notes.Select(note => new { what = note.What, count = note.Count }),
            }),
            content_hash = hash,
        },
        Indented);

    private static string Verdict(IReadOnlyList<VerifyCheck> checks) =>
        Failed(checks) is > 0 and var failed ? $"{failed} OF {DatabaseVerifier.Checks} FAILED" : "ALL VALIDATION CHECKS PASSED";

    private static int Failed(IReadOnlyList<VerifyCheck> checks) => checks.Count(check => !check.Passed);
}

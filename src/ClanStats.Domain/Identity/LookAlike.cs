using System.Text;

namespace ClanStats.Domain.Identity;

/// <summary>
/// Names that look the same to a person although they are written differently: letters of the Cyrillic and Greek alphabets that are drawn
/// like Latin ones, 0 for o, 1 and l for i. A hint for an officer, never a proof: impostors choose such names on purpose.
/// </summary>
public static class LookAlike
{
    private const string Drawn = "аеорсухкмтвніјѕԁԛԝһ" + "αεοριυκντβηχγ" + "01l" + "àáâäãåèéêëìíîïòóôöõøùúûüýÿñç";
    private const string Read = "aeopcyxkmtbhijsdqwh" + "aeopiukvtbnxy" + "oii" + "aaaaaaeeeeiiiioooooouuuuyync";

    private static readonly Dictionary<char, char> Letters = Drawn.Zip(Read).ToDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>What a name looks like, for comparison alone; "" for what is no name.</summary>
    public static string Shape(string? name)
    {
        var shape = new StringBuilder();
        foreach (var character in PlayerName.Normalize(name))
        {
            shape.Append(Letters.GetValueOrDefault(character, character));
        }

        return shape.ToString();
    }

    /// <summary>Whether two different names look the same.</summary>
    public static bool AreAlike(string? left, string? right) =>
        Shape(left) is { Length: > 0 } shape && shape == Shape(right) && !PlayerName.AreSame(left, right);
}

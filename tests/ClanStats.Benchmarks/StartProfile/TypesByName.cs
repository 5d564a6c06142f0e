using System.Reflection;

namespace ClanStats.Benchmarks.StartProfile;

/// <summary>Types by the names the just-in-time compiler gives them, instantiated: <c>Outer`1+Inner[long,System.__Canon]</c>.</summary>
internal sealed class TypesByName
{
    private static readonly Dictionary<string, Type> Primitives = new(StringComparer.Ordinal)
    {
        ["bool"] = typeof(bool),
        ["byte"] = typeof(sbyte),
        ["ubyte"] = typeof(byte),
        ["char"] = typeof(char),
        ["ushort"] = typeof(ushort),
        ["short"] = typeof(short),
        ["int"] = typeof(int),
        ["uint"] = typeof(uint),
        ["long"] = typeof(long),
        ["ulong"] = typeof(ulong),
        ["nint"] = typeof(nint),
        ["float"] = typeof(float),
        ["double"] = typeof(double),

        // Code over any reference is shared; one stands for all.
        ["System.__Canon"] = typeof(object),
    };

    private readonly Dictionary<string, Type> _definitions = new(StringComparer.Ordinal);

    /// <summary>Knows the types of some assemblies.</summary>
    public TypesByName(IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.SelectMany(Types))
        {
            _definitions.TryAdd(type.FullName!, type);
        }
    }

    /// <summary>A type; null if it is not known or cannot be made.</summary>
    public Type? Find(string name)
    {
        if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            return Find(name[..^2])?.MakeArrayType();
        }

        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0)
        {
            return Primitives.GetValueOrDefault(name) ?? _definitions.GetValueOrDefault(name);
        }

        var arguments = Parts(name[(bracket + 1)..^1]).Select(Find).ToArray();
        if (arguments.Contains(null) || !_definitions.TryGetValue(name[..bracket], out var definition)
            || definition.GetGenericArguments().Length != arguments.Length)
        {
            return null;
        }

        try
        {
            return definition.MakeGenericType(arguments!);
        }
        catch (ArgumentException)
        {
            // The shared form of a type over references may break the type's own constraints.
            return null;
        }
    }

    /// <summary>The first place of a character outside brackets; −1 if there is none.</summary>
    public static int AtDepthZero(string text, char wanted, int from)
    {
        var depth = 0;
        for (var i = from; i < text.Length; i++)
        {
            if (depth == 0 && text[i] == wanted)
            {
                return i;
            }

            depth += text[i] == '[' ? 1 : text[i] == ']' ? -1 : 0;
        }

        return -1;
    }

    /// <summary>What stands between commas outside brackets; nothing of an empty text.</summary>
    public static IReadOnlyList<string> Parts(string text)
    {
        var parts = new List<string>();
        for (var from = 0; from < text.Length;)
        {
            var comma = AtDepthZero(text, ',', from);
            var end = comma < 0 ? text.Length : comma;
            parts.Add(text[from..end]);
            from = end + 1;
        }

        return parts;
    }

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }
}

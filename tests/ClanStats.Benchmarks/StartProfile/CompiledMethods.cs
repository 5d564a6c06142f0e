using System.Reflection;

namespace ClanStats.Benchmarks.StartProfile;

/// <summary>
/// The methods a run compiled, as the runtime writes them with <c>DOTNET_JitStdOutFile</c> and <c>DOTNET_JitDisasmSummary=1</c>:
/// <c>12: JIT compiled Type[Argument]:Method[Argument](Parameter) [Tier0, …]</c>.
/// </summary>
internal sealed class CompiledMethods(TypesByName types)
{
    private const string Marker = "JIT compiled ";
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Every method of a line; overloads that differ in the types of their parameters alone come together, for the names do not tell them apart.</summary>
    public IEnumerable<MethodBase> OfLine(string line)
    {
        var start = line.IndexOf(Marker, StringComparison.Ordinal);
        if (start < 0)
        {
            return [];
        }

        var text = line[(start + Marker.Length)..];
        var colon = TypesByName.AtDepthZero(text, ':', 0);
        var parameters = colon < 0 ? -1 : TypesByName.AtDepthZero(text, '(', colon + 1);
        if (parameters < 0 || types.Find(text[..colon]) is not { } type)
        {
            return [];
        }

        var name = text[(colon + 1)..parameters];
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        var arguments = bracket < 0 ? [] : TypesByName.Parts(name[(bracket + 1)..^1]).Select(types.Find).ToArray();
        var bare = bracket < 0 ? name : name[..bracket];
        var end = TypesByName.AtDepthZero(text, ')', parameters + 1);
        var count = TypesByName.Parts(text[(parameters + 1)..end]).Count;
        return arguments.Contains(null) ? [] : Members(type, bare, count).Select(method => Made(method, arguments!)).OfType<MethodBase>();
    }

    private static IEnumerable<MethodBase> Members(Type type, string name, int parameters) =>
        type.GetMembers(Everything).OfType<MethodBase>().Where(method => method.Name == name && method.GetParameters().Length == parameters);

    private static MethodBase? Made(MethodBase method, Type[] arguments)
    {
        if (method is not MethodInfo { IsGenericMethodDefinition: true } generic)
        {
            return arguments.Length == 0 ? method : null;
        }

        try
        {
            return generic.GetGenericArguments().Length == arguments.Length ? generic.MakeGenericMethod(arguments) : null;
        }
        catch (ArgumentException)
        {
            // The shared form of a method over references may break the method's own constraints.
            return null;
        }
    }
}

using System.Reflection;

namespace ClanStats.Benchmarks.StartProfile;

/// <summary>Makes the profile of what a run still compiles while it runs, from the runtime's own lists of it.</summary>
internal static class ProfileScenario
{
    /// <summary>Reads every list of a folder and writes one profile.</summary>
    public static int Run(Arguments options)
    {
        var known = new CompiledMethods(new TypesByName(Assemblies()));
        var lines = Directory.EnumerateFiles(options.Text("lists")).SelectMany(File.ReadLines).ToList();
        var methods = lines
            .SelectMany(known.OfLine)
            .Distinct()
            .OrderBy(method => $"{method.DeclaringType} {method}", StringComparer.Ordinal)
            .ToList();
        ProfileFile.Write(options.Text("profile"), methods);
        Figures.Print("profile", "lines read", lines.Count, "");
        Figures.Print("profile", "methods written", methods.Count, "");
        return 0;
    }

    private static IEnumerable<Assembly> Assemblies()
    {
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        foreach (var path in trusted.Split(Path.PathSeparator))
        {
            Assembly? assembly = null;
            try
            {
                assembly = Assembly.Load(AssemblyName.GetAssemblyName(path));
            }
            catch (Exception exception) when (exception is BadImageFormatException or FileLoadException or FileNotFoundException)
            {
                Console.Error.WriteLine($"left out: {Path.GetFileName(path)}");
            }

            if (assembly is not null)
            {
                yield return assembly;
            }
        }
    }
}

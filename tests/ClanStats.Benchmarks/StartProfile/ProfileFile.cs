using System.Reflection;
using System.Reflection.Emit;

namespace ClanStats.Benchmarks.StartProfile;

/// <summary>
/// A profile for the ahead-of-time compiler: an assembly whose global method <c>AssemblyDictionary</c> names a group, and whose method of that group
/// loads the token of each method wanted, one after the other.
/// </summary>
internal static class ProfileFile
{
    private const string Group = "clanstats";

    // A method's code is bounded; many small groups are as good as one.
    private const int MethodsPerGroup = 2000;

    /// <summary>Writes the profile over what was there.</summary>
    public static void Write(string path, IReadOnlyList<MethodBase> methods)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("start-profile"), typeof(object).Assembly);
        var module = assembly.DefineDynamicModule("start-profile");
        var groups = methods.Chunk(MethodsPerGroup).Select((chunk, i) => DefineGroup(module, $"{Group}{i}", chunk)).ToList();
        var dictionary = DefineGlobal(module, "AssemblyDictionary");
        foreach (var group in groups)
        {
            dictionary.Emit(OpCodes.Ldstr, Group);
            dictionary.Emit(OpCodes.Ldtoken, group);
            dictionary.Emit(OpCodes.Pop);
        }

        dictionary.Emit(OpCodes.Ret);
        module.CreateGlobalFunctions();
        assembly.Save(path);
    }

    private static MethodBuilder DefineGroup(ModuleBuilder module, string name, IEnumerable<MethodBase> methods)
    {
        var method = module.DefineGlobalMethod(name, MethodAttributes.Public | MethodAttributes.Static, typeof(void), []);
        var code = method.GetILGenerator();
        foreach (var wanted in methods)
        {
            if (wanted is ConstructorInfo constructor)
            {
                // A generator takes the token of a method alone.
                code.Emit(OpCodes.Ldtoken, module.GetMethodMetadataToken(constructor));
            }
            else
            {
                code.Emit(OpCodes.Ldtoken, (MethodInfo)wanted);
            }

            code.Emit(OpCodes.Pop);
        }

        code.Emit(OpCodes.Ret);
        return method;
    }

    private static ILGenerator DefineGlobal(ModuleBuilder module, string name) =>
        module.DefineGlobalMethod(name, MethodAttributes.Public | MethodAttributes.Static, typeof(void), []).GetILGenerator();
}

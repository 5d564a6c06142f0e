using System.Text;
using ClanStats.Hosting.Logging;
using Spectre.Console;

namespace ClanStats.Hosting;

/// <summary>
/// The two streams a command speaks through: answers on stdout, diagnostics on stderr. The one place that knows whether somebody is
/// watching and whether they want colour. Everything that passes is masked first.
/// </summary>
internal sealed class Terminal
{
    private readonly Lock _gate = new();
    private readonly TextWriter _answers;
    private readonly TextWriter _diagnostics;
    private readonly Lazy<IAnsiConsole> _answerConsole;
    private readonly Lazy<IAnsiConsole> _diagnosticConsole;

    /// <param name="answers">Gets answers.</param>
    /// <param name="diagnostics">Gets progress, warnings and errors.</param>
    /// <param name="answersAreWatched">Whether answers go to a terminal.</param>
    /// <param name="diagnosticsAreWatched">Whether diagnostics go to a terminal.</param>
    /// <param name="isColoured">Whether colour is welcome on a terminal.</param>
    /// <param name="ansi">Whether the terminal understands cursor movements.</param>
    public Terminal(
        TextWriter answers,
        TextWriter diagnostics,
        bool answersAreWatched = false,
        bool diagnosticsAreWatched = false,
        bool isColoured = false,
        AnsiSupport ansi = AnsiSupport.Detect)
    {
        _answers = answers;
        _diagnostics = diagnostics;
        AnswersAreWatched = answersAreWatched;
        DiagnosticsAreWatched = diagnosticsAreWatched;
        IsColoured = isColoured;
        _answerConsole = new Lazy<IAnsiConsole>(() => Create(answers, isColoured, ansi));
        _diagnosticConsole = new Lazy<IAnsiConsole>(() => Create(diagnostics, isColoured, ansi));
    }

    /// <summary>Takes secrets out of everything that is shown.</summary>
    public SecretMask Mask { get; private init; } = new();

    /// <summary>Where somebody answers questions; null: nobody is there to ask.</summary>
    public TextReader? Input { get; init; }

    /// <summary>Reads what must not be seen while it is typed; null: it is read as everything else.</summary>
    public Func<string?>? SecretInput { get; init; }

    /// <summary>Takes a key that was pressed, if one was; null: there is no keyboard.</summary>
    public Func<bool>? KeyPressed { get; init; }

    /// <summary>What becomes of the terminal's window when the program ends.</summary>
    public Func<WindowEnd> WindowEnd { get; init; } = () => Hosting.WindowEnd.Stays;

    public bool AnswersAreWatched { get; }

    public bool DiagnosticsAreWatched { get; }

    public bool IsColoured { get; }

    /// <summary>For help texts, which hold nothing secret.</summary>
    public TextWriter AnswerWriter => _answers;

    /// <summary>Tables for somebody who watches the answers.</summary>
    public IAnsiConsole AnswerConsole => _answerConsole.Value;

    /// <summary>Bars for somebody who watches the diagnostics.</summary>
    public IAnsiConsole DiagnosticConsole => _diagnosticConsole.Value;

    public static Terminal OfThisProcess(IReadOnlyDictionary<string, string> environment)
    {
#pragma warning disable RS0030 // Hosting is the one place that talks to the terminal.
        if (!Console.IsOutputRedirected || !Console.IsErrorRedirected)
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        // A task of Windows that runs while nobody is logged on has a terminal, and nobody at it.
        var isAttended = !Console.IsInputRedirected && System.Environment.UserInteractive;
        var isColoured = string.IsNullOrEmpty(environment.GetValueOrDefault("NO_COLOR"));
        return new Terminal(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected, isColoured)
        {
            Input = isAttended && !Console.IsErrorRedirected ? Console.In : null,
            SecretInput = ReadUnseen,
            KeyPressed = isAttended ? TakeKey : null,
            WindowEnd = () => Desktop.WindowEnd,
        };
#pragma warning restore RS0030
    }

    public Terminal WithoutColour() => new(_answers, _diagnostics, AnswersAreWatched, DiagnosticsAreWatched)
    {
        Mask = Mask,
        Input = Input,
        SecretInput = SecretInput,
        KeyPressed = KeyPressed,
        WindowEnd = WindowEnd,
    };

    public void Answer(string line)
    {
        lock (_gate)
        {
            _answers.WriteLine(Mask.Mask(line));
        }
    }

    /// <summary>A plain line of progress.</summary>
    public void Tell(string line) => WriteDiagnostic(Mask.Mask(line), Style.Plain);

    /// <summary>Asks; the answer without blanks around it, null if nobody is there or they end the input.</summary>
    public string? Ask(string question)
    {
        if (Input is null)
        {
            return null;
        }

        Tell(question);
        return Input.ReadLine()?.Trim();
    }

    /// <summary>Asks for a secret, which is not shown while it is typed.</summary>
    public string? AskSecret(string question)
    {
        if (Input is null || SecretInput is null)
        {
            return Ask(question);
        }

        Tell(question);
        return SecretInput()?.Trim();
    }

    private static bool TakeKey()
    {
#pragma warning disable RS0030 // Hosting is the one place that talks to the terminal.
        if (!Console.KeyAvailable)
        {
            return false;
        }

        Console.ReadKey(intercept: true);
#pragma warning restore RS0030
        return true;
    }

    private static string? ReadUnseen()
    {
#pragma warning disable RS0030 // Hosting is the one place that talks to the terminal.
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }
#pragma warning restore RS0030
        return typed.ToString();
    }

    /// <summary>A warning or an error, by the level's code in the log.</summary>
    public void Diagnose(string levelCode, string message)
    {
        var (word, style) = levelCode switch
        {
            "WRN" => ("warning: ", new Style(Color.Yellow)),
            "ERR" or "FTL" => ("error: ", new Style(Color.Red)),
            _ => ("", Style.Plain),
        };
        WriteDiagnostic(Mask.Mask(word + message), style);
    }

    private void WriteDiagnostic(string line, Style style)
    {
        if (DiagnosticsAreWatched)
        {
            DiagnosticConsole.Write(new Paragraph(line + "\n", style));
            return;
        }

        lock (_gate)
        {
            _diagnostics.WriteLine(line);
        }
    }

    private static IAnsiConsole Create(TextWriter writer, bool isColoured, AnsiSupport ansi) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = ansi,
        ColorSystem = isColoured ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        // Without it bars are not drawn; nothing is ever asked.
        Interactive = InteractionSupport.Yes,
        Out = new AnsiConsoleOutput(writer),
    });
}

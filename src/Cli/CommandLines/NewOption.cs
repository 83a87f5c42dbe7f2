using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Simulator.Cli.CommandLines;

/// <summary>Makes options whose errors name the option, say what it needs and show what was given.</summary>
internal static class NewOption
{
    /// <summary>The data folder, the same for every command.</summary>
    public static Option<string?> DataFolder() =>
        Text("--data", "FOLDER", "folder that holds all data (default: environment variable SIMULATOR_DATA, else the user's data folder)");

    /// <summary>JSON instead of text, the same for every command.</summary>
    public static Option<bool> Json(string what) => Switch("--json", $"print {what} as JSON on standard output");

    /// <summary>An option without a value.</summary>
    public static Option<bool> Switch(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>Any text.</summary>
    public static Option<string?> Text(string name, string value, string description, string? otherwise = null) =>
        Checked(new Option<string?>(name) { DefaultValueFactory = Default(otherwise) }, value, description, _ => null);

    /// <summary>One of a few words.</summary>
    public static Option<string?> Choice(string name, string value, string description, string[] choices, string? otherwise = null)
    {
        var option = Checked(
            new Option<string?>(name) { DefaultValueFactory = Default(otherwise) },
            value,
            description,
            text =>
                choices.Contains(text, StringComparer.Ordinal)
                    ? null
                    : $"{name} must be {string.Join(", ", choices[..^1])} or {choices[^1]}, was '{text}'"
        );
        option.CompletionSources.Add(choices);
        return option;
    }

    /// <summary>Any text, as often as needed.</summary>
    public static Option<string[]> Texts(string name, string value, string description) =>
        Checked(new Option<string[]>(name), value, description + "; may be repeated", _ => null);

    /// <summary>Pairs such as <c>SYMBOL=FILE</c>, as often as needed.</summary>
    public static Option<string[]> Pairs(string name, string value, string description, Func<string, string?>? fault = null) =>
        Checked(
            new Option<string[]>(name),
            value,
            description + "; may be repeated",
            text => !IsPair(text) ? $"{name} must be {value}, was '{text}'" : fault?.Invoke(text)
        );

    /// <summary>A value for all files, or <c>NAME=VALUE</c> for one of them, as often as needed.</summary>
    /// <param name="name">Name of the option.</param>
    /// <param name="value">What the help calls the value.</param>
    /// <param name="description">What it says.</param>
    /// <param name="choices">Values that completion offers.</param>
    /// <param name="fault">What is wrong with a value; null for nothing.</param>
    public static Option<string[]> Named(string name, string value, string description, string[] choices, Func<string, string?> fault)
    {
        var option = Checked(
            new Option<string[]>(name),
            $"[NAME=]{value}",
            description + "; NAME= is for one series and may be repeated",
            text => fault(text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]) is { } wrong ? $"{name} {wrong}" : null
        );
        option.CompletionSources.Add(choices);
        return option;
    }

    /// <summary>A number with a default.</summary>
    public static Option<double> Number(string name, string value, string description, double otherwise, NumberRange? range = null)
    {
        var option = new Option<double>(name) { DefaultValueFactory = _ => otherwise };
        option.CustomParser = result => ReadNumber(result.Tokens[^1].Value);
        return Checked(option, value, description, text => NumberFault(name, text, range));
    }

    /// <summary>A number that may be missing.</summary>
    public static Option<double?> OptionalNumber(string name, string value, string description, NumberRange? range = null)
    {
        var option = new Option<double?>(name) { CustomParser = result => ReadNumber(result.Tokens[^1].Value) };
        return Checked(option, value, description, text => NumberFault(name, text, range));
    }

    /// <summary>A whole number with a default.</summary>
    public static Option<int> Count(string name, string value, string description, int otherwise, int least)
    {
        var option = new Option<int>(name) { DefaultValueFactory = _ => otherwise };
        option.CustomParser = result => ReadCount(result.Tokens[^1].Value) ?? otherwise;
        return Checked(option, value, description, text => CountFault(name, text, least));
    }

    /// <summary>A whole number that may be missing.</summary>
    public static Option<int?> OptionalCount(string name, string value, string description, int least)
    {
        var option = new Option<int?>(name) { CustomParser = result => ReadCount(result.Tokens[^1].Value) };
        return Checked(option, value, description, text => CountFault(name, text, least));
    }

    /// <summary>A seed: any whole number.</summary>
    public static Option<long> Seed(string name, string description, long otherwise)
    {
        var option = new Option<long>(name) { DefaultValueFactory = _ => otherwise };
        option.CustomParser = result => ReadSeed(result.Tokens[^1].Value) ?? otherwise;
        return Checked(option, "S", description, text => ReadSeed(text) is null ? $"{name} must be a whole number, was '{text}'" : null);
    }

    /// <summary>A day such as 2015-01-31.</summary>
    public static Option<DateOnly?> Day(string name, string description)
    {
        var option = new Option<DateOnly?>(name) { CustomParser = result => ReadDay(result.Tokens[^1].Value) };
        return Checked(
            option,
            "DATE",
            description,
            text => ReadDay(text) is null ? $"{name} must be a date such as 2015-01-31, was '{text}'" : null
        );
    }

    // A value that begins with two dashes is the next option: its own value is missing.
    private static TOption Checked<TOption>(TOption option, string value, string description, Func<string, string?> fault)
        where TOption : Option
    {
        option.HelpName = value;
        option.Description = description;
        option.Validators.Add(result =>
        {
            foreach (var text in result.Tokens.Select(t => t.Value))
            {
                if (text.StartsWith("--", StringComparison.Ordinal))
                    result.AddError($"{option.Name} needs a value: {option.Name} {value}");
                else if (fault(text) is { } message)
                    result.AddError(message);
            }
        });
        return option;
    }

    // NAME=VALUE with both sides there.
    private static bool IsPair(string text) => text.IndexOf('=', StringComparison.Ordinal) is var at && at > 0 && at < text.Length - 1;

    private static Func<ArgumentResult, string?>? Default(string? otherwise) => otherwise is null ? null : _ => otherwise;

    private static string? NumberFault(string name, string text, NumberRange? range) =>
        double.IsFinite(ReadNumber(text)) && range?.Holds(ReadNumber(text)) != false
            ? null
            : $"{name} must be a number{(range is null ? "" : " " + range.Words)}, was '{text}'";

    private static string? CountFault(string name, string text, int least) =>
        ReadCount(text) >= least ? null : FormattableString.Invariant($"{name} must be a whole number >= {least}, was '{text}'");

    private static double ReadNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    private static int? ReadCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static long? ReadSeed(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

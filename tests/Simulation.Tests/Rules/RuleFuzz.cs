using System.Text;
using Simulator.Backtesting;
using Simulator.Indicators;
using Simulator.Rules;
using Simulator.Rules.Language;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Rules;

/// <summary>
/// Makes rules that are half sound and half broken, and tries them: each is either rejected, every error with a message and a place
/// inside its text, or runs over a small market without a crash. One instance serves one thread; equal seeds make equal rules.
/// </summary>
internal sealed class RuleFuzz(ulong seed)
{
    private static readonly RuleMarket s_market = RuleMarkets.Full(90);
    private static readonly ExecutionSpec s_execution = new() { CommissionRate = 0.001, SlippageBps = 2 };
    private static readonly string[] s_indicators = [.. IndicatorCatalogue.All.Select(i => i.Name)];
    private static readonly string[] s_functions = [.. RuleFunctions.All.Select(f => f.Name)];
    private static readonly string[] s_names =
    [
        .. RuleNames.All.Select(n => n.Name),
        "a",
        "b",
        "d0",
        "d1",
        "forecast.mean",
        "forecast.q05",
        "SPY.close",
        "BTC.high",
        "opne",
        "x.y",
        "forecast.z",
    ];
    private static readonly string[] s_series =
    [
        .. RuleNames.All.Where(n => n.Use == NameUse.Bars).Select(n => n.Name),
        "a",
        "b",
        "forecast.mean",
        "SPY.close",
        "BTC.high",
    ];
    private static readonly string[] s_signs =
    [
        "+",
        "-",
        "*",
        "/",
        "^",
        "<",
        "<=",
        ">",
        ">=",
        "==",
        "!=",
        " and ",
        " or ",
        "=",
        "&&",
        "%",
        ",",
        "?",
        ":",
    ];
    private static readonly string[] s_scraps =
    [
        "(",
        ")",
        "[",
        "]",
        "[1]",
        "[-1]",
        ".",
        ",",
        "\"",
        "'",
        "not ",
        "!",
        "\u2264",
        "\0",
        "\ud83d",
        "\n",
        "if(",
        "0",
        "1e999",
        "99999999999",
        "1_0",
        "true",
        "let",
        "\\",
        "{",
        "}",
        ";",
        "symbol(\"SPY\").",
        "\u200b",
    ];

    private readonly SplitMix64 _random = new(seed);

    /// <summary>Rules that were sound and ran.</summary>
    public int Accepted { get; private set; }

    /// <summary>Rules that were rejected.</summary>
    public int Refused { get; private set; }

    /// <summary>Makes and tries one rule; throws with the rule in its message where it is neither rejected properly nor runs.</summary>
    public void Try()
    {
        var document = Next();
        try
        {
            Try(document);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"{e.GetType().Name}: {e.Message}\n{RuleDocumentJson.Write(document)}", e);
        }
    }

    /// <summary>The next rule.</summary>
    public RuleDocument Next()
    {
        var chance = _random.NextInt(10);
        return new RuleDocument
        {
            Parameters = [KeyValuePair.Create("a", (double)_random.NextInt(30)), KeyValuePair.Create("b", _random.NextGaussian())],
            Let = [KeyValuePair.Create("d0", Expression()), KeyValuePair.Create("d1", Expression())],
            EntryLong = chance == 0 ? null : Expression(truth: true),
            ExitLong = chance < 5 ? Expression(truth: true) : null,
            EntryShort = chance < 3 ? Expression(truth: true) : null,
            Limit = chance == 4 ? Expression() : null,
            Stop = chance == 5 ? Expression() : null,
            StopLoss = chance == 6 ? Expression() : null,
            TakeProfit = chance == 6 ? Expression() : null,
            Trailing = chance == 7 ? Expression() : null,
            Size = new RuleSize((RuleSizeKind)_random.NextInt(RuleSize.Members.Count()), chance < 7 ? "1" : Expression()),
            GoodForBars = 1 + _random.NextInt(3),
        };
    }

    private void Try(RuleDocument document)
    {
        var errors = RuleProgram.Check(document);
        foreach (var error in errors)
        {
            if (
                error.Message.Length is 0 or > 2_000
                || error.Start < 0
                || error.Start > error.Source.Length
                || error.Line < 1
                || error.Column < 1
                || error.Describe().Length == 0
            )
                throw new InvalidOperationException("an error without message or place: " + error);
        }
        if (errors.Count > 0)
        {
            Refused++;
            return;
        }
        RuleStrategy strategy;
        try
        {
            strategy = RuleProgram.Compile(document).Bind(s_market);
        }
        catch (RuleException)
        {
            Refused++;
            return;
        }
        var result = BacktestEngine.Run(
            s_market.Target,
            0,
            s_market.Target.Count - 1,
            strategy,
            s_execution,
            new CapitalSpec { Amount = 10_000 }
        );
        if (!result.Equity.All(double.IsFinite))
            throw new InvalidOperationException("equity is not finite");
        Accepted++;
    }

    private string Expression(bool truth = false)
    {
        var text = new StringBuilder();
        if (truth)
            Truth(text, 3);
        else
            Number(text, 3);
        for (var slips = _random.NextInt(12) - 9; slips > 0; slips--)
            Slip(text);
        return text.ToString();
    }

    private void Truth(StringBuilder text, int depth)
    {
        switch (depth == 0 ? 0 : _random.NextInt(9))
        {
            case 0 or 1 or 2:
                Number(text, depth);
                text.Append(Pick(s_signs.AsSpan(5, 6)));
                Number(text, Math.Max(0, depth - 1));
                break;
            case 3:
                text.Append("not (");
                Truth(text, depth - 1);
                text.Append(')');
                break;
            case 4 or 5:
                text.Append('(');
                Truth(text, depth - 1);
                text.Append(Pick(s_signs.AsSpan(11, 2)));
                Truth(text, depth - 1);
                text.Append(')');
                break;
            case 6:
                text.Append(Pick(["crossesAbove(", "crossesBelow("]));
                Number(text, depth - 1);
                text.Append(',');
                Number(text, depth - 1);
                text.Append(')');
                break;
            case 7:
                text.Append(Pick(["weekly(", "any(", "all(", "daily(", "known("]));
                Truth(text, depth - 1);
                text.Append(_random.NextInt(2) == 0 ? ")" : ", 3)");
                break;
            default:
                text.Append(Pick(["true", "false", "isLong", "isFlat", "isShort"]));
                break;
        }
    }

    private void Number(StringBuilder text, int depth)
    {
        switch (depth == 0 ? _random.NextInt(3) : _random.NextInt(10))
        {
            case 0 or 1:
                text.Append(Pick(_random.NextInt(40) == 0 ? s_names : s_series));
                break;
            case 2:
                text.Append(Pick(["0", "1", "2", "5", "14", "0.5", "2%", "1e3", "100"]));
                break;
            case 3 or 4:
                text.Append('(');
                Number(text, depth - 1);
                text.Append(Pick(s_signs.AsSpan(0, 5)));
                Number(text, depth - 1);
                text.Append(')');
                break;
            case 5:
                Number(text, depth - 1);
                text.Append('[').Append(_random.NextInt(5)).Append(']');
                break;
            case 6 or 7:
                Indicator(text, Pick(s_indicators), depth);
                break;
            case 8:
                Function(text, RuleFunctions.Find(Pick(s_functions))!, depth);
                break;
            default:
                text.Append("if(");
                Truth(text, depth - 1);
                text.Append(',');
                Number(text, depth - 1);
                text.Append(',');
                Number(text, depth - 1);
                text.Append(')');
                break;
        }
    }

    private void Function(StringBuilder text, RuleFunction function, int depth)
    {
        text.Append(function.Name).Append('(');
        foreach (var parameter in function.Parameters)
        {
            text.Append(parameter == function.Parameters[0] ? "" : ",");
            switch (_random.NextInt(50) == 0 ? ArgumentKind.Number : parameter.Kind)
            {
                case ArgumentKind.Bars or ArgumentKind.Count:
                    text.Append(1 + _random.NextInt(20));
                    break;
                case ArgumentKind.Text:
                    text.Append(Pick(["'SPY'", "'BTC'", "'BTC'", "'none'"]));
                    break;
                case ArgumentKind.Truth:
                    Truth(text, Math.Max(0, depth - 1));
                    break;
                default:
                    Number(text, Math.Max(0, depth - 1));
                    break;
            }
        }
        text.Append(')');
    }

    private void Indicator(StringBuilder text, string name, int depth)
    {
        var indicator = IndicatorCatalogue.Find(name)!;
        text.Append(name).Append('(');
        if (indicator.Input == IndicatorInput.Pair || (indicator.Input == IndicatorInput.Value && _random.NextInt(2) == 0))
            Number(text, Math.Min(1, depth - 1));
        if (indicator.Input == IndicatorInput.Pair)
            Number(text.Append(','), 0);
        if (_random.NextInt(2) == 0 && indicator.Parameters.Count > 0)
            text.Append(text[^1] == '(' ? "" : ",").Append(indicator.Parameters[0].Name).Append('=').Append(2 + _random.NextInt(20));
        text.Append(')');
        if (indicator.Lines.Count > 1 && _random.NextInt(20) > 0)
            text.Append('.').Append(indicator.Lines[_random.NextInt(indicator.Lines.Count)]);
    }

    private void Slip(StringBuilder text)
    {
        var at = _random.NextInt(text.Length + 1);
        if (_random.NextInt(3) > 0 || text.Length == 0)
            text.Insert(at, Pick(_random.NextInt(2) == 0 ? s_scraps : s_signs));
        else
            text.Remove(Math.Min(at, text.Length - 1), 1);
    }

    private string Pick(ReadOnlySpan<string> from) => from[_random.NextInt(from.Length)];
}

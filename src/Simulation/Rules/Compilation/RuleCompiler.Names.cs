using System.Globalization;
using Simulator.Indicators;
using Simulator.Rules.Clocks;
using Simulator.Rules.Columns;
using Simulator.Rules.Language;
using Simulator.Rules.Syntax;
using Simulator.Text;

namespace Simulator.Rules.Compilation;

/// <content>Names, members and other bars.</content>
internal sealed partial class RuleCompiler
{
    /// <summary>An expression computed on other bars and read at these by what was last known.</summary>
    public Operand? Within(Scope scope, Extent at, string? symbol, Timeframe? frame, Expression body) =>
        Inside(scope, at, symbol, frame) is { } inner ? Linked(scope, inner, body.At, Meaning(inner, body)) : null;

    private Scope? Inside(Scope scope, Extent at, string? symbol, Timeframe? frame)
    {
        if (scope.Clock.Level >= RuleLimits.ClockNesting)
        {
            Error(
                scope,
                at,
                FormattableString.Invariant($"other symbols and timeframes can be nested at most {RuleLimits.ClockNesting} deep")
            );
            return null;
        }
        if (symbol is not null && (symbol.Trim() != symbol || symbol.Length is 0 or > 64))
        {
            Error(scope, at, "a symbol has 1 to 64 characters, without spaces around them");
            return null;
        }
        var clock = scope.Clock.Child(symbol ?? scope.Clock.Symbol, frame, scope.Text, at);
        if (clock.Spent.Clocks <= RuleLimits.Clocks)
            return scope with { Clock = clock };
        _tooLarge = true;
        Error(
            scope,
            at,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the rule uses more than {RuleLimits.Clocks} other " + $"symbols and timeframes from here on"
            )
        );
        return null;
    }

    private Operand? Linked(Scope outer, Scope inner, Extent at, Operand? operand) =>
        operand switch
        {
            LinesOperand lines => new LinesOperand(lines.Name, lines.Lines, line => Linked(outer, inner, at, lines.Choose(line))),
            ColumnOperand column => Made(outer, at, column.Type, clock => ColumnRecipes.Link(clock, inner.Clock, column.Node)),
            _ => operand,
        };

    private Operand? OfName(Scope scope, Name name)
    {
        if (definitions.TryGetValue(name.Text, out _))
            return Defined(name.Text, scope, name.At);
        if (parameters.TryGetValue(name.Text, out var value))
            return new ConstantOperand(RuleType.Number, value);
        return RuleNames.Find(name.Text) is { } known ? Known(scope, name, known) : Wrong(scope, name.At, UnknownName(name.Text));
    }

    private Operand? Known(Scope scope, Name name, RuleName known)
    {
        if (!Usable(scope, name, known))
            return null;
        UsesDrawdown |= known.Name == "drawdown";
        var operand = known.Compile(scope.Clock);
        return operand is ColumnOperand column ? Made(scope, name.At, column.Type, _ => column.Node) : operand;
    }

    private bool Usable(Scope scope, Name name, RuleName known)
    {
        var message = known.Use switch
        {
            NameUse.Bars => null,
            _ when scope.Clock.Level > 0 => $"'{known.Name}' belongs to the traded series; it is not known on other bars",
            NameUse.Account => null,
            NameUse.Order when scope.Use < NameUse.Order =>
                $"'{known.Name}' is known only while an order is created: in limit, stop, stopLoss, takeProfit, trailing and size",
            NameUse.Bracket when scope.Use < NameUse.Bracket =>
                $"'{known.Name}' is known only after limit and stop: in stopLoss, takeProfit, trailing and size",
            NameUse.Size when scope.Use < NameUse.Size => $"'{known.Name}' is known only after the stop-loss: in size",
            _ => null,
        };
        if (message is not null)
            Error(scope, name.At, message);
        return message is null;
    }

    private Operand? Defined(string name, Scope user, Extent at)
    {
        var key = (name, user.Clock, user.Use);
        if (_defined.TryGetValue(key, out var known))
            return known;
        if (!_beingDefined.Add(name))
            return Wrong(user, at, $"the definition of '{name}' refers to itself");
        var (text, body) = definitions[name];
        var operand = Meaning(user with { Text = text }, body);
        _beingDefined.Remove(name);
        return _defined[key] = operand;
    }

    private Operand? OfMember(Scope scope, Member member)
    {
        if (member.Target is Name { Text: "forecast" } && !IsOwn("forecast"))
            return OfForecast(scope, member);
        if (member.Target is Name name && !IsOwn(name.Text) && RuleNames.Find(name.Text) is null)
            return MeantAsName(name.Text) is { } meant ? Wrong(scope, name.At, meant) : OfSymbol(scope, name.At, name.Text, member.Part);
        if (member.Target is Call { Function: "symbol", Arguments: [{ Name: "" or "name", Value: TextLiteral text }] } call)
            return OfSymbol(scope, call.At, text.Text, member.Part);
        if (member.Target is Call { Function: "symbol", Arguments: [var only] })
            return Wrong(scope, only.Value.At, "symbol needs a quoted name, such as \"SPY\"");
        var target = Meaning(scope, member.Target);
        if (target is null)
            return null;
        if (target is not LinesOperand lines)
            return Wrong(
                scope,
                member.Part.At,
                "'.' selects a line of an indicator or a series of another symbol, but neither comes before it"
            );
        if (member.Part is not Name part)
            return Wrong(scope, member.Part.At, $"a line has no arguments: {Alternatives(lines.Lines)}");
        var line = lines.Lines.ToList().IndexOf(part.Text);
        return line >= 0
            ? lines.Choose(line)
            : Wrong(
                scope,
                part.At,
                $"{lines.Name} has no line '{part.Text}'{Suggestion.Hint(part.Text, lines.Lines)}; it has {Alternatives(lines.Lines)}"
            );
    }

    private Operand? OfSymbol(Scope scope, Extent at, string symbol, Expression part)
    {
        if (part is Name { Text: var series } && !RuleNames.OfSeries.Contains(series, StringComparer.Ordinal))
            return Wrong(
                scope,
                part.At,
                $"{symbol} has no series '{series}'{Suggestion.Hint(series, RuleNames.OfSeries)}; it has {Alternatives(RuleNames.OfSeries)}"
            );
        return Within(scope, at, symbol, null, part);
    }

    private Operand? OfForecast(Scope scope, Member member)
    {
        if (member.Part is not Name { Text: var field } part)
            return Wrong(scope, member.Part.At, $"a forecast's field has no arguments: {Alternatives(ForecastField.Names)}");
        if (scope.Clock.Level > 0)
            return Wrong(scope, member.At, "forecasts belong to the traded series; they are not known on other bars");
        if (ForecastField.Of(field, scope.Text, part.At) is not { } found)
            return Wrong(
                scope,
                part.At,
                $"a forecast has no field "
                    + $"'{field}'{Suggestion.Hint(field, ForecastField.Names)}; it has "
                    + $"{Alternatives(ForecastField.Names)}"
            );
        _forecasts.Add(found);
        return Made(
            scope,
            member.At,
            RuleType.Number,
            clock =>
                clock.Column(
                    new Recipe(
                        "forecast." + field,
                        0,
                        build => new ForecastColumn(
                            build.Run.Bound.Market.Forecast!,
                            found.ValuesIn(build.Run.Bound.Market.Forecast!)!,
                            build.History
                        )
                    )
                    {
                        ReadyBar = ready => ready.Clock.Market.Forecast!.FirstBar,
                    },
                    []
                )
        );
    }

    private bool IsOwn(string name) => definitions.ContainsKey(name) || parameters.ContainsKey(name);

    private string UnknownName(string name)
    {
        if (name.ToLowerInvariant() is "and" or "or" or "not" or "true" or "false")
            return $"'{name}' is written '{name.ToLowerInvariant()}'";
        if (RuleFunctions.Find(name) is { } function)
            return $"'{name}' is a function: {function.Signature}";
        if (IndicatorCatalogue.Find(name) is { } indicator)
            return $"'{name}' is an indicator: {indicator.Signature}";
        var known = RuleNames.All.Select(n => n.Name).Concat(parameters.Keys).Concat(definitions.Keys).Append("forecast");
        return $"no series, parameter or definition is called '{name}'{Suggestion.Hint(name, known)}";
    }

    // A symbol is any name; one that is all but spelt like something else is a slip.
    private string? MeantAsName(string name)
    {
        if (RuleFunctions.Find(name) is not null || IndicatorCatalogue.Find(name) is not null)
            return UnknownName(name);
        return name.Any(char.IsAsciiLetterLower) && Suggestion.Nearest(name, definitions.Keys.Append("forecast")) is { } near
            ? $"nothing is called '{name}' (did you mean '{near}'?); a symbol of that name is symbol(\"{name}\")"
            : null;
    }
}

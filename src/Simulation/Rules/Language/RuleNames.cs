using Simulator.Rules.Clocks;
using Simulator.Rules.Columns;
using Simulator.Rules.Compilation;

namespace Simulator.Rules.Language;

/// <summary>Every name that takes no arguments.</summary>
internal static class RuleNames
{
    private static readonly Dictionary<string, RuleName> s_byName;

    static RuleNames()
    {
        All = [.. Prices(), .. Times(), .. Positions(), .. Orders()];
        s_byName = All.ToDictionary(n => n.Name, StringComparer.Ordinal);
    }

    /// <summary>All of them, by group.</summary>
    public static IReadOnlyList<RuleName> All { get; }

    /// <summary>Headings in the order of the reference page.</summary>
    public static IEnumerable<string> Groups => All.Select(n => n.Group).Distinct();

    /// <summary>Names of prices, which every series has.</summary>
    public static IEnumerable<string> OfSeries => All.Where(n => n.Group == "Prices").Select(n => n.Name);

    /// <summary>The name, or null.</summary>
    public static RuleName? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>A column of the bars.</summary>
    public static ColumnNode Source(ClockNode clock, string field) =>
        clock.Column(new Recipe(field, 0, build => new SourceColumn(Field(build.Run.Bound.Clock, field))), []);

    private static double[] Field(Clock clock, string field) =>
        field switch
        {
            "open" => clock.Series.Open,
            "high" => clock.Series.High,
            "low" => clock.Series.Low,
            "close" => clock.Series.Close,
            _ => clock.Series.Volume,
        };

    private static IEnumerable<RuleName> Prices()
    {
        yield return Price("open", "First price of the bar.", clock => Source(clock, "open"));
        yield return Price("high", "Highest price of the bar.", clock => Source(clock, "high"));
        yield return Price("low", "Lowest price of the bar.", clock => Source(clock, "low"));
        yield return Price("close", "Last price of the bar, known when the rule decides.", clock => Source(clock, "close"));
        yield return Price("volume", "Units traded in the bar; unknown if the source has no volume.", clock => Source(clock, "volume"));
        yield return Price("hl2", "(high + low) / 2.", clock => Mean(clock, "high", "low"));
        yield return Price("hlc3", "(high + low + close) / 3, the typical price.", clock => Mean(clock, "high", "low", "close"));
        yield return Price("ohlc4", "(open + high + low + close) / 4.", clock => Mean(clock, "open", "high", "low", "close"));
    }

    private static IEnumerable<RuleName> Times()
    {
        yield return Time("hour", "Hour of the bar's close in the market's time zone, 0 … 23.", TimePart.Hour);
        yield return Time("minute", "Minute of the bar's close, 0 … 59.", TimePart.Minute);
        yield return Time("dayOfWeek", "Trading day: 1 is Monday, 7 is Sunday.", TimePart.DayOfWeek);
        yield return Time("dayOfMonth", "Day of the month of the trading day, 1 … 31.", TimePart.DayOfMonth);
        yield return Time("month", "Month of the trading day, 1 … 12.", TimePart.Month);
        yield return Time("year", "Year of the trading day.", TimePart.Year);
        yield return Time("barOfDay", "Number of the bar in its trading day, from 0.", TimePart.BarOfDay);
    }

    private static IEnumerable<RuleName> Positions()
    {
        yield return Account("position", "Units held: above 0 long, below 0 short.", a => a.Context.Units);
        yield return Account("isLong", "Whether the position is long.", a => Operation.Truth(a.Context.Units > 0), RuleType.Truth);
        yield return Account("isShort", "Whether the position is short.", a => Operation.Truth(a.Context.Units < 0), RuleType.Truth);
        yield return Account(
            "isFlat",
            "Whether there is no open position.",
            a => Operation.Truth(a.Context.Orders.OpenTrades.Count == 0),
            RuleType.Truth
        );
        yield return Account("openTrades", "Number of open trades.", a => a.Context.Orders.OpenTrades.Count);
        yield return Account("closedTrades", "Number of trades closed so far.", a => a.Context.ClosedTrades.Count);
        yield return Account(
            "barsSinceEntry",
            "Bars since the oldest open trade was filled, 0 on that bar; unknown while flat.",
            a => a.BarsSinceEntry
        );
        yield return Account(
            "barsSinceExit",
            "Bars since a trade was last closed, 0 on that bar; unknown before the first.",
            a => a.BarsSinceExit
        );
        yield return Account(
            "entryPrice",
            "Average entry price of the open position, weighted by units, including slippage; unknown while flat.",
            a => a.EntryPrice
        );
        yield return Account(
            "unrealizedReturn",
            "close / entryPrice − 1 for a long position, with the opposite sign for a "
                + "short one, before costs, as a fraction; unknown while flat.",
            a => a.UnrealizedReturn
        );
        yield return Account(
            "unrealizedProfit",
            "Profit if the position were closed at the close, before costs; 0 while flat.",
            a => a.UnrealizedProfit
        );
        yield return Account(
            "highestSinceEntry",
            "Highest high since the entry bar of the oldest open trade, including that bar; unknown while flat.",
            a => a.HighestSinceEntry
        );
        yield return Account(
            "lowestSinceEntry",
            "Lowest low since the entry bar of the oldest open trade, " + "including that bar; unknown while flat.",
            a => a.LowestSinceEntry
        );
        yield return Account(
            "lastTradeReturn",
            "Return of the last closed trade, after commission, as a fraction; unknown before the first.",
            a => a.LastTradeReturn
        );
        yield return Account("equity", "Value of the account at the close.", a => a.Context.Equity);
        yield return Account(
            "exposure",
            "Value of the position divided by the equity, negative when short; 1 is fully invested.",
            a => a.Context.Units * a.Close / a.Context.Equity
        );
        yield return Account(
            "drawdown",
            "1 − equity / its peak over the closes since the rule's first decision, as a fraction.",
            a => a.Drawdown
        );
    }

    private static IEnumerable<RuleName> Orders()
    {
        yield return Order("side", "+1 for a buy order, −1 for a sell order. In prices and sizes.", NameUse.Order, a => a.Side);
        yield return Order(
            "orderPrice",
            "Price of the order: its limit, else its stop, else the close. In stopLoss, takeProfit, trailing and size.",
            NameUse.Bracket,
            a => a.OrderPrice
        );
        yield return Order(
            "stopDistance",
            "Distance from orderPrice to the stop-loss, in the price's unit; unknown without a stop-loss. In size.",
            NameUse.Size,
            a => a.StopDistance
        );
    }

    private static RuleName Price(string name, string meaning, Func<ClockNode, ColumnNode> column) =>
        new()
        {
            Name = name,
            Group = "Prices",
            Meaning = meaning,
            Compile = clock => new ColumnOperand(RuleType.Number, column(clock)),
        };

    private static RuleName Time(string name, string meaning, TimePart part) =>
        new()
        {
            Name = name,
            Group = "Time",
            Meaning = meaning,
            Compile = clock => new ColumnOperand(
                RuleType.Number,
                clock.Column(new Recipe(name, 0, build => new TimeColumn(build.Run.Bound.Clock.Series, part, build.History)), [])
            ),
        };

    private static RuleName Account(string name, string meaning, AccountFunction value, RuleType type = RuleType.Number) =>
        new()
        {
            Name = name,
            Group = "Position and account",
            Meaning = meaning,
            Type = type,
            Use = NameUse.Account,
            Compile = _ => new AccountOperand(type, a => Operation.Known(value(a)), 1),
        };

    private static RuleName Order(string name, string meaning, NameUse use, AccountFunction value) =>
        new()
        {
            Name = name,
            Group = "The order being created",
            Meaning = meaning,
            Use = use,
            Compile = _ => new AccountOperand(RuleType.Number, value, 1),
        };

    private static ColumnNode Mean(ClockNode clock, params ReadOnlySpan<string> fields)
    {
        var sum = Source(clock, fields[0]);
        foreach (var field in fields[1..])
            sum = ColumnRecipes.Apply(clock, Operations.Add, sum, Source(clock, field));
        return ColumnRecipes.Apply(clock, Operations.Divide, sum, ColumnRecipes.Constant(clock, fields.Length));
    }
}

using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Robustness.Causality;

/// <summary>Rules that cheat, each in another way.</summary>
internal static class Cheats
{
    private static readonly Dictionary<string, double> s_meanBySymbol = new(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, Func<BarSeries, IStrategy>> LookingAhead { get; } =
        new Dictionary<string, Func<BarSeries, IStrategy>>
        {
            ["next close"] = s => new Decider((c, t) => Side(c, Next(s.Close, t) > s.Close[t])),
            ["close five bars on"] = s => new Decider((c, t) => Side(c, s.Close[Math.Min(t + 5, s.Count - 1)] > s.Close[t])),
            ["mean of the whole series"] = s => new Decider((c, t) => Side(c, s.Close[t] < s.Close.Average())),
            ["normalised by the whole series' range"] = s => new Decider(
                (c, t) => c.Orders.Target((s.Close[t] - s.Low.Min()) / (s.High.Max() - s.Low.Min()) > 0.5 ? 0.5 : 0)
            ),
            ["centred moving average"] = s => new Decider(
                (c, t) => Side(c, t >= 5 && s.Close[t] < s.Close[(t - 5)..Math.Min(t + 6, s.Count)].Average())
            ),
            ["next bar's low, only while a trade is open"] = s => new Decider(
                (c, t) => Honest(c, t, () => Next(s.Low, t) < 0.97 * s.Close[t])
            ),
            ["a stop at the next bar's low"] = s => new Decider(
                (c, t) =>
                {
                    if (c.Units == 0 && t % 7 == 0)
                        c.Orders.Place(OrderRequest.Buy(0.5) with { StopLoss = 0.5 * Next(s.Low, t), TakeProfit = 1.1 * s.Close[t] });
                }
            ),
            ["a size by the next return"] = s => new Decider(
                (c, t) => c.Orders.Target(t % 5 == 0 ? Math.Clamp(0.5 + (5 * ((Next(s.Close, t) / s.Close[t]) - 1)), 0, 1) : 0.5)
            ),
            ["the next bar's volume"] = s => new Decider((c, t) => Side(c, Next(s.Volume, t) > s.Volume[t])),
            ["the number of bars"] = s => new Decider((c, t) => Side(c, t < s.Count - 40)),
            ["the whole series, remembered by its name"] = s => new Decider((c, t) => Side(c, s.Close[t] < MeanOf(s))),
        };

    public static Func<BarSeries, IStrategy> RememberedOnce { get; } = s => new OnceRemembered(s);

    public static Func<BarSeries, IStrategy> ThatDoesNotStartAnew { get; } = _ => new Unforgetting();

    private static double Next(double[] column, int bar) => column[Math.Min(bar + 1, column.Length - 1)];

    private static void Side(BarContext context, bool rising) => context.Orders.Target(rising ? 0.9 : -0.9);

    private static double MeanOf(BarSeries series) =>
        s_meanBySymbol.TryGetValue(series.Symbol, out var mean) ? mean : s_meanBySymbol[series.Symbol] = series.Close.Average();

    private static void Honest(BarContext context, int bar, Func<bool> leave)
    {
        if (context.Units == 0 && bar > 3 && context.Close[^1] > context.Close[^2] && context.Close[^2] > context.Close[^3])
            context.Orders.Buy();
        else if (context.Units != 0 && leave())
            context.Orders.CloseAll();
    }

    private sealed class Decider(Action<BarContext, int> decide) : IStrategy
    {
        public string Name => "cheat";

        public int FirstReadyBar => 0;

        public void Start() { }

        public void Decide(BarContext context) => decide(context, context.Bar);
    }

    /// <summary>The mean of the first series it ever saw.</summary>
    private sealed class OnceRemembered : IStrategy
    {
        private static double? s_mean;

        public OnceRemembered(BarSeries series) => s_mean ??= series.Close.Average();

        public string Name => "once";

        public int FirstReadyBar => 0;

        public void Start() { }

        public void Decide(BarContext context) => Side(context, context.Close[^1] < s_mean);
    }

    /// <summary>Collects every close it was ever shown.</summary>
    private sealed class Unforgetting : IStrategy
    {
        private readonly List<double> _seen = [];

        public string Name => "unforgetting";

        public int FirstReadyBar => 0;

        public void Start() { }

        public void Decide(BarContext context)
        {
            _seen.Add(context.Close[^1]);
            Side(context, context.Close[^1] > _seen.Average());
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using Simulator.Alignment;
using Simulator.Features;
using Simulator.Forecasting;
using Simulator.Import;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Stages;

namespace Simulator.Bench.Forecasters;

/// <summary>
/// CRPS skill of forecasters against the random walk with exponentially weighted variance, on files of daily prices; with the share of
/// outcomes in their intervals and the time that a tape takes.
/// </summary>
internal static class ForecastBench
{
    private static readonly DateOnly s_testFrom = new(2016, 4, 21);

    /// <summary>
    /// Prints one table. Arguments: files of prices (<c>Date,Open,High,Low,Close</c>); <c>--level FILE</c> adds the logarithm of a series
    /// as known a day before, e.g. the VIX, to the columns that are read; <c>--only KIND</c>; <c>--networks</c> for the neural forecasters,
    /// which take minutes, after GARCH and the scale regression; <c>--augmentation</c> for a small LSTM with each kind of it.
    /// </summary>
    public static int Run(string[] arguments)
    {
        var (files, level, only, cases) = (new List<string>(), (BarSeries?)null, "", ForecastCases.Classical);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--level")
                level = Read(arguments[++i]);
            else if (arguments[i] == "--only")
                only = arguments[++i];
            else if (arguments[i] == "--networks")
                cases = ForecastCases.Networks;
            else if (arguments[i] == "--augmentation")
                cases = ForecastCases.Augmented;
            else
                files.Add(arguments[i]);
        }
        GarchTime.Print();
        var series = files.ConvertAll(Read);
        Console.WriteLine(
            $"| skill from {s_testFrom:yyyy-MM-dd}, % | {string.Join(" | ", series.Select(s => s.Symbol))} | "
                + "mean | log score | in 50, 80, 90 % | s per tape |"
        );
        Console.WriteLine($"|---|{string.Concat(series.Select(_ => "---|"))}---|---|---|---|");
        foreach (var (name, spec) in cases.Where(c => LearnerTable.Of(c.Spec).Name.Contains(only, StringComparison.Ordinal)))
        {
            var watch = Stopwatch.StartNew();
            var results = series.ConvertAll(s => ForecastFigures.Of(Tape(spec, s, level), s, s_testFrom));
            var seconds = watch.Elapsed.TotalSeconds / series.Count;
            Console.WriteLine(ForecastFigures.Line(name, results, seconds));
        }
        return 0;
    }

    private static BarSeries Read(string file) => CsvImport.Read(File.ReadAllBytes(file), Path.GetFileName(file)).Series[0].Series;

    private static ForecastTape Tape(ForecasterSpec spec, BarSeries target, BarSeries? level)
    {
        var features = Features(MarketAlignment.Align(target, level is null ? [] : [level]));
        var stage = new StageContext(StageName.Forecaster, 1, "cpu", _ => { }, (_, _) => { }, null, TimeProvider.System, default);
        return LearnerTable.Create(spec).Forecast(new ForecastInput(target, features, new SplitSpec()), stage);
    }

    private static FeatureTable Features(AlignedMarket market)
    {
        var table = FeatureBuilder.Build(new(market.Target, []), [GarmanKlass(2), GarmanKlass(5), GarmanKlass(20)]);
        double[][] levels = [.. market.Related.Select(r => Array.ConvertAll(r.Last, Math.Log))];
        return new([.. table.Names, .. market.Related.Select(r => r.Symbol)], [.. table.Columns, .. levels]);
    }

    private static IndicatorFeatureSpec GarmanKlass(int bars) =>
        new()
        {
            Name = "garmanKlass",
            Parameters = new StrategyParameters([KeyValuePair.Create("bars", bars.ToString(CultureInfo.InvariantCulture))]),
        };
}

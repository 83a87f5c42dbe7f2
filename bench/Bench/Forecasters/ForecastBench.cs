using System.Diagnostics;
using System.Globalization;
using Simulator.Alignment;
using Simulator.Features;
using Simulator.Import;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Scoring;
using Simulator.Stages;

namespace Simulator.Bench.Forecasters;

/// <summary>
/// CRPS skill of every cheap forecaster against the random walk with exponentially weighted variance, on files of daily prices; with the
/// time that a tape takes.
/// </summary>
internal static class ForecastBench
{
    private static readonly DateOnly s_testFrom = new(2016, 4, 21);

    /// <summary>
    /// Prints one table. Arguments: files of prices (<c>Date,Open,High,Low,Close</c>); <c>--level FILE</c> adds the logarithm of a series
    /// as known a day before, e.g. the VIX, to the columns of <c>scaleRegression</c>; <c>--only KIND</c>.
    /// </summary>
    public static int Run(string[] arguments)
    {
        var (files, level, only) = (new List<string>(), (BarSeries?)null, "");
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--level")
                level = Read(arguments[++i]);
            else if (arguments[i] == "--only")
                only = arguments[++i];
            else
                files.Add(arguments[i]);
        }
        GarchTime.Print();
        var series = files.ConvertAll(Read);
        Console.WriteLine($"| skill from {s_testFrom:yyyy-MM-dd}, % | {string.Join(" | ", series.Select(s => s.Symbol))} | s per tape |");
        Console.WriteLine($"|---|{string.Concat(series.Select(_ => "---|"))}---|");
        foreach (var (name, spec) in ForecastCases.All.Where(c => LearnerTable.Of(c.Spec).Name.Contains(only, StringComparison.Ordinal)))
        {
            var watch = Stopwatch.StartNew();
            var scores = series.ConvertAll(s => Score(spec, s, level));
            var cells = scores.Select(s => string.Create(CultureInfo.InvariantCulture, $"{100 * s.Skill:0.00} (p {s.SkillPValue:0.000})"));
            var seconds = watch.Elapsed.TotalSeconds / series.Count;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", cells)} | {seconds:0.00} |"));
        }
        return 0;
    }

    private static BarSeries Read(string file) => CsvImport.Read(File.ReadAllBytes(file), Path.GetFileName(file)).Series[0].Series;

    private static ForecastScores Score(ForecasterSpec spec, BarSeries target, BarSeries? level)
    {
        var market = MarketAlignment.Align(target, level is null ? [] : [level]);
        var features = Features(market);
        var stage = new StageContext(StageName.Forecaster, 1, "cpu", _ => { }, (_, _) => { }, null, TimeProvider.System, default);
        var tape = LearnerTable.Create(spec).Forecast(new ForecastInput(target, features, new SplitSpec()), stage);
        var first = Enumerable.Range(0, target.Count).First(t => DateOnly.FromDateTime(target.CloseTimeAt(t)) >= s_testFrom);
        // The row before the first test day forecasts that day.
        return ForecastScorer.Score(tape, target, first - 1, target.Count - 1);
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

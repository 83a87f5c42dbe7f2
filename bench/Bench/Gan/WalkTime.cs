using System.Diagnostics;
using System.Globalization;
using Simulator.Features;
using Simulator.Import;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Stages;

namespace Simulator.Bench.Gan;

/// <summary>How long the GAN at its defaults takes for a whole series, walked forward with all processors.</summary>
internal static class WalkTime
{
    private const double LargestSeconds = 180;

    /// <summary>A row for each file.</summary>
    public static int Print(IEnumerable<string> files)
    {
        Console.WriteLine("| series | bars | models | epochs | processors | s | aim |\n|---|---|---|---|---|---|---|");
        foreach (var file in files)
            Print(CsvImport.Read(File.ReadAllBytes(file), Path.GetFileName(file)).Series[0].Series);
        return 0;
    }

    private static void Print(BarSeries target)
    {
        var features = FeatureBuilder.Build(new(target, []), [new ReturnsFeatureSpec { LagsBars = [1, 5, 20] }, Ratio(0.8), Ratio(0.99)]);
        var (epochs, groups) = (0, new HashSet<int>());
        void Count(StageEvent happened)
        {
            if (happened is not StageEvent.Evaluated epoch)
                return;
            epochs++;
            groups.Add(epoch.Group);
        }
        var stage = new StageContext(StageName.Forecaster, 1719, "cpu", Count, (_, _) => { }, null, TimeProvider.System, default)
        {
            Threads = Environment.ProcessorCount,
        };
        var clock = Stopwatch.StartNew();
        new GanForecaster(new()).Forecast(new ForecastInput(target, features, new SplitSpec()), stage);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {target.Symbol} | {target.Count} | {groups.Count} | {epochs} | {stage.Threads} | "
                    + $"{clock.Elapsed.TotalSeconds:0} | ≤ {LargestSeconds} |"
            )
        );
    }

    private static IndicatorFeatureSpec Ratio(double decay) =>
        new()
        {
            Name = "ewmaRatio",
            Parameters = new StrategyParameters([KeyValuePair.Create("decay", decay.ToString(CultureInfo.InvariantCulture))]),
        };
}

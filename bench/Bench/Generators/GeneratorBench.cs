using System.Diagnostics;
using System.Globalization;
using Simulator.Generation;
using Simulator.Import;
using Simulator.Learning.Generation;
using Simulator.MarketPaths;
using Simulator.Numerics;

namespace Simulator.Bench.Generators;

/// <summary>
/// Every generator on market files, several seeds: the tables of <c>docs/algorithms/generator.md</c>. A cell is the mean over seeds.
/// </summary>
internal static class GeneratorBench
{
    internal static int Run(string[] args)
    {
        var (seeds, files) = (int.Parse(args[0], CultureInfo.InvariantCulture), args[1..]);
        foreach (var file in files)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var series = CsvImport.Read(File.ReadAllBytes(file), Path.GetFileName(file), new ImportOptions()).Series[0].Series;
            var past = MarketHistory.Of(series);
            foreach (var generator in PathGenerators.Names)
                Row(name, generator, past, seeds);
        }
        return 0;
    }

    private static void Row(string name, string generator, MarketHistory past, int seeds)
    {
        var clock = Stopwatch.StartNew();
        PathTrial[] trials = [.. Enumerable.Range(1, seeds).Select(s => PathTrial.Of(PathGenerators.Tools, generator, past, s))];
        string Cell(Func<PathTrial, double> of)
        {
            double[] values = [.. trials.Select(of)];
            return Text($"{Moments.Mean(values):0.000}{(seeds > 1 ? Text($" ± {Moments.StandardDeviation(values):0.000}") : "")}");
        }
        Console.WriteLine(
            Text($"| {name} | {generator} | {trials.Average(t => t.Facts.Inside):0.0} of {trials[0].Facts.Known} ")
                + string.Concat(Enumerable.Range(0, 3).Select(h => $"| {Cell(t => t.Judgement.Distances[h].Distance)} "))
                + $"| {Cell(t => t.Judgement.Returns.Statistic)} | {Cell(t => t.Judgement.Windows.PValue)} | {Cell(t => t.Discriminative)} "
                + $"| {Cell(t => t.Judgement.Discriminative)} | {Cell(t => t.Judgement.Predictive.OnGenerated)} "
                + $"| {Cell(t => t.Judgement.Memorisation.DistanceRatio)} | {Cell(t => t.Judgement.Memorisation.Duplicates)} "
                + Text($"| {Cell(t => t.Judgement.Collapse.DistanceRatio)} | {clock.Elapsed.TotalSeconds / seeds:0.0} |")
        );
        var readings = trials[0].Facts.Readings;
        for (var f = 0; f < readings.Count; f++)
        {
            var r = readings[f];
            Console.WriteLine(
                Text($"# {name} | {generator} | {r.Figure.Name} | {r.Real:0.000} | {r.Low:0.000} | {r.High:0.000} | ")
                    + Text($"{Moments.Mean([.. trials.Select(t => t.Facts.Readings[f].Generated)]):0.000} | ")
                    + Text($"{trials.Count(t => t.Facts.Readings[f].IsInside)}/{seeds}")
            );
        }
        var judgement = trials[0].Judgement;
        Console.WriteLine(
            Text($"# {name} floors: Wasserstein {string.Join(" ", judgement.Distances.Select(d => Text($"{d.Floor:0.000}")))}, ")
                + Text($"learned from real {judgement.Predictive.OnReal:0.000}, constant {judgement.Predictive.Constant:0.000}; ")
                + trials[0].Learned.Summary
        );
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

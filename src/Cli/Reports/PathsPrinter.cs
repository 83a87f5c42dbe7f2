using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Simulator.MarketPaths;
using Simulator.Realism;
using Simulator.Text;

namespace Simulator.Cli.Reports;

/// <summary>What facts and judges say of a generator, as text and as JSON; an undefined figure is <c>null</c> or a dash.</summary>
internal static class PathsPrinter
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new NaNAsNullConverter() },
    };

    /// <summary>The panel, then the judges.</summary>
    public static string Text(long seed, PathTrial trial, IReadOnlyList<string> files)
    {
        var (facts, judgement, series) = (trial.Facts, trial.Judgement, trial.Past.Series);
        var lines = new List<string>
        {
            Line($"{series.Symbol}: generator {trial.Generator}, seed {seed}, learned from {Figures.Whole(series.Count)} bars, ")
                + Line($"{series.DayAt(0):yyyy-MM-dd} to {series.DayAt(series.Count - 1):yyyy-MM-dd}"),
            trial.Learned.Summary,
            "",
            Line($"Stylised facts of {PathTrial.JudgedPaths} paths: {facts.Inside} of {facts.Known} figures inside the band ")
                + Line($"({FactPanel.Level:0 %}, blocks of {facts.MeanBlock:0} bars)"),
            $"{"fact", -30}{"figure", -22}{"real", 9}{"band from", 11}{"to", 9}{"paths", 9}",
        };
        lines.AddRange(facts.Readings.Select(Row));
        lines.Add("");
        lines.Add("Judges");
        lines.AddRange(
            judgement.Distances.Select(d =>
                Judge(Line($"Wasserstein-1, {d.HorizonBars} bars"), d.Distance, Line($"deviations; chance alone {Figures.Number(d.Floor)}"))
            )
        );
        lines.Add(Judge("Kolmogorov–Smirnov", judgement.Returns.Statistic, $"p {Figures.Probability(judgement.Returns.PValue)}"));
        lines.Add(Judge("MMD² of windows", judgement.Windows.Statistic, $"p {Figures.Probability(judgement.Windows.PValue)}"));
        lines.Add(Judge("told apart, network", trial.Discriminative, "0 not at all, 0.5 always; 32 recurrent units"));
        lines.Add(Judge("told apart, logistic", judgement.Discriminative, "the same on figures of a window"));
        var predictive = judgement.Predictive;
        lines.Add(
            Judge(
                "error of learning",
                predictive.OnGenerated,
                $"learned from real bars {Figures.Number(predictive.OnReal)}, constant {Figures.Number(predictive.Constant)}"
            )
        );
        var memory = judgement.Memorisation;
        lines.Add(
            Judge(
                "nearest real window",
                memory.DistanceRatio,
                $"of real ones' own; {Figures.Percent(memory.Duplicates)} copies{(memory.IsAlarm ? "; repeats the past" : "")}"
            )
        );
        var collapse = judgement.Collapse;
        lines.Add(
            Judge(
                "distance of draws",
                collapse.DistanceRatio,
                $"of real ones'; variance {Figures.Number(collapse.VarianceRatio)}"
                    + $"{(collapse.IsAlarm ? "; draws resemble each other too much" : "")}"
            )
        );
        if (files.Count > 0)
            lines.AddRange(["", Line($"{files.Count} paths written, {files[0]} {(files.Count > 1 ? $"to {files[^1]}" : "")}").TrimEnd()]);
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>All figures.</summary>
    public static string Json(long seed, PathTrial trial, IReadOnlyList<string> files) =>
        JsonSerializer.Serialize(
            new
            {
                trial.Past.Series.Symbol,
                trial.Generator,
                seed,
                Bars = trial.Past.Series.Count,
                trial.Learned.Summary,
                trial.Facts.Inside,
                trial.Facts.Known,
                trial.Facts.MeanBlock,
                Facts = trial.Facts.Readings.Select(r => new
                {
                    r.Figure.Fact,
                    r.Figure.Name,
                    r.Figure.Formula,
                    r.Real,
                    r.Low,
                    r.High,
                    r.Generated,
                    r.ShareInside,
                    r.IsInside,
                }),
                Judges = new
                {
                    trial.Judgement.Distances,
                    trial.Judgement.Returns,
                    trial.Judgement.Windows,
                    DiscriminativeNetwork = trial.Discriminative,
                    DiscriminativeLogistic = trial.Judgement.Discriminative,
                    trial.Judgement.Predictive,
                    trial.Judgement.Memorisation,
                    trial.Judgement.Collapse,
                },
                files,
            },
            s_options
        );

    private static string Row(FactReading r) =>
        $"{r.Figure.Fact, -30}{r.Figure.Name, -22}{Figures.Number(r.Real), 9}{Figures.Number(r.Low), 11}{Figures.Number(r.High), 9}"
        + $"{Figures.Number(r.Generated), 9}  {(!r.IsKnown ? "not known" : r.IsInside ? "inside" : "outside")}";

    private static string Judge(string name, double value, string words) => $"{name, -24}{Figures.Number(value), 9}  {words}";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

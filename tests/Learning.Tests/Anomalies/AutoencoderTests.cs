using System.Globalization;
using Simulator.Anomalies;
using Simulator.Import;
using Simulator.Learning.Anomalies;
using Simulator.Markets;
using Xunit.Abstractions;

namespace Simulator.Tests.Learning.Anomalies;

public sealed class AutoencoderTests(ITestOutputHelper output)
{
    private static readonly (string Name, Func<AnomalyRow, AnomalyScore> By)[] s_measures =
    [
        ("autoencoder", r => r.Network),
        ("mahalanobis", r => r.Mahalanobis),
        ("largest z", r => r.LargestZ),
    ];

    [Fact]
    public void BadTicks_InAWalk_AreFound()
    {
        var (series, planted) = PlantedAnomalies.BadTicks(PlantedAnomalies.Walk(1_600, 7), 7);
        var network = Bars(series, planted, 7)[0];
        Assert.InRange(network.Recall, 0.7, 1);
        Assert.InRange(network.Precision, 0.6, 1);
        Assert.InRange(network.Average, 0.8, 1);
    }

    [Fact]
    public void Transactions_ThatAreUnlikeTheirCategory_AreFoundWhereNoSingleColumnShowsThem()
    {
        var (table, planted) = PlantedAnomalies.Transactions(3_000, 3);
        var measured = Measure(table, planted, r => r.Row, 3);
        Assert.InRange(measured[0].Recall, 0.3, 1);
        Assert.InRange(measured[0].Precision, 0.5, 1);
        Assert.True(measured[0].Average > measured[2].Average + 0.1);
    }

    [Fact]
    public void Detection_WithTheSameSeed_GivesTheSameBytes()
    {
        var (table, _) = PlantedAnomalies.Transactions(400, 4);
        var (one, same) = (Detect(table, 5), Detect(table, 5));
        Assert.Equal(one.Rows.Select(r => r.Network), same.Rows.Select(r => r.Network));
        Assert.NotEqual(one.Rows.Select(r => r.Network), Detect(table, 6).Rows.Select(r => r.Network));
    }

    /// <summary>The measurement of docs/algorithms/anomalies.md.</summary>
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    public void BadTicks_InGoldmanSachs_AreFound(int seed)
    {
        var file = SharedFiles.Require("data/core/daily_2010_2018/GS.csv");
        var clean = CsvImport.Read(File.ReadAllBytes(file), "GS.csv").Series[0].Series;
        var (series, planted) = PlantedAnomalies.BadTicks(clean, seed);
        var network = Bars(series, planted, seed)[0];
        Assert.InRange(network.Recall, 0.8, 1);
        Assert.InRange(network.Average, 0.75, 1);
    }

    private PlantedAnomalies.Measured[] Bars(BarSeries series, HashSet<int> planted, long seed) =>
        Measure(BarColumns.Of(series), planted, r => r.Line - 1, seed);

    private PlantedAnomalies.Measured[] Measure(AnomalyTable table, HashSet<int> planted, Func<AnomalyRow, int> placeOf, long seed)
    {
        var result = Detect(table, seed);
        output.WriteLine(result.Sentence);
        foreach (var note in result.Notes)
            output.WriteLine(note);
        var measured = s_measures.Select(m => PlantedAnomalies.Measure(result, m.By, r => planted.Contains(placeOf(r)))).ToArray();
        for (var i = 0; i < measured.Length; i++)
        {
            var (name, m) = (s_measures[i].Name, measured[i]);
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table.Source} seed {seed} {name}: precision {m.Precision:0.000} recall {m.Recall:0.000} average {m.Average:0.000} "
                        + $"false alarms {m.FalseAlarms:0.0000} of {m.Planted} planted"
                )
            );
        }
        return measured;
    }

    private static AnomalyResult Detect(AnomalyTable table, long seed) =>
        AnomalyDetection.Of(table, Autoencoder.Usual, new AnomalyOptions { Seed = seed });
}

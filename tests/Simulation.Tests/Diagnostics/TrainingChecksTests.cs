using Simulator.Diagnostics;
using Simulator.Features;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Diagnostics;

/// <summary>Each check finds what was planted, and nothing where nothing was.</summary>
public sealed class TrainingChecksTests
{
    private const int Bars = 1500;
    private static readonly double[] s_noise = Noise(5);

    [Fact]
    public void SoundMarkets_AreSeldomNotable()
    {
        const int Markets = 30;
        var notable = TrainingChecks.Names.ToDictionary(name => name, _ => 0);
        for (var seed = 1ul; seed <= Markets; seed++)
        {
            var findings = Findings(Garch(seed), ("size", Sizes(seed)), ("noise", Noise(100 + seed)));
            Assert.Equal(TrainingChecks.Names, findings.Keys);
            foreach (var finding in findings.Values)
            {
                Assert.NotEqual(CheckVerdict.NotComputed, finding.Verdict);
                Assert.Equal(finding.Verdict == CheckVerdict.Notable, finding.Advice.Length > 0);
                notable[finding.Name] += finding.Verdict == CheckVerdict.Notable ? 1 : 0;
            }
        }
        // At 5 % one and a half of thirty are expected, and more than six once in a thousand.
        Assert.All(
            notable,
            check => Assert.True(check.Value <= 6, $"{check.Key}: {check.Value} of {Markets}; all: {string.Join(' ', notable)}")
        );
    }

    [Fact]
    public void RepeatedColumn_IsNamedByCollinearity()
    {
        double[] twice = [.. s_noise.Select(v => (3 * v) + 1)];
        var finding = Findings(Garch(), ("noise", s_noise), ("twice", twice))["collinearity"];
        Assert.Equal(CheckVerdict.Notable, finding.Verdict);
        Assert.Equal("2 of 2 columns repeat others: noise (entirely), twice (entirely).", finding.Finding);
        Assert.NotEqual("", finding.Advice);
    }

    [Fact]
    public void WanderingColumn_IsNamed()
    {
        var (level, wander) = (0.0, new double[Bars]);
        for (var t = 0; t < Bars; t++)
            wander[t] = level += 0.02 + (0.1 * s_noise[t]);
        var findings = Findings(Garch(), ("noise", s_noise), ("wander", wander));
        Assert.Equal("1 of 2 columns may wander: wander.", findings["unitRoots"].Finding);
    }

    [Fact]
    public void ShiftedColumn_IsNamedByTheDriftOfThePartOnly()
    {
        double[] shifted = [.. s_noise.Select((v, t) => t >= 1050 ? v + 1 : v)];
        var findings = Findings(Garch(), ("noise", s_noise), ("shifted", shifted));
        Assert.DoesNotContain("shifted", findings["driftValidation"].Finding, StringComparison.Ordinal);
        Assert.Contains("another distribution in the test part: shifted", findings["driftTest"].Finding, StringComparison.Ordinal);
        Assert.True(findings["driftTest"].PValue < 1e-6);
    }

    [Fact]
    public void HolesAndStillColumns_AreCounted()
    {
        double[] holes = [.. s_noise.Select((v, t) => t is 100 or 200 ? double.NaN : v)];
        var finding = Findings(Garch(), ("holes", holes), ("still", new double[Bars]))["missing"];
        Assert.Equal("2 values are missing (holes); still never changes.", finding.Finding);
        Assert.Equal(2, finding.Statistic);
    }

    [Fact]
    public void OneWildReturn_IsDated()
    {
        var market = Garch();
        var close = market.Close.Select((c, t) => t >= 400 ? c * 1.5 : c).ToArray();
        var finding = Findings(Of(close))["outliers"];
        Assert.Equal(CheckVerdict.Notable, finding.Verdict);
        Assert.StartsWith(
            "1 of 899 returns lie beyond 8 robust deviations; the largest, on 2016-02-05",
            finding.Finding,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void IndependentReturns_HaveNoClusters_AndMemoryOfThemIsFound()
    {
        var noise = Findings(Walk(t => 0.01 * s_noise[t]));
        Assert.Equal((CheckVerdict.Notable, CheckVerdict.AsUsual), (noise["clusters"].Verdict, noise["memory"].Verdict));
        var last = 0.0;
        var memory = Findings(Walk(t => last = (0.3 * last) + (0.01 * s_noise[t])));
        Assert.Equal(CheckVerdict.Notable, memory["memory"].Verdict);
    }

    [Fact]
    public void FewBars_AreToldAsSuch()
    {
        var bars = Garch().Slice(0, 30);
        var findings = TrainingChecks.Run(new TrainingSample(bars, new FeatureTable([], []), new SplitSpec()), CancellationToken.None);
        Assert.All(findings, f => Assert.Equal(CheckVerdict.NotComputed, f.Verdict));
    }

    [Fact]
    public void Page_IsWhatTheTableSays() => GeneratedPage.AssertCurrent("checks-before-training.md", TrainingChecks.Markdown());

    private static Dictionary<string, TrainingFinding> Findings(BarSeries target, params (string Name, double[] Values)[] columns) =>
        TrainingChecks
            .Run(
                new TrainingSample(target, Table(columns, Bars), new SplitSpec()) { Recompute = bars => Table(columns, bars) },
                CancellationToken.None
            )
            .ToDictionary(f => f.Name);

    private static FeatureTable Table((string Name, double[] Values)[] columns, int bars) =>
        new([.. columns.Select(c => c.Name)], [.. columns.Select(c => c.Values[..bars])]);

    private static double[] Noise(ulong seed)
    {
        var random = new SplitMix64(seed);
        return [.. Enumerable.Range(0, Bars).Select(_ => random.NextGaussian())];
    }

    // σ of the next return, in units of the mean one.
    private static double[] Sizes(ulong seed = 9)
    {
        var (variance, error, sizes, noise) = (1.0, 0.0, new double[Bars], Noise(seed));
        for (var t = 0; t < Bars; t++)
        {
            error = Math.Sqrt(variance) * noise[t];
            sizes[t] = Math.Log(variance = 0.1 + (0.2 * error * error) + (0.7 * variance));
        }
        return sizes;
    }

    private static BarSeries Garch(ulong seed = 9)
    {
        var (sizes, noise) = (Sizes(seed), Noise(seed));
        return Walk(t => 0.01 * (t == 0 ? 1 : Math.Exp(sizes[t - 1] / 2)) * noise[t]);
    }

    private static BarSeries Walk(Func<int, double> move)
    {
        var price = 100.0;
        return Of([.. Enumerable.Range(0, Bars).Select(t => price *= Math.Exp(move(t)))]);
    }

    private static BarSeries Of(double[] close) =>
        new(
            "MADE",
            [.. close.Select((_, t) => new DateTime(2015, 1, 1, 21, 0, 0, DateTimeKind.Utc).AddDays(t).Ticks)],
            close,
            close,
            close,
            close,
            new double[close.Length]
        );
}

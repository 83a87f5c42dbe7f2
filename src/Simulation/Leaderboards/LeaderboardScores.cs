using System.Globalization;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Runs;
using Simulator.Scoring;

namespace Simulator.Leaderboards;

/// <summary>
/// Gathers forecasts and compares them: on each series, every forecaster on the rows of the test part that all of them have.
/// </summary>
internal sealed class LeaderboardScores(LeaderboardRequest request)
{
    private const double MeanBlockBars = 10;
    private const int Draws = 1_000;

    private readonly List<Forecasted> _all = [];

    /// <summary>Takes in one forecast.</summary>
    public void Add(LeaderboardCell cell, TargetForecast forecast) => _all.Add(new Forecasted(cell, forecast));

    /// <summary>The leaderboard, when all forecasts are in.</summary>
    public LeaderboardResult ToResult(ISeriesSource series)
    {
        var markets = request.Targets.Select(t => new Market(t, [.. _all.Where(f => f.Cell.Target == t)], request)).ToArray();
        var rows = markets.SelectMany(m => m.Rows).ToArray();
        var standings = Adjusted([
            .. request
                .Forecasters.Keys.Select(f => Standing(f, markets, [.. rows.Where(r => r.Forecaster == f)]))
                .OrderByDescending(s => s.Skill),
        ]);
        return new LeaderboardResult
        {
            Sentence = Sentence(standings),
            Against = request.Against,
            Standings = standings,
            Rows = [.. request.Forecasters.Keys.SelectMany(f => Adjusted([.. rows.Where(r => r.Forecaster == f)]))],
            Data = request.Targets.ToDictionary(t => t, t => series.Find(t)!.ContentHash),
        };
    }

    private LeaderboardStanding Standing(string forecaster, Market[] markets, LeaderboardRow[] rows)
    {
        // Of each day the mean over the series that traded on it.
        var days = markets
            .SelectMany(m => m.Differences(forecaster))
            .GroupBy(d => d.Ticks)
            .OrderBy(g => g.Key)
            .Select(g => g.Average(d => d.Value))
            .ToArray();
        return new LeaderboardStanding
        {
            Forecaster = forecaster,
            Skill = rows.Average(r => r.Skill),
            Better = markets.Count(m => m.CrpsOf(forecaster) < m.CrpsOf(request.Against)),
            PValue = DieboldMariano.Of(days, 1).PValue,
            Difference = Moments.Mean(days),
        };
    }

    // The best of many is compared as one of many.
    private static LeaderboardStanding[] Adjusted(IReadOnlyList<LeaderboardStanding> standings)
    {
        var known = standings.Where(s => !double.IsNaN(s.PValue)).ToArray();
        var adjusted = FalseDiscovery.Adjusted([.. known.Select(s => s.PValue)]);
        return [.. standings.Select(s => Array.IndexOf(known, s) is >= 0 and var place ? s with { PValue = adjusted[place] } : s)];
    }

    private static IEnumerable<LeaderboardRow> Adjusted(LeaderboardRow[] rows)
    {
        if (rows.Any(r => double.IsNaN(r.PValue)))
            return rows;
        var adjusted = FalseDiscovery.Adjusted([.. rows.Select(r => r.PValue)]);
        return rows.Select((r, i) => r with { PValue = adjusted[i] });
    }

    private string Sentence(LeaderboardStanding[] standings)
    {
        var best = standings[0];
        var start = string.Create(
            CultureInfo.InvariantCulture,
            $"{best.Forecaster} has the highest CRPS skill against the random walk, {best.Skill * 100:0.00} % over "
                + $"{request.Targets.Count} series"
        );
        if (best.Forecaster == request.Against)
            return start + ".";
        var sure = best.PValue < 0.05 ? "a difference that is hardly chance" : "not enough data to tell it from chance";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{start}; it is better than {request.Against} on {best.Better} of them, {sure} (p = {best.PValue:0.000})."
        );
    }

    private sealed record Forecasted(LeaderboardCell Cell, TargetForecast Forecast);

    /// <summary>All forecasts of one series.</summary>
    private sealed class Market
    {
        private readonly Dictionary<string, Forecasted[]> _byForecaster;
        private readonly Dictionary<string, double[]> _losses;
        private readonly BarSeries _target;
        private readonly int[] _rows;
        private readonly string _against;

        public Market(string target, Forecasted[] all, LeaderboardRequest request)
        {
            (_target, _against) = (all[0].Forecast.Target, request.Against);
            var first = request.Spec.Split.TestStart(_target.Count);
            _rows =
            [
                .. Enumerable
                    .Range(first, Math.Max(0, _target.Count - first))
                    .Where(t => all.All(f => double.IsFinite(f.Forecast.Tape.Crps[t]))),
            ];
            _byForecaster = all.GroupBy(f => f.Cell.Forecaster).ToDictionary(g => g.Key, g => g.ToArray());
            // Of each row the mean over the seeds: what a person who draws one seed has to expect.
            _losses = _byForecaster.ToDictionary(
                f => f.Key,
                f => Array.ConvertAll(_rows, t => f.Value.Average(s => s.Forecast.Tape.Crps[t]))
            );
            var names = request.Forecasters.Keys.ToArray();
            var sets =
                _rows.Length < 10
                    ? [.. names.Select(_ => double.NaN)]
                    : ConfidenceSet.Of(
                        [.. names.Select(n => _losses[n])],
                        MeanBlockBars,
                        Draws,
                        Seeding.Seeds.Generator(request.Spec.Seed, "leaderboard/" + target)
                    );
            Rows = [.. names.Select((n, i) => Row(target, n, sets[i]))];
        }

        public IReadOnlyList<LeaderboardRow> Rows { get; }

        public double CrpsOf(string forecaster) => Moments.Mean(_losses[forecaster]);

        /// <summary>Loss less that of the one compared with, in units of the other's mean, by the close of the bar.</summary>
        public IEnumerable<(long Ticks, double Value)> Differences(string forecaster)
        {
            var (own, other) = (_losses[forecaster], _losses[_against]);
            var unit = Moments.Mean(other);
            return _rows.Select((t, i) => (_target.CloseTimeTicks[t], (own[i] - other[i]) / unit));
        }

        private LeaderboardRow Row(string target, string name, double confidence)
        {
            var seeds = _byForecaster[name];
            var scores = seeds.Select(s => Scored(s.Forecast.Tape)).ToArray();
            var skills = scores.Select(s => s.Skill).ToArray();
            double[] logs = [.. seeds.Select(s => LogScore(s.Forecast.Tape))];
            return new LeaderboardRow
            {
                Target = target,
                Forecaster = name,
                Seeds = seeds.Length,
                Count = _rows.Length,
                Crps = CrpsOf(name),
                Skill = skills.Average(),
                SkillDeviation = skills.Length < 2 ? double.NaN : Math.Sqrt(Moments.Variance(skills)),
                LogScore = logs.Average(),
                Coverage90 = seeds.Average(s => Coverage(s.Forecast.Tape, 0.05, 0.95)),
                Coverage95 = scores.Average(s => s.Coverage95),
                DirectionalAccuracy = scores[0].DirectionalAccuracy,
                DirectionPValue = scores[0].DirectionPValue,
                BaseRateOfRise = scores[0].BaseRateOfRise,
                PValue = DieboldMariano.Of([.. Differences(name).Select(d => d.Value)], 1).PValue,
                ConfidenceP = confidence,
                SpecHash = SpecJson.Hash(seeds[0].Cell.Spec),
            };
        }

        private ForecastScores Scored(ForecastTape tape) =>
            _rows.Length == 0
                ? ForecastScorer.Score(tape, _target, _target.Count, _target.Count - 1)
                : ForecastScorer.Score(tape, _target, _rows[0], _rows[^1] + tape.Horizons[0].Bars);

        private double Coverage(ForecastTape tape, double low, double high)
        {
            var (from, to) = (tape.Quantiles[LevelOf(tape, low)], tape.Quantiles[LevelOf(tape, high)]);
            return _rows.Length == 0 ? double.NaN : _rows.Average(t => Outcome(t) >= from[t] && Outcome(t) <= to[t] ? 1.0 : 0.0);
        }

        private static int LevelOf(ForecastTape tape, double level) => Array.FindIndex(tape.Levels, l => Math.Abs(l - level) < 1e-9);

        private double Outcome(int row) => Math.Log(_target.Close[row + 1] / _target.Close[row]);

        private double LogScore(ForecastTape tape) =>
            tape.Horizons[0].LogScore is { } all && _rows.Length > 0 ? _rows.Average(t => all[t]) : double.NaN;
    }
}

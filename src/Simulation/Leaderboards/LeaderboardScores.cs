using System.Globalization;
using Simulator.Diagnostics;
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

    private readonly List<Market> _markets = [];
    private readonly List<Forecasted> _ofOneSeries = [];

    /// <summary>
    /// Takes in one forecast; those of a series come one after the other. Of a series that is complete only scores are kept.
    /// </summary>
    public void Add(LeaderboardCell cell, TargetForecast forecast)
    {
        if (_ofOneSeries.Count > 0 && _ofOneSeries[0].Cell.Target != cell.Target)
            Complete();
        _ofOneSeries.Add(new Forecasted(cell, forecast));
    }

    /// <summary>The leaderboard, when all forecasts are in.</summary>
    public LeaderboardResult ToResult(ISeriesSource series)
    {
        Complete();
        var markets = _markets.ToArray();
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

    private void Complete()
    {
        _markets.Add(new Market(_ofOneSeries[0].Cell.Target, [.. _ofOneSeries], request));
        _ofOneSeries.Clear();
    }

    private LeaderboardStanding Standing(string forecaster, Market[] markets, LeaderboardRow[] rows)
    {
        // Of each day the mean over the series that traded on it.
        var days = markets
            .SelectMany(m => m.Differences(forecaster))
            .GroupBy(d => d.Moment)
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
        var adjusted = FalseDiscovery.Adjusted([.. standings.Select(s => s.PValue)]);
        return [.. standings.Select((s, i) => s with { PValue = adjusted[i] })];
    }

    private static IEnumerable<LeaderboardRow> Adjusted(LeaderboardRow[] rows)
    {
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
        var against = string.Create(
            CultureInfo.InvariantCulture,
            $"; its CRPS is lower than that of {request.Against} on {best.Better} of {request.Targets.Count}"
        );
        return start + against + Certainty(best) + ".";
    }

    private static string Certainty(LeaderboardStanding best) =>
        double.IsNaN(best.PValue) ? ", which no test can compare"
        : best.PValue >= 0.05 ? $", not enough to tell skill from chance ({Levels.Words(best.PValue)})"
        : best.Difference < 0 ? $", more than chance would explain ({Levels.Words(best.PValue)})"
        : $", but higher in the mean over the days ({Levels.Words(best.PValue)})";

    private sealed record Forecasted(LeaderboardCell Cell, TargetForecast Forecast);

    /// <summary>What is left of the forecasts of one series: its rows of the table, and the losses day by day.</summary>
    private sealed class Market
    {
        private readonly Dictionary<string, double[]> _losses;
        private readonly long[] _moments;
        private readonly string _against;

        public Market(string target, Forecasted[] all, LeaderboardRequest request)
        {
            var days = new Days(all, request.Spec.Split);
            _against = request.Against;
            _moments = days.Moments;
            var byForecaster = all.GroupBy(f => f.Cell.Forecaster).ToDictionary(g => g.Key, g => g.ToArray());
            // Of each row the mean over the seeds: what a person who draws one seed has to expect.
            _losses = byForecaster.ToDictionary(f => f.Key, f => days.Losses([.. f.Value.Select(s => s.Forecast.Tape)]));
            var names = request.Forecasters.Keys.ToArray();
            var sets =
                _moments.Length < 10
                    ? [.. names.Select(_ => double.NaN)]
                    : ConfidenceSet.Of(
                        [.. names.Select(n => _losses[n])],
                        MeanBlockBars,
                        Draws,
                        Seeding.Seeds.Generator(request.Spec.Seed, "leaderboard/" + target)
                    );
            Rows = [.. names.Select((n, i) => Row(target, n, byForecaster[n], days, sets[i]))];
        }

        public IReadOnlyList<LeaderboardRow> Rows { get; }

        public double CrpsOf(string forecaster) => Moments.Mean(_losses[forecaster]);

        /// <summary>
        /// Loss less that of the one compared with, in units of the other's mean, by the moments of <see cref="Days.Moments"/>.
        /// </summary>
        public IEnumerable<(long Moment, double Value)> Differences(string forecaster)
        {
            var (own, other) = (_losses[forecaster], _losses[_against]);
            var unit = Moments.Mean(other);
            return _moments.Select((moment, i) => (moment, (own[i] - other[i]) / unit));
        }

        private LeaderboardRow Row(string target, string name, Forecasted[] seeds, Days days, double confidence)
        {
            var scores = seeds.Select(s => days.Scored(s.Forecast.Tape)).ToArray();
            var skills = scores.Select(s => s.Skill).ToArray();
            return new LeaderboardRow
            {
                Target = target,
                Forecaster = name,
                Seeds = seeds.Length,
                Count = _moments.Length,
                Crps = CrpsOf(name),
                Skill = skills.Average(),
                SkillDeviation = skills.Length < 2 ? double.NaN : Math.Sqrt(Moments.Variance(skills)),
                LogScore = seeds.Average(s => days.LogScore(s.Forecast.Tape)),
                Coverage90 = seeds.Average(s => days.Coverage(s.Forecast.Tape, 0.05, 0.95)),
                WorstFold = seeds.Average(s => WorstFold.Skill(s.Forecast.Tape, s.Forecast.Target)),
                Coverage95 = scores.Average(s => s.Coverage95),
                DirectionalAccuracy = scores[0].DirectionalAccuracy,
                DirectionPValue = scores[0].DirectionPValue,
                BaseRateOfRise = scores[0].BaseRateOfRise,
                PValue = DieboldMariano.Of([.. Differences(name).Select(d => d.Value)], 1).PValue,
                ConfidenceP = confidence,
                SpecHash = SpecJson.Hash(seeds[0].Cell.Spec),
            };
        }
    }

    /// <summary>The rows of the test part that every forecast of a series has.</summary>
    private sealed class Days
    {
        private readonly BarSeries _target;
        private readonly int[] _rows;

        public Days(Forecasted[] all, SplitSpec split)
        {
            _target = all[0].Forecast.Target;
            var first = split.TestStart(_target.Count);
            _rows =
            [
                .. Enumerable
                    .Range(first, Math.Max(0, _target.Count - first))
                    .Where(t => all.All(f => double.IsFinite(f.Forecast.Tape.Crps[t]))),
            ];
        }

        /// <summary>What rows of several series share: the trading day of a bar of a day or more, else its close, UTC ticks.</summary>
        public long[] Moments =>
            Array.ConvertAll(_rows, t => _target.Interval.IsIntraday ? _target.CloseTimeTicks[t] : _target.DayAt(t).DayNumber);

        public double[] Losses(ForecastTape[] seeds) => Array.ConvertAll(_rows, t => seeds.Average(tape => tape.Crps[t]));

        public ForecastScores Scored(ForecastTape tape) => ForecastScorer.Score(tape, tape.Horizons[0], _target, _rows);

        public double LogScore(ForecastTape tape) =>
            tape.Horizons[0].LogScore is { } all && _rows.Length > 0 ? _rows.Average(t => all[t]) : double.NaN;

        public double Coverage(ForecastTape tape, double low, double high)
        {
            var (from, to) = (tape.Quantiles[LevelOf(tape, low)], tape.Quantiles[LevelOf(tape, high)]);
            return _rows.Length == 0 ? double.NaN : _rows.Average(t => Outcome(t) >= from[t] && Outcome(t) <= to[t] ? 1.0 : 0.0);
        }

        private static int LevelOf(ForecastTape tape, double level) => Array.FindIndex(tape.Levels, l => Math.Abs(l - level) < 1e-9);

        private double Outcome(int row) => Math.Log(_target.Close[row + 1] / _target.Close[row]);
    }
}

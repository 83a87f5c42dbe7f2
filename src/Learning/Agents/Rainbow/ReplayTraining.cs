using Simulator.Learning.Agents.Folds;
using Simulator.Learning.Agents.Training;
using Simulator.Numerics;

namespace Simulator.Learning.Agents.Rainbow;

/// <summary>A fold's training by <see cref="RainbowTraining"/>: an update is one of at most fifty equal parts of its steps.</summary>
internal sealed class ReplayTraining : IFoldTraining
{
    private const int MostUpdates = 50;
    private readonly FoldPlace _place;
    private readonly RainbowTraining _training;
    private readonly int _rounds; // steps of each environment
    private double _meanReward;

    /// <summary>Nothing is played yet.</summary>
    /// <param name="place">Where and how long it learns.</param>
    /// <param name="options">Hyper-parameters.</param>
    public ReplayTraining(FoldPlace place, RainbowOptions options)
    {
        _place = place;
        _rounds = Math.Max(1, place.Steps / place.Environment.Count);
        Updates = Math.Min(MostUpdates, _rounds);
        var steps = (long)_rounds * place.Environment.Count;
        _training = new RainbowTraining(place.Environment, options, steps, place.Seed, place.Purpose);
        Policy = new ActionValues(_training.Network, place.Environment.ActionCount, options.RewardScale);
    }

    /// <inheritdoc/>
    public int Update { get; private set; }

    /// <inheritdoc/>
    public int Updates { get; }

    /// <inheritdoc/>
    public IActionScores Policy { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Figures =>
        new Dictionary<string, double>
        {
            ["meanReward"] = _meanReward,
            ["loss"] = _training.Last.Loss,
            ["meanValue"] = _training.Last.MeanValue,
            ["gradientNorm"] = _training.Last.GradientNorm,
            ["exploration"] = _training.Exploration,
        };

    /// <summary>
    /// Deviation of the log-return of a bar on which it trains, times the greatest exposure: what rewards are divided by.
    /// </summary>
    public static double BarDeviation(FoldPlace place)
    {
        double[] returns = [.. place.Fold.Training.SelectMany(bars => MarketReturns.Of(place.Market, bars))];
        var deviation = Math.Sqrt(Moments.Variance(returns)) * place.Terms.Execution.Leverage;
        return deviation > 0 ? deviation : 1;
    }

    /// <inheritdoc/>
    public void RunUpdate()
    {
        var end = (int)((long)_rounds * (Update + 1) / Updates);
        var (sum, count) = (0.0, 0);
        for (var round = (int)((long)_rounds * Update / Updates); round < end; round++)
        {
            _training.RunStep();
            foreach (var reward in _place.Environment.Rewards)
                sum += reward;
            count += _place.Environment.Count;
        }
        _meanReward = sum / count;
        Update++;
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Update);
        if (Update == Updates)
            _training.Network.Save(writer); // a replay of many megabytes is needed no more
        else
            _training.Save(writer);
    }

    /// <inheritdoc/>
    public void Restore(BinaryReader reader)
    {
        Update = reader.ReadInt32();
        if (Update == Updates)
            _training.Network.Restore(reader);
        else
            _training.Restore(reader);
    }

    /// <summary>
    /// Values of the actions without noise, in log-return discounted: in that unit those of all trainings mean the same, whatever each of
    /// them divided its rewards by.
    /// </summary>
    private sealed class ActionValues(QNetwork network, int actions, double scale) : IActionScores
    {
        public int Actions => actions;

        public void Score(ReadOnlySpan<float> observation, Span<double> scores)
        {
            network.Values(observation, scores);
            for (var a = 0; a < actions; a++)
                scores[a] /= scale;
        }
    }
}

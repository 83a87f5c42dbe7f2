using Simulator.Environments;
using Simulator.Learning.Agents.Dense;
using Simulator.Learning.Agents.Rainbow;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Agents.Rainbow;

/// <summary>
/// DQN (Mnih et al. 2015, algorithm 1) as short as it can be, on lists, for one environment: what is left of Rainbow when every part is
/// off. It draws from the same streams in the same order.
/// </summary>
internal static class PlainDqn
{
    public static QNetwork Train(IVectorEnvironment environment, RainbowOptions options, int steps, long seed, string purpose)
    {
        var (inputs, actions, batch) = (environment.ObservationSize, environment.ActionCount, options.BatchSize);
        QNetwork Network() => new(inputs, actions, options, batch, Seeds.Generator(seed, $"{purpose}/weights"));
        var (online, target) = (Network(), Network());
        var adam = new DenseAdam(online.Parameters, 0.9, 0.999, options.AdamEpsilon);
        var (exploring, drawing) = (Seeds.Generator(seed, $"{purpose}/actions"), Seeds.Generator(seed, $"{purpose}/replay"));
        var memory = new List<(float[] Row, int Action, double Reward, float[] Next, bool Ended)>();
        for (var step = 0; step < steps; step++)
        {
            var row = environment.Observations.ToArray();
            var passed = Math.Min(1, step / (options.ExplorationFraction * steps));
            var epsilon = options.ExplorationStart + (passed * (options.ExplorationEnd - options.ExplorationStart));
            int action;
            if (exploring.NextDouble() < epsilon)
                action = exploring.NextInt(actions);
            else
                action = Best(online.Forward(row, 1).ToArray());
            environment.Step([action]);
            var isOver = environment.Terminated[0] || environment.Truncated[0];
            var next = (isOver ? environment.FinalObservations : environment.Observations).ToArray();
            var transition = (row, action, environment.Rewards[0], next, environment.Terminated[0]);
            if (memory.Count < options.Capacity)
                memory.Add(transition);
            else
                memory[step % options.Capacity] = transition;
            if (step + 1 > options.LearningStarts && (step + 1) % options.TrainInterval == 0)
                Learn();
            if ((step + 1) % options.TargetInterval == 0)
                target.CopyFrom(online);
        }
        return online;

        void Learn()
        {
            var drawn = Enumerable.Range(0, batch).Select(_ => memory[drawing.NextInt(memory.Count)]).ToList();
            var after = target.Forward(drawn.SelectMany(d => d.Next).ToArray(), batch).ToArray();
            float[] rows = [.. drawn.SelectMany(d => d.Row)];
            var now = online.Forward(rows, batch).ToArray();
            Array.Clear(online.Gradients);
            for (var j = 0; j < batch; j++)
            {
                var best = after.AsSpan(j * actions, actions).ToArray().Max();
                var aim = (float)drawn[j].Reward + ((drawn[j].Ended ? 0 : (float)options.Gamma) * (double)best);
                var at = (j * actions) + drawn[j].Action;
                online.Gradients[at] = (float)(1.0 / batch * (2 * (now[at] - aim)));
            }
            online.Backward(rows, batch);
            adam.Step(options.LearningRate, options.MaximumGradientNorm);
        }
    }

    private static int Best(float[] values) => Array.IndexOf(values, values.Max());
}

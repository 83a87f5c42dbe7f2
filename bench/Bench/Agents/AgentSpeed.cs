using System.Globalization;
using Simulator.Bench.Engine;
using Simulator.Environments;
using Simulator.Learning.Agents.Dense;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Agents.Rainbow;
using Simulator.Learning.Agents.Sac;
using Simulator.Learning.Agents.Training;
using Simulator.Seeding;

namespace Simulator.Bench.Agents;

/// <summary>Steps per second of environments and of whole trainings, and the parts that a training is made of.</summary>
internal static class AgentSpeed
{
    private const int Rounds = 7;
    private const int PpoEnvironments = 4;

    /// <summary>Prints two tables.</summary>
    public static void Print()
    {
        Console.WriteLine($"Best of {Rounds} rounds, processor time of one thread.");
        Console.WriteLine();
        Console.WriteLine("| what | steps/s | target | |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var count in (int[])[1, 4, 64, 1_024])
            Row(Text($"CartPole alone, N = {count:#,0}"), Alone(s => new CartPole(s), count), count == 1_024 ? 50e6 : double.NaN);
        Row("Acrobot alone, N = 1,024", Alone(s => new Acrobot(s), 1_024), double.NaN);
        Row("MountainCar alone, N = 1,024", Alone(s => new MountainCar(s), 1_024), double.NaN);
        Row("Pendulum alone, N = 1,024", Alone(s => new Pendulum(5, s), 1_024), double.NaN);
        Row("PPO, CleanRL's parameters, CartPole", Training(Ppo(DensePpoOptions.CleanRl, PpoEnvironments), 50_000), 150_000);
        Row("PPO, Zoo's parameters, CartPole", Training(Ppo(DensePpoOptions.ZooCartPole, 8), 20_000), double.NaN);
        Row("A2C, Stable-Baselines3's parameters, CartPole", Training(Ppo(DensePpoOptions.A2c, 8), 20_000), double.NaN);
        Row("DQN, Stable-Baselines3's parameters, CartPole", Training(Q(RainbowOptions.StableBaselinesDqn), 20_000), 40_000);
        Row("DQN, CleanRL's parameters, CartPole", Training(Q(RainbowOptions.CleanRlDqn), 20_000), double.NaN);
        Row("C51, CleanRL's parameters, CartPole", Training(Q(RainbowOptions.CleanRlC51), 20_000), double.NaN);
        var published = RainbowOptions.RainbowCartPole with { TrainInterval = 4 };
        Row("Rainbow, all six parts, CartPole, a gradient step every 4 steps", Training(Q(published), 10_000), 15_000);
        Row("the same every 2 steps", Training(Q(RainbowOptions.RainbowCartPole), 10_000), double.NaN);
        Row("SAC, Stable-Baselines3's parameters, Pendulum", Training(Sac(SacOptions.StableBaselines), 500), double.NaN);
        Row("the same with hidden layers of 64", Training(Sac(SacOptions.StableBaselines with { Hidden = [64, 64] }), 4_000), double.NaN);
        Console.WriteLine();
        Console.WriteLine("| part of PPO, one network 4–64–64–2, tanh | µs | GFLOP/s |");
        Console.WriteLine("|---|---|---|");
        foreach (var rows in (int[])[1, PpoEnvironments, 128])
            Parts(rows);
    }

    private static void Row(string what, double rate, double target) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {rate:#,0} | {(double.IsNaN(target) ? "" : Text($"≥ {target:#,0}"))} | "
                    + $"{(double.IsNaN(target) ? "" : rate >= target ? "met" : "**missed**")} |"
            )
        );

    private static double Alone(Func<ulong[], IVectorEnvironment> make, int count)
    {
        const int Drawn = 1_024;
        var (environment, random, steps) = (make(LearningBar.Seeds(1, "environment", count)), new SplitMix64(1), 4_000_000 / count);
        int[] actions = [.. Enumerable.Range(0, Drawn * count).Select(_ => random.NextInt(environment.ActionCount))];
        var time = Best(() =>
        {
            for (var step = 0; step < steps; step++)
                environment.Step(actions.AsSpan(step % Drawn * count, count));
        });
        return (long)steps * count / time * 1e3;
    }

    private static double Training(ITraining training, int steps)
    {
        while (training.Steps < steps) // past what is played before learning begins
            training.Advance();
        return steps
            / Best(() =>
            {
                for (var end = training.Steps + steps; training.Steps < end; )
                    training.Advance();
            })
            * 1e3;
    }

    private static DensePpo Ppo(DensePpoOptions options, int environments) =>
        new(new CartPole(LearningBar.Seeds(1, "environment", environments)), options, 1_000_000, 1, "agent");

    private static RainbowTraining Q(RainbowOptions options) =>
        new(new CartPole(LearningBar.Seeds(1, "environment", 1)), options with { ExplorationStart = 0.05 }, 1_000_000_000, 1, "agent");

    private static SacTraining Sac(SacOptions options) => new(new Pendulum(2, LearningBar.Seeds(1, "environment", 1)), options, 1, "agent");

    private static void Parts(int rows)
    {
        const int Repetitions = 2_000;
        var network = new DenseNetwork([4, 64, 64, 2], Activation.Tanh, Activation.Identity, rows);
        FirstWeights.Orthogonal(network, Math.Sqrt(2), 0.01, new SplitMix64(1));
        var (adam, inputs) = (new DenseAdam(network.Parameters, 0.9, 0.999, 1e-5), new float[rows * 4]);
        var work = 2.0 * rows * ((4 * 64) + (64 * 64) + (64 * 2));
        Part($"forward, {rows} rows", work, () => network.Forward(inputs, 4, rows));
        Part($"backward, {rows} rows", (2 * work) - (2.0 * rows * 4 * 64), () => network.Backward(inputs, 4, rows));
        if (rows == 1)
            Part("norm and Adam", double.NaN, () => adam.Step(1e-9, 0.5));

        static void Part(string what, double operations, Action work)
        {
            var time = Best(() =>
            {
                for (var i = 0; i < Repetitions; i++)
                    work();
            });
            var rate = double.IsNaN(operations) ? "" : Text($"{operations * Repetitions / time / 1e6:0}");
            Console.WriteLine(Text($"| {what} | {time / Repetitions * 1e3:0.00} | {rate} |"));
        }
    }

    private static double Best(Action work)
    {
        var best = double.PositiveInfinity;
        for (var round = 0; round < Rounds; round++)
        {
            var start = ThreadClock.Milliseconds;
            work();
            best = Math.Min(best, ThreadClock.Milliseconds - start);
        }
        return best;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using Simulator.Environments;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Agents.Rainbow;
using Simulator.Learning.Agents.Sac;
using Simulator.Learning.Agents.Training;

namespace Simulator.Bench.Agents;

/// <summary>What an agent has to learn.</summary>
/// <param name="Name">Algorithm and parameters.</param>
/// <param name="Task">Environment.</param>
/// <param name="Steps">Steps of training.</param>
/// <param name="Target">Least mean return of every seed; NaN for none.</param>
/// <param name="IsGreedy">Whether the return is that of 100 episodes of the best actions after training, else that of the last 100 episodes
/// of training.</param>
/// <param name="Play">Environments for some seeds.</param>
/// <param name="Train">A training by its seed.</param>
internal sealed record LearningBar(
    string Name,
    string Task,
    long Steps,
    double Target,
    bool IsGreedy,
    Func<ulong[], IVectorEnvironment> Play,
    Func<long, ITraining> Train
)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<LearningBar> All { get; } =
    [
        Ppo("PPO, Zoo's parameters", "CartPole", 100_000, 475, true, DensePpoOptions.ZooCartPole, 8),
        Ppo("PPO, CleanRL's parameters", "CartPole", 500_000, 475, false, DensePpoOptions.CleanRl, 4),
        Ppo("PPO, CleanRL's parameters", "Acrobot", 500_000, -95, false, DensePpoOptions.CleanRl, 4),
        Ppo("PPO, CleanRL's parameters", "MountainCar", 500_000, -200, false, DensePpoOptions.CleanRl, 4),
        Ppo("A2C, Stable-Baselines3's parameters", "CartPole", 500_000, double.NaN, true, DensePpoOptions.A2c, 8),
        Q("DQN, CleanRL's parameters", 500_000, 470, false, RainbowOptions.CleanRlDqn),
        Q("C51, CleanRL's parameters", 500_000, 480, false, RainbowOptions.CleanRlC51),
        Q("Rainbow", 80_000, 450, true, RainbowOptions.RainbowCartPole),
        Q("Rainbow without double", 80_000, double.NaN, true, RainbowOptions.RainbowCartPole with { IsDouble = false }),
        Q("Rainbow without duelling", 80_000, double.NaN, true, RainbowOptions.RainbowCartPole with { IsDuelling = false }),
        Q("Rainbow without priorities", 80_000, double.NaN, true, RainbowOptions.RainbowCartPole with { IsPrioritised = false }),
        Q("Rainbow without noise", 80_000, double.NaN, true, RainbowOptions.RainbowCartPole with { IsNoisy = false }),
        Q("Rainbow without several steps", 80_000, double.NaN, true, RainbowOptions.RainbowCartPole with { Steps = 1 }),
        Q("Rainbow without a distribution", 80_000, double.NaN, true, RainbowOptions.RainbowCartPole with { Atoms = 1 }),
        Q("Rainbow with every part off (DQN)", 80_000, double.NaN, true, RainbowOptions.RainbowCartPole.WithoutParts()),
        Sac("SAC, Stable-Baselines3's parameters", 20_000, -200, SacOptions.StableBaselines),
    ];

    /// <summary>One seed per environment, from the one seed.</summary>
    public static ulong[] Seeds(long seed, string purpose, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Seeding.Seeds.Derive(seed, FormattableString.Invariant($"{purpose}{i}")))];

    private static LearningBar Ppo(
        string name,
        string task,
        long steps,
        double target,
        bool isGreedy,
        DensePpoOptions options,
        int environments
    )
    {
        var play = Tasks(task);
        var updates = (int)(steps / (environments * options.RolloutSteps));
        return new LearningBar(
            name,
            task,
            (long)updates * environments * options.RolloutSteps,
            target,
            isGreedy,
            play,
            seed => new DensePpo(play(Seeds(seed, "environment", environments)), options, updates, seed, "agent")
        );
    }

    private static LearningBar Q(string name, long steps, double target, bool isGreedy, RainbowOptions options)
    {
        var play = Tasks("CartPole");
        return new LearningBar(
            name,
            "CartPole",
            steps,
            target,
            isGreedy,
            play,
            seed => new RainbowTraining(play(Seeds(seed, "environment", 1)), options, steps, seed, "agent")
        );
    }

    private static LearningBar Sac(string name, long steps, double target, SacOptions options)
    {
        return new LearningBar(
            name,
            "Pendulum",
            steps,
            target,
            IsGreedy: true,
            Play,
            seed => new SacTraining(Play(Seeds(seed, "environment", 1)), options, seed, "agent")
        );

        static Pendulum Play(ulong[] seeds) => new(2, seeds);
    }

    private static Func<ulong[], IVectorEnvironment> Tasks(string task) =>
        task switch
        {
            "Acrobot" => seeds => new Acrobot(seeds),
            "MountainCar" => seeds => new MountainCar(seeds),
            _ => seeds => new CartPole(seeds),
        };
}

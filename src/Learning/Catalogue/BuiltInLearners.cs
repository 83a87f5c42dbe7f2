using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Forecasters.Gan;

namespace Simulator.Learning.Catalogue;

/// <summary>The learners that come with the product.</summary>
public static class BuiltInLearners
{
    /// <summary>Their rows, in the order in which pages show them.</summary>
    public static IReadOnlyList<LearnerDescription> All { get; } = [GanRow.Description, PpoRow.Description];

    /// <summary>Puts them into <see cref="LearnerTable"/>; every program that reads specs calls it first. Loads no tensor library.</summary>
    public static void Register() => LearnerTable.Register([.. All]);
}

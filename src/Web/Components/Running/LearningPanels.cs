using System.Globalization;
using Simulator.Jobs;
using Simulator.Stages;

namespace Simulator.Web.Components.Running;

/// <summary>Which learning curve is drawn where: losses, validation score against the random walk, the agent on validation.</summary>
public static class LearningPanels
{
    private static readonly string[] s_seedColors = ["accent", "third", "down", "up"];

    /// <summary>The panels in their order.</summary>
    public static IReadOnlyList<Panel> All { get; } =
    [
        new(
            "losses",
            StageName.Forecaster,
            "Critic and generator loss",
            "number",
            "epoch, over all folds",
            "Drawn once the forecaster trains"
        ),
        new(
            "crps",
            StageName.Forecaster,
            "Validation CRPS against the random walk",
            "number",
            "epoch, over all folds",
            "Drawn once the forecaster trains"
        ),
        new("agent", StageName.Agent, "Agent on validation", "percent", "update, over all seeds", "Drawn once the agent trains"),
    ];

    /// <summary>The points of an evaluation, one per value that is drawn.</summary>
    public static IEnumerable<Point> Points(JobEvent.Evaluated evaluated)
    {
        ArgumentNullException.ThrowIfNull(evaluated);
        foreach (var (name, value) in evaluated.Values)
        {
            if (double.IsFinite(value) && Place(name, evaluated.Group) is { } place)
                yield return place with
                {
                    X = evaluated.Step,
                    Y = value,
                };
        }
    }

    private static Point? Place(string name, int group) =>
        name switch
        {
            "criticLoss" => new("losses", "critic", "accent", false),
            "generatorLoss" => new("losses", "generator", "third", false),
            "validationCrps" => new("crps", "forecaster", "accent", false),
            "randomWalkCrps" => new("crps", "random walk", "bench", true),
            "validationReturn" => new(
                "agent",
                string.Create(CultureInfo.InvariantCulture, $"seed {group + 1}"),
                s_seedColors[group % s_seedColors.Length],
                false
            ),
            "validationBuyAndHold" => new("agent", "buy and hold", "bench", true),
            _ => null,
        };

    /// <summary>A chart.</summary>
    public sealed record Panel(string Id, StageName Stage, string Title, string Format, string XTitle, string Empty);

    /// <summary>A point on a line of a panel.</summary>
    public sealed record Point(string Panel, string Line, string Color, bool Dashed, double X = 0, double Y = 0);
}

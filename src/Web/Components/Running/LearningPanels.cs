using System.Globalization;
using Simulator.Jobs;
using Simulator.Learners;
using Simulator.Store.Jobs;

namespace Simulator.Web.Components.Running;

/// <summary>The charts of a job's learners and where each reported value is drawn; all of it comes from the learners' rows.</summary>
public sealed class LearningPanels
{
    private const string ForecasterStage = "forecaster",
        AgentStage = "agent";
    private static readonly string[] s_colors = ["accent", "third", "down", "ok"];
    private readonly Dictionary<(string Stage, string Value), (string Panel, LearnerLine Line, string Color)> _places = [];

    /// <summary>The charts of the learners that a job's stages name.</summary>
    public LearningPanels(IEnumerable<StageProgress> stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        List<Panel> panels = [];
        foreach (var stage in stages.Where(s => s.State != StageState.Skipped))
        {
            foreach (var chart in Row(stage)?.Charts ?? [])
                panels.Add(Add(stage.Stage, chart));
        }
        All = panels;
    }

    /// <summary>The charts in their order.</summary>
    public IReadOnlyList<Panel> All { get; }

    /// <summary>The points of an evaluation, one per value that is drawn.</summary>
    public IEnumerable<Point> Points(JobEvent.Evaluated evaluated)
    {
        ArgumentNullException.ThrowIfNull(evaluated);
        foreach (var (name, value) in evaluated.Values)
        {
            if (!double.IsFinite(value) || !_places.TryGetValue((evaluated.Stage, name), out var place))
                continue;
            var (label, color) = place.Line.IsPerGroup
                ? (string.Create(CultureInfo.InvariantCulture, $"{place.Line.Label} {evaluated.Group + 1}"), Color(evaluated.Group))
                : (place.Line.Label, place.Color);
            yield return new Point(place.Panel, label, color, place.Line.IsBaseline, evaluated.Step, value);
        }
    }

    // Jobs of earlier versions name no learner: they had one of each role.
    private static LearnerDescription? Row(StageProgress stage) =>
        stage.Stage switch
        {
            ForecasterStage => LearnerTable.Find(LearnerRole.Forecaster, stage.Learner ?? "gan"),
            AgentStage => LearnerTable.Find(LearnerRole.Agent, stage.Learner ?? "ppo"),
            _ => null,
        };

    private Panel Add(string stage, LearnerChart chart)
    {
        var color = 0;
        foreach (var line in chart.Lines)
            _places[(stage, line.Value)] = (chart.Id, line, line.IsBaseline ? "bench" : Color(color++));
        return new Panel(
            chart.Id,
            chart.Title,
            chart.IsPercent ? "percent" : "number",
            chart.StepTitle,
            stage == AgentStage ? RunningText.AppearsWhenTheAgentTrains : RunningText.AppearsWhenTheForecasterTrains
        );
    }

    private static string Color(int index) => s_colors[index % s_colors.Length];

    /// <summary>A chart.</summary>
    public sealed record Panel(string Id, string Title, string Format, string XTitle, string Empty);

    /// <summary>A point on a line of a panel.</summary>
    public sealed record Point(string Panel, string Line, string Color, bool Dashed, double X, double Y);
}

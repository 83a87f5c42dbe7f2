using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Learners;

namespace Simulator.Web.Components.Specs;

/// <summary>
/// How long a learner may try: a quick look that shows whether anything happens, the careful defaults, and a thorough run. Each sets the
/// parameters that time goes into; all others stay as they are.
/// </summary>
/// <param name="Key">For the radio.</param>
/// <param name="Words">Shown to people.</param>
/// <param name="Times">Share of the usual passes and steps.</param>
/// <param name="Draws">Share of the usual seeds and samples.</param>
public sealed record Effort(string Key, string Words, double Times, double Draws)
{
    private static readonly (string Path, LearnerRole Role)[] s_parts =
    [
        ("forecaster", LearnerRole.Forecaster),
        ("strategy.agent", LearnerRole.Agent),
    ];

    // What a learner's time is made of, by the names that the table of learners gives it.
    private static readonly string[] s_times = ["epochs", "patienceEpochs", "steps", "updates", "iterations", "trees"];
    private static readonly string[] s_draws = ["seeds", "samples", "trainFolds"];

    /// <summary>All of them, the quickest first.</summary>
    public static IReadOnlyList<Effort> All =>
        [new("quick", SpecsText.QuickLook, 0.1, 0.4), new("careful", SpecsText.Careful, 1, 1), new("thorough", SpecsText.Thorough, 3, 2)];

    /// <summary>Writes it into a draft.</summary>
    public void Write(SpecDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        foreach (var (path, value) in Values(draft))
            draft.Set(path, JsonValue.Create(value));
    }

    /// <summary>Whether a draft is at this effort.</summary>
    public bool Is(SpecDraft draft) =>
        draft is not null
        && Values(draft).ToList() is { Count: > 0 } values
        && values.All(v => draft.GetText(v.Path) == v.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private IEnumerable<(string Path, long Value)> Values(SpecDraft draft)
    {
        foreach (var (path, role) in s_parts)
        {
            if (LearnerTable.Find(role, draft.GetText(path + ".kind")) is not { } row || LearnerFields.Json(row) is not JsonObject usual)
                continue;
            foreach (var parameter in row.Parameters)
            {
                var share =
                    s_times.Contains(parameter.Name) ? Times
                    : s_draws.Contains(parameter.Name) ? Draws
                    : double.NaN;
                if (double.IsFinite(share) && usual[parameter.Name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number)
                    yield return ($"{path}.{parameter.Name}", Scaled(parameter, value.GetValue<double>(), share));
            }
        }
    }

    private static long Scaled(LearnerParameter parameter, double usual, double share)
    {
        var least = Math.Max(1, double.IsFinite(parameter.Min) ? parameter.Min : 1);
        return (long)Math.Clamp(Math.Ceiling(usual * share), least, double.IsFinite(parameter.Max) ? parameter.Max : 1e9);
    }
}

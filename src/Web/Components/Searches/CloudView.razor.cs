using System.Globalization;
using Microsoft.AspNetCore.Components;
using Simulator.Robustness.Sweeps;
using Simulator.Web.Components.Words;
using Simulator.Web.Searches;

namespace Simulator.Web.Components.Searches;

/// <summary>All runs of a sweep as pictures and as a table; one of them is the chosen one, at first the best.</summary>
public sealed partial class CloudView
{
    private const int MostTop = 100;

    private IReadOnlyList<ParameterImportance> _importance = [];
    private IReadOnlyList<string> _dots = [];
    private CloudBrush _brush = null!;
    private SweepCloud? _drawn;
    private PointNeighbours? _neighbours;
    private List<int> _rows = [];
    private string _kept = "";
    private string _top = "";
    private string _others = "";

    /// <summary>The search.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>Its runs.</summary>
    [Parameter, EditorRequired]
    public required SweepCloud Cloud { get; set; }

    /// <summary>The best run.</summary>
    [Parameter, EditorRequired]
    public required ParameterSet Best { get; set; }

    /// <summary>The statistic ranked by.</summary>
    [Parameter, EditorRequired]
    public required string RankedBy { get; set; }

    private int Chosen { get; set; }

    // Of many lines each is fainter, so that where they are dense can be seen.
    private string Faintness => Math.Clamp(40.0 / Math.Max(1, _rows.Count), 0.06, 0.5).ToString("0.##", CultureInfo.InvariantCulture);

    // The chosen one against the median of those next to it.
    private string Comparison =>
        _neighbours is not { } around ? SearchesText.FormatChosenAlone(Words(Chosen))
        : around.IsPlateau
            ? SearchesText.FormatChosenOnPlateau(
                Words(Chosen),
                Figures.Count(around.Neighbours),
                Score(around.Median),
                Score(around.Worst),
                Score(around.Score)
            )
        : SearchesText.FormatChosenIsSpike(
            Words(Chosen),
            Figures.Count(around.Neighbours),
            Score(around.Median),
            Score(around.Worst),
            Score(around.Score)
        );

    private string RankWords => SearchWords.NameOf(RankedBy);

    private bool LessIsBetter => RankedBy == "maxDrawdown";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Cloud))
            return;
        _drawn = Cloud;
        _brush = new CloudBrush(Cloud);
        _importance = ParameterImportance.Of(Cloud);
        _dots = [.. Cloud.Names.Select((_, axis) => CloudPaths.Dots(Cloud, _brush, axis))];
        Look();
        Choose(Cloud.Find(Best) is >= 0 and var best ? best : _rows[0]);
    }

    private void Narrow(int axis, ChangeEventArgs change, bool isHigh)
    {
        if (!int.TryParse(change.Value?.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var step))
            return;
        if (isHigh)
            _brush.SetHigh(axis, step);
        else
            _brush.SetLow(axis, step);
        Look();
    }

    private void ShowAll()
    {
        _brush.Clear();
        Look();
    }

    private void Choose(int run)
    {
        Chosen = run;
        _neighbours = PointNeighbours.Of(Cloud, run, LessIsBetter);
    }

    private void Look()
    {
        var all = Enumerable.Range(0, Cloud.Points.Length).ToLookup(_brush.Has);
        _rows = [.. all[true].OrderByDescending(Worth)];
        var top = _rows.Take(Math.Min(MostTop, (_rows.Count + 9) / 10)).ToList();
        (_top, _kept, _others) = (
            CloudPaths.Lines(_brush, top),
            CloudPaths.Lines(_brush, _rows.Skip(top.Count)),
            CloudPaths.Lines(_brush, all[false])
        );
    }

    // Without a score last.
    private double Worth(int run) => LessIsBetter ? -Cloud.Scores[run] : Cloud.Scores[run];

    private string NameOf(int axis) => axis < Cloud.Names.Count ? Cloud.Names[axis] : RankWords;

    private string ValueAt(int axis, int step) => axis < Cloud.Names.Count ? Cloud.Levels[axis][step] : Score(_brush.ScoreAt(step));

    private string Words(int run) => string.Join(' ', Cloud.At(run).Select(p => $"{p.Name}={p.Value}"));

    private string Score(double value) => SearchWords.Figure(RankedBy, value);

    private static string Width(double share) =>
        double.IsFinite(share) ? (share * 100).ToString("0", CultureInfo.InvariantCulture) + "%" : "0";
}

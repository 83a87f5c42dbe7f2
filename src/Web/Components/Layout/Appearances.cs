namespace Simulator.Web.Components.Layout;

/// <summary>What can be chosen of the appearance; the script <c>theme.js</c> keeps and applies it.</summary>
public static class Appearances
{
    /// <summary>Each setting with its words and its values.</summary>
    public static IReadOnlyList<(string Name, string Legend, IReadOnlyList<(string Value, string Words)> Choices)> All =>
        [
            (
                "theme",
                LayoutText.LightOrDark,
                [
                    ("system", LayoutText.SameAsTheSystem),
                    ("light", LayoutText.Light),
                    ("dark", LayoutText.Dark),
                    ("projector", LayoutText.Projector),
                ]
            ),
            ("colors", LayoutText.RiseAndFall, [("blueOrange", LayoutText.BlueAndOrange), ("greenRed", LayoutText.GreenAndRed)]),
        ];
}

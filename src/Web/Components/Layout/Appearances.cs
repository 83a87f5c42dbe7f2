namespace Simulator.Web.Components.Layout;

/// <summary>What can be chosen of the appearance; the script <c>theme.js</c> keeps and applies it.</summary>
public static class Appearances
{
    /// <summary>Each setting with its words and its values.</summary>
    public static IReadOnlyList<(string Name, string Legend, IReadOnlyList<(string Value, string Words)> Choices)> All { get; } =
    [
        (
            "theme",
            "Light or dark",
            [
                ("system", "Same as the system"),
                ("light", "Light"),
                ("dark", "Dark"),
                ("projector", "Projector: light, larger, stronger contrast"),
            ]
        ),
        ("colors", "Rise and fall", [("blueOrange", "Blue and orange (safe for colour blindness)"), ("greenRed", "Green and red")]),
    ];
}

using Simulator.Learning.Generation;

namespace Simulator.Web.Components.MarketPaths;

/// <summary>The generators in words of the page.</summary>
public static class GeneratorWords
{
    /// <summary>Their names with their titles, the classical ones first.</summary>
    public static IReadOnlyList<(string Value, string Words)> All => [.. PathGenerators.Names.Select(n => (n, TitleOf(n)))];

    /// <summary>A title.</summary>
    public static string TitleOf(string name) =>
        name switch
        {
            "bootstrap" => MarketPathsText.Bootstrap,
            "filtered" => MarketPathsText.Filtered,
            "garch" => MarketPathsText.Garch,
            "gjr" => MarketPathsText.Gjr,
            "gan" => MarketPathsText.Gan,
            "energy" => MarketPathsText.Energy,
            _ => name,
        };

    /// <summary>What it does, and what for it is good.</summary>
    public static string MeaningOf(string name) =>
        name switch
        {
            "bootstrap" => MarketPathsText.BootstrapMeaning,
            "filtered" => MarketPathsText.FilteredMeaning,
            "garch" => MarketPathsText.GarchMeaning,
            "gjr" => MarketPathsText.GjrMeaning,
            "gan" => MarketPathsText.GanMeaning,
            "energy" => MarketPathsText.EnergyMeaning,
            _ => "",
        };
}

using Simulator.Errors;
using Simulator.Learners;

namespace Simulator.Learning.Forecasters.Own;

/// <summary>The row of forecasts that were made elsewhere in the table of learners.</summary>
public static class OwnForecasterRow
{
    /// <summary>Its kind.</summary>
    internal const string Name = "own";

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<OwnForecasterSpec>
        {
            Name = Name,
            ShortTitle = "Own forecasts",
            Title = "Forecasts of one's own",
            Summary =
                "Forecasts from another program, as a table of quantiles or draws with dates: judged by the same scores, on the same days, "
                + "and traded on like any other.",
            Source = "the table that is given",
            Suits = "a model that runs elsewhere and is to be compared or traded on",
            Weakness = "that its forecasts were made in time is taken on trust; no check of this program can tell",
            Page = "algorithms/own.md",
            Parameters =
            [
                new(
                    "forecasts",
                    "Forecasts",
                    "a table with the columns date, levels such as 0.05, 0.5, 0.95 and, for several series, symbol"
                )
                {
                    IsBasic = true,
                    IsLong = true,
                },
                new("values", "Numbers", "what the numbers of the table are") { IsBasic = true },
                new("dates", "Dates", "which bar a date names: the last that was known, or the one that is forecast") { IsBasic = true },
                CommonParameters.NextBarOnly,
            ],
            NeedsFeatures = false,
            Check = Contradictions,
            Seeds = _ => [],
            Make = spec => new OwnForecaster(spec),
        };

    private static IEnumerable<LearnerFault> Contradictions(OwnForecasterSpec spec)
    {
        var fault = "";
        try
        {
            OwnTable.Read(spec.Forecasts);
        }
        catch (SimulationException e)
        {
            fault = e.Message;
        }
        if (fault.Length > 0)
            yield return new("forecasts", fault);
    }
}

using System.Globalization;

namespace Simulator.Indicators;

/// <summary>A parameter of an indicator.</summary>
/// <param name="Name">camelCase, e.g. <c>bars</c>.</param>
/// <param name="Default">What stands where none is given.</param>
/// <param name="Min">Smallest allowed.</param>
/// <param name="Max">Largest allowed.</param>
/// <param name="IsWhole">Whether it is a whole number.</param>
/// <param name="Meaning">For people.</param>
public sealed record IndicatorParameter(string Name, double Default, double Min, double Max, bool IsWhole, string Meaning)
{
    /// <summary>Longest window that any indicator takes, so that a bar's work is bounded.</summary>
    public const int LongestWindow = 10_000;

    /// <summary>A window of whole bars.</summary>
    public static IndicatorParameter Bars(int usual, string meaning = "window", int min = 1, string name = "bars") =>
        new(name, usual, min, LongestWindow, true, meaning);

    /// <summary>A real number.</summary>
    public static IndicatorParameter Real(string name, double usual, double min, double max, string meaning) =>
        new(name, usual, min, max, false, meaning);

    /// <summary>Bars in a year, left to the calendar of the series unless given; 252 if there is no series.</summary>
    public static IndicatorParameter PerYear { get; } =
        Real("perYear", 252, 1, 1_000_000, "bars per year; calendar: taken from the calendar and interval of the series") with
        {
            Alternative = "calendar",
        };

    /// <summary>The word that stands for what a series says itself, which is the default where there is a series; null for most.</summary>
    public string? Alternative { get; init; }

    /// <summary>The default as it is written.</summary>
    public string DefaultText => Alternative ?? Default.ToString(CultureInfo.InvariantCulture);

    /// <summary>What it accepts, as text: “a whole number from 1 to 10000”.</summary>
    public string Range =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(IsWhole ? "a whole number" : "a number")} from {Min} to {Max}{(Alternative is null ? "" : $", or {Alternative}")}"
        );

    /// <summary>Whether it accepts a value.</summary>
    public bool Takes(double value) => value >= Min && value <= Max && (!IsWhole || value == Math.Floor(value));
}

/// <summary>A parameter that an indicator does not take.</summary>
/// <param name="indicator">Name of the indicator.</param>
/// <param name="parameter">Name of the parameter, as given.</param>
/// <param name="message">What is wrong and what would be right.</param>
public sealed class IndicatorParameterException(string indicator, string parameter, string message) : ArgumentException(message)
{
    /// <summary>Name of the indicator.</summary>
    public string Indicator { get; } = indicator;

    /// <summary>Name of the parameter, as given.</summary>
    public string Parameter { get; } = parameter;
}

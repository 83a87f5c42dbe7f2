using Simulator.Import;

namespace Simulator.Web.Components.Import;

/// <summary>What a column of a file holds, in words.</summary>
internal static class ColumnWords
{
    /// <summary>A role that was found.</summary>
    public static string Of(ColumnRole role) =>
        role switch
        {
            ColumnRole.Ignored => ImportText.ColumnIgnored,
            ColumnRole.Date => ImportText.ColumnDate,
            ColumnRole.Time => ImportText.ColumnTime,
            ColumnRole.Symbol => ImportText.ColumnSymbol,
            ColumnRole.Open => ImportText.ColumnOpen,
            ColumnRole.High => ImportText.ColumnHigh,
            ColumnRole.Low => ImportText.ColumnLow,
            ColumnRole.Close => ImportText.ColumnClose,
            ColumnRole.Volume => ImportText.ColumnVolume,
            ColumnRole.AdjustedOpen => ImportText.ColumnAdjustedOpen,
            ColumnRole.AdjustedHigh => ImportText.ColumnAdjustedHigh,
            ColumnRole.AdjustedLow => ImportText.ColumnAdjustedLow,
            ColumnRole.AdjustedClose => ImportText.ColumnAdjustedClose,
            ColumnRole.ChangePercent => ImportText.ColumnChangePercent,
            ColumnRole.BidOpen => ImportText.ColumnBidOpen,
            ColumnRole.BidHigh => ImportText.ColumnBidHigh,
            ColumnRole.BidLow => ImportText.ColumnBidLow,
            ColumnRole.BidClose => ImportText.ColumnBidClose,
            ColumnRole.AskOpen => ImportText.ColumnAskOpen,
            ColumnRole.AskHigh => ImportText.ColumnAskHigh,
            ColumnRole.AskLow => ImportText.ColumnAskLow,
            ColumnRole.AskClose => ImportText.ColumnAskClose,
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
        };

    /// <summary>A word of <see cref="ColumnChoices.Words"/>.</summary>
    public static string Of(string word) =>
        word switch
        {
            "adjustedClose" => ImportText.ColumnAdjustedClose,
            "asset" => ImportText.AnAsset,
            "change" => ImportText.ChangeInPercent,
            "ignore" => ImportText.ColumnNotRead,
            _ => Enum.TryParse<ColumnRole>(word, ignoreCase: true, out var role) ? Of(role) : word,
        };
}

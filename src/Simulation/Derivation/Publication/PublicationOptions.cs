using Simulator.Import;

namespace Simulator.Derivation.Publication;

/// <summary>What can be chosen of how written times are read.</summary>
internal static class PublicationOptions
{
    private const string Yes = "yes";
    private const string No = "no";
    private const string Auto = "auto";

    public static MakerOption TimeZone { get; } =
        new("timeZone", "Time zone", "clock of times that name none, such as America/New_York; asked for where a file needs it", "");

    public static MakerOption DayFirst { get; } =
        new("dayFirst", "Day first", "whether 03/04/2017 is 3 April (yes) or 4 March (no); auto reads it off the file", Auto)
        {
            Choices = [Auto, Yes, No],
        };

    /// <summary>The clock that was chosen; null for none.</summary>
    /// <exception cref="ImportException">There is no such clock.</exception>
    public static TimeZoneInfo? ZoneOf(MakerInput input)
    {
        var name = input[TimeZone];
        if (name.Length == 0)
            return null;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found)
            ? found
            : throw new ImportException(
                "options",
                null,
                name,
                $"{TimeZone.Name} cannot be that",
                "Give an IANA name such as America/New_York or Etc/UTC"
            );
    }

    /// <summary>Whether the day comes first, as chosen; null where the file is to say.</summary>
    public static bool? IsDayFirst(MakerInput input) => input[DayFirst] == Auto ? null : input[DayFirst] == Yes;
}

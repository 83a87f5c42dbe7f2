namespace Simulator.Import;

/// <summary>The stamps of the rows of a series that were kept, in time order.</summary>
internal readonly struct StampedRows(SeriesBuffer buffer, int[] rows)
{
    /// <summary>All rows of the series.</summary>
    public SeriesBuffer Buffer => buffer;

    /// <summary>How many.</summary>
    public int Count => rows.Length;

    /// <summary>Some row writes an offset other than that of UTC.</summary>
    public bool HasOffsets
    {
        get
        {
            foreach (var row in rows)
            {
                if (buffer.Offsets[row] is not (0 or SeriesBuffer.NoOffset))
                    return true;
            }
            return false;
        }
    }

    /// <summary>Every written time is midnight.</summary>
    public bool AreDates
    {
        get
        {
            foreach (var row in rows)
            {
                if (buffer.Local(row) % TimeSpan.TicksPerDay != 0)
                    return false;
            }
            return true;
        }
    }

    /// <summary>No two rows are nearer than most of a day.</summary>
    public bool AreDaysApart
    {
        get
        {
            for (var i = 1; i < rows.Length; i++)
            {
                if (Math.Abs(buffer.Ticks[rows[i]] - buffer.Ticks[rows[i - 1]]) < 20 * TimeSpan.TicksPerHour)
                    return false;
            }
            return true;
        }
    }

    /// <summary>Every instant is midnight on the clock of a zone.</summary>
    public bool AreMidnightsIn(TimeZoneInfo zone)
    {
        foreach (var row in rows)
        {
            var at = new DateTime(buffer.Ticks[row], DateTimeKind.Utc);
            if (TimeZoneInfo.ConvertTimeFromUtc(at, zone).TimeOfDay != TimeSpan.Zero)
                return false;
        }
        return true;
    }

    /// <summary>Whether the stamp of a row is an instant: it writes its offset.</summary>
    public bool IsInstant(int index) => buffer.Offsets[rows[index]] != SeriesBuffer.NoOffset;

    /// <summary>As <see cref="SeriesBuffer.Ticks"/>.</summary>
    public long Ticks(int index) => buffer.Ticks[rows[index]];

    /// <summary>As <see cref="SeriesBuffer.Key"/>.</summary>
    public long Key(int index) => buffer.Key(rows[index]);

    /// <summary>As <see cref="SeriesBuffer.Local"/>.</summary>
    public long Local(int index) => buffer.Local(rows[index]);
}

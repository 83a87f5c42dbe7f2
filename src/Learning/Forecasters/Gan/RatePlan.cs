namespace Simulator.Learning.Forecasters.Gan;

/// <summary>The learning rate of every step.</summary>
/// <param name="schedule">Its course.</param>
/// <param name="lowest">Rate at the first step.</param>
/// <param name="highest">Rate at the top.</param>
/// <param name="steps">Steps of a triangle, or of the one cycle.</param>
internal readonly struct RatePlan(RateSchedule schedule, double lowest, double highest, long steps)
{
    private const double RisingShare = 0.3; // of the one cycle, as Smith and Topin's

    /// <summary>Highest rate.</summary>
    public double Highest => highest;

    /// <summary>The rate of step 0, 1, …</summary>
    public double At(long step) => lowest + ((highest - lowest) * (schedule == RateSchedule.Triangular ? Triangle(step) : Once(step)));

    private double Triangle(long step)
    {
        var turns = 1 + (step / (double)steps);
        var place = turns - Math.Floor(turns);
        return place <= 0.5 ? place / 0.5 : (place - 1) / (0.5 - 1);
    }

    // Along cosines; after the cycle it stays at the lowest.
    private double Once(long step)
    {
        var place = Math.Min(1, step / (double)steps);
        return place <= RisingShare
            ? (1 - Math.Cos(Math.PI * place / RisingShare)) / 2
            : (1 + Math.Cos(Math.PI * (place - RisingShare) / (1 - RisingShare))) / 2;
    }
}

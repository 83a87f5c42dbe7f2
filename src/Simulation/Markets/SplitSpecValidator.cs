using Simulator.Errors;

namespace Simulator.Markets;

/// <summary>Checks the part of a spec that divides the bars in time.</summary>
public static class SplitSpecValidator
{
    /// <summary>Checks the division in time. Without learning the training and validation parts may be empty.</summary>
    public static void Validate(SplitSpec split, bool learns, string path, SpecErrors errors)
    {
        if (learns)
        {
            errors.Require(
                split.TrainFraction is > 0 and < 1,
                split.TrainFraction,
                SpecErrors.Join(path, "trainFraction"),
                "between 0 and 1"
            );
            errors.Require(
                split.ValidationFraction is > 0 and < 1,
                split.ValidationFraction,
                SpecErrors.Join(path, "validationFraction"),
                "between 0 and 1"
            );
        }
        else
        {
            errors.Require(
                split.TrainFraction is >= 0 and < 1,
                split.TrainFraction,
                SpecErrors.Join(path, "trainFraction"),
                "at least 0 and below 1"
            );
            errors.Require(
                split.ValidationFraction is >= 0 and < 1,
                split.ValidationFraction,
                SpecErrors.Join(path, "validationFraction"),
                "at least 0 and below 1"
            );
        }
        var used = split.TrainFraction + split.ValidationFraction;
        if (split.TrainFraction is >= 0 and < 1 && split.ValidationFraction is >= 0 and < 1)
            errors.Require(
                used < 0.99,
                used,
                SpecErrors.Join(path, "validationFraction"),
                "small enough that trainFraction + validationFraction is below 0.99 (the rest is the test set)"
            );
        errors.Require(
            split.EmbargoBars is >= 0 and <= 1000,
            split.EmbargoBars,
            SpecErrors.Join(path, "embargoBars"),
            "between 0 and 1000"
        );
    }
}

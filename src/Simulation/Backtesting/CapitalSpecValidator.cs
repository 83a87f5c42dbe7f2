using Simulator.Errors;

namespace Simulator.Backtesting;

/// <summary>Checks the starting capital of a spec.</summary>
public static class CapitalSpecValidator
{
    /// <summary>Checks the starting capital.</summary>
    public static void Validate(CapitalSpec capital, string path, SpecErrors errors)
    {
        errors.Require(capital.Amount is > 0 and <= 1e15, capital.Amount, SpecErrors.Join(path, "amount"), "> 0 and at most 1e15");
        if (capital.Currency.Length != 3 || !capital.Currency.All(char.IsAsciiLetterUpper))
            errors.Add(SpecErrors.Join(path, "currency"), $"must be a three-letter code such as USD, was '{capital.Currency}'");
    }
}

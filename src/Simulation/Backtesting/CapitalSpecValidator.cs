using Simulator.Errors;

namespace Simulator.Backtesting;

/// <summary>Checks the starting capital of a spec.</summary>
public static class CapitalSpecValidator
{
    /// <summary>Checks the starting capital.</summary>
    public static void Validate(CapitalSpec capital, string path, SpecErrors errors)
    {
        var cash = CostBounds.Cash;
        errors.Require(cash.Contains(capital.Amount), capital.Amount, SpecErrors.Join(path, "amount"), cash.MustBe);
        if (capital.Currency.Length != 3 || !capital.Currency.All(char.IsAsciiLetterUpper))
            errors.Add(SpecErrors.Join(path, "currency"), $"must be a three-letter code such as USD, was '{capital.Currency}'");
    }
}

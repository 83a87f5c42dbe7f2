using Mono.Cecil;

namespace Simulator.Tests.Architecture;

/// <summary>A report only arranges: what runs an engine again is a stage before it.</summary>
public sealed class ReportTests
{
    private static readonly string[] s_engines =
    [
        "Simulator.Backtesting.BacktestEngine",
        "Simulator.Backtesting.IStrategy",
        "Simulator.Evaluation.Evaluator",
        "Simulator.Evaluation.RunUnderTest",
        "Simulator.Portfolios.PortfolioEngine",
        "Simulator.Robustness.RunSetup",
    ];

    [Fact]
    public void Reporting_NamesNoEngineAndNoStrategy() =>
        Offenders.None(TypesNamedBy("Simulator.Reporting").Intersect(s_engines).Select(e => $"Simulator.Reporting names {e}"));

    [Fact]
    public void Evaluation_NamesTheEngine() =>
        Assert.Contains("Simulator.Backtesting.BacktestEngine", TypesNamedBy("Simulator.Evaluation"));

    private static string[] TypesNamedBy(string space)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, "Simulator.Simulation.dll"));
        return
        [
            .. assembly
                .MainModule.GetTypes()
                .Where(t => Outermost(t).Namespace == space)
                .SelectMany(t => TypeReferences.Of(t))
                .Select(r => r.FullName)
                .Distinct(),
        ];
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}

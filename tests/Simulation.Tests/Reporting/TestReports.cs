using Simulator.Evaluation;
using Simulator.Reporting;

namespace Simulator.Tests.Simulation.Reporting;

/// <summary>Reports of runs, evaluated as the pipeline does it.</summary>
internal static class TestReports
{
    public static PerformanceReport Of(RunUnderTest run, string accountName = "rule") =>
        ReportBuilder.Build(
            new ReportInput
            {
                Series = run.Series,
                AccountName = accountName,
                Result = run.Result,
                Evaluation = Evaluator.Run(run),
            }
        );
}

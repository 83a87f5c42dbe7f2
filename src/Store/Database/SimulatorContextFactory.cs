using Microsoft.EntityFrameworkCore.Design;

namespace Simulator.Store.Database;

/// <summary>
/// The context for EF's tools: <c>dotnet ef migrations add NAME --project src/Store --output-dir Database/Migrations</c>. They compare
/// models and open no database, so the file named here is never made.
/// </summary>
internal sealed class SimulatorContextFactory : IDesignTimeDbContextFactory<SimulatorContext>
{
    /// <inheritdoc/>
    public SimulatorContext CreateDbContext(string[] args) => new(SimulatorContext.OptionsFor("design-time.db"));
}

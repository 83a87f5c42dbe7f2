using Simulator.Errors;
using Simulator.Learning.Catalogue;
using Simulator.Web.Charting;
using Simulator.Web.Components;
using Simulator.Web.Hosting;

BuiltInLearners.Register();
BuiltInMakers.Register();
if (ChildProcesses.TryRun(args) is { } exitCode)
    return exitCode;

// Settings and files are next to the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
try
{
    builder.AddLocalOnly();
    builder.AddTelemetry();
}
catch (Exception e) when (e is AddressException or SimulationException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
builder.AddStore();
builder.AddJobs();
builder.AddPages();
builder.AddCharts();
builder.AddApiDocument();
builder.AddRequestRates();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseStoreFailures();
app.UseProxyHeaders();
app.UseLocalOnly();

// Not at the very front: files of the product answer from here, with the headers that are written above.
app.UseRouting();
app.UseRateLimiter();
app.MapApi();
app.MapApiDocument();
app.MapJobsHub();
app.MapCharts();
app.MapPages();
return await app.RunToEndAsync();

using Simulator.Web.Components;
using Simulator.Web.Hosting;

if (ChildProcesses.TryRun(args) is { } exitCode)
    return exitCode;

var builder = WebApplication.CreateBuilder(args);
builder.AddLocalOnly();
builder.AddStore();
builder.AddJobs();
builder.AddPages();

var app = builder.Build();
app.UseLocalOnly();
app.MapApi();
app.MapJobsHub();
app.MapPages();
return await app.RunToEndAsync();

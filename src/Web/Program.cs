using Simulator.Learning.Catalogue;
using Simulator.Web.Components;
using Simulator.Web.Hosting;

BuiltInLearners.Register();
if (ChildProcesses.TryRun(args) is { } exitCode)
    return exitCode;

// Settings and files are next to the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
try
{
    builder.AddLocalOnly();
}
catch (AddressException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
builder.AddStore();
builder.AddJobs();
builder.AddPages();

var app = builder.Build();
app.UseLocalOnly();
app.MapApi();
app.MapJobsHub();
app.MapPages();
return await app.RunToEndAsync();

using Microsoft.AspNetCore.Builder;
using Simulator.Web.Hosting;

namespace Simulator.Tests.Web.Hosting;

public sealed class LocalOnlyTests
{
    [Theory]
    [InlineData("SIMULATOR_PORT", "abc")]
    [InlineData("SIMULATOR_PORT", "99999")]
    [InlineData("SIMULATOR_PORT", "-1")]
    [InlineData("SIMULATOR_BIND", "everywhere")]
    public void Address_ThatIsNone_IsRefusedInASentenceThatNamesIt(string name, string value)
    {
        var builder = WebApplication.CreateBuilder([$"--{name}={value}", "--urls="]);

        var error = Assert.Throws<AddressException>(() => builder.AddLocalOnly());

        Assert.StartsWith($"{name}: '{value}' is not", error.Message, StringComparison.Ordinal);
        Assert.Contains("Remedy:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/s/AbCdEfGhIjKlMnOpQrStUvWxYz0", "/s/…")]
    [InlineData("/simulations/1", "/simulations/1")]
    [InlineData("/s", "/s")]
    public void Path_InTheLog_NeverHasAToken(string path, string logged) => Assert.Equal(logged, LocalOnly.Loggable(path));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost", true)]
    [InlineData("[::1]", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("[::]", false)]
    [InlineData("192.168.1.5", false)]
    public void Address_OnlyOfThisMachine_IsLocal(string host, bool local) => Assert.Equal(local, LocalOnly.IsLocal(host));
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Simulator.Web.Hosting;

namespace Simulator.Tests.Web.Hosting;

public sealed class PublicOriginsTests
{
    [Theory]
    [InlineData("https://sim.example.org", "https://sim.example.org", true)]
    [InlineData("https://sim.example.org/", "https://SIM.example.org", true)]
    [InlineData("https://sim.example.org", "http://sim.example.org", false)]
    [InlineData("https://sim.example.org", "https://sim.example.org:8443", false)]
    [InlineData("https://sim.example.org:8443", "https://sim.example.org:8443", true)]
    [InlineData("https://a.example.org, https://b.example.org", "https://b.example.org", true)]
    [InlineData("https://sim.example.org", "https://evil-sim.example.org", false)]
    [InlineData("sim.example.org", "https://sim.example.org", false)] // a name says nothing of the scheme
    [InlineData("", "https://sim.example.org", false)]
    public void Origin_IsTheProductsOwn_OnlyAsItIsNamed(string hosts, string origin, bool own) =>
        Assert.Equal(own, Of(hosts).Includes(new Uri(origin)));

    [Theory]
    [InlineData("https://sim.example.org", "sim.example.org", true)]
    [InlineData("https://sim.example.org", "Sim.Example.org:5080", true)]
    [InlineData("sim.example.org", "sim.example.org:5080", true)]
    [InlineData("sim.example.org:81", "sim.example.org:5080", false)]
    [InlineData("sim.example.org", "example.org", false)]
    [InlineData("", "sim.example.org", false)]
    public void Host_IsAnswered_OnlyWhereItIsNamed(string hosts, string host, bool named) =>
        Assert.Equal(named, Of(hosts).Names(new HostString(host)));

    [Theory]
    [InlineData("https://sim.example.org/app")]
    [InlineData("https://ada@sim.example.org")]
    [InlineData("ftp://sim.example.org")]
    [InlineData("https://")]
    [InlineData("sim example.org")]
    [InlineData("sim.example.org:port")]
    [InlineData("*")]
    public void Name_ThatIsNone_IsRefusedInASentence(string hosts)
    {
        var error = Assert.Throws<AddressException>(() => Of(hosts));
        Assert.StartsWith($"Hosts: '{hosts}' is neither", error.Message, StringComparison.Ordinal);
        Assert.Contains("https://sim.example.org", error.Message, StringComparison.Ordinal);
    }

    private static PublicOrigins Of(string hosts) =>
        PublicOrigins.Of(new ConfigurationBuilder().AddInMemoryCollection([new("Hosts", hosts)]).Build());
}

using System.Net;
using Simulator.Web.Hosting;

namespace Simulator.Tests.Web.Hosting;

public sealed class RequestRatesTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    public void Client_IsOneAddress_OrOneNetworkOfIPv6(string one, string other, bool same) =>
        Assert.Equal(same, RequestRates.ClientOf(IPAddress.Parse(one)) == RequestRates.ClientOf(IPAddress.Parse(other)));
}

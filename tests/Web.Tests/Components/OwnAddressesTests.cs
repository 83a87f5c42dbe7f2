using Simulator.Web.Components.Words;

namespace Simulator.Tests.Web.Components;

/// <summary>A page that changes its address faster than the browser answers is not set back by the answers.</summary>
public sealed class OwnAddressesTests
{
    [Fact]
    public void AddressGivenByThePage_ComesBackOnce()
    {
        var own = new OwnAddresses();
        own.Give("sweep?method=walkForward");
        own.Give("sweep?method=crossValidation");

        Assert.True(own.Take("sweep?method=walkForward"));
        Assert.True(own.Take("sweep?method=crossValidation"));
        Assert.False(own.Take("sweep?method=walkForward")); // now it is a person who goes back to it
    }
}

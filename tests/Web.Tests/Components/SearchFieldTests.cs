using Bunit;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using Simulator.Web.Components.Controls;

namespace Simulator.Tests.Web.Components;

/// <summary>Values found by typing: what Enter takes, however fast it comes.</summary>
public sealed class SearchFieldTests : FormContext
{
    [Theory, InlineData("KEYS", "KEYS"), InlineData("wf", "WFC")]
    public async Task Enter_RightAfterTheLastLetter_TakesWhatWasTyped(string typed, string expected)
    {
        Render<MudPopoverProvider>();
        var taken = "";
        var field = Render<SearchField>(p =>
            p.Add(f => f.Id, "series")
                .Add(f => f.Label, "Series")
                .Add(f => f.Value, "BAC")
                .Add(f => f.Options, ["BAC", "GS", "KEYS", "MONKEYS", "WFC"])
                .Add(f => f.ValueChanged, v => taken = v)
        );
        await field.Find("#series").FocusAsync(new FocusEventArgs());

        await field.Find("#series").InputAsync(typed);
        await field.Find("#series").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        await field.Find("#series").KeyUpAsync(new KeyboardEventArgs { Key = "Enter" });

        Assert.Equal(expected, taken);
    }
}

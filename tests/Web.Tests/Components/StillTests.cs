using System.Text;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Simulator.Web.Components.Controls;

namespace Simulator.Tests.Web.Components;

public sealed class StillTests : BunitContext
{
    [Theory]
    [InlineData(100, false, false)]
    [InlineData(700, false, true)]
    [InlineData(700, true, false)]
    public void StillPart_OfSomeLength_IsAFile_UnlessItStandsInPlace(int length, bool inPlace, bool isFile)
    {
        Services.AddSingleton<PartShelf>();
        var text = new string('a', length);

        var part = Render<Still>(p =>
            p.Add(s => s.ChildContent, b => b.AddMarkupContent(0, $"<p>{text}</p>")).Add(s => s.InPlace, inPlace)
        );

        if (!isFile)
        {
            Assert.Equal($"<p>{text}</p>", part.Markup);
            return;
        }
        var kept = Services.GetRequiredService<PartShelf>().Find(part.Find("kept-part").GetAttribute("src")!["/parts/".Length..])!;
        Assert.Equal($"<p>{text}</p>", Encoding.UTF8.GetString(kept.File));
        Assert.StartsWith("text/html", kept.ContentType, StringComparison.Ordinal);
        Assert.DoesNotContain(text, part.Markup, StringComparison.Ordinal);
    }
}

using System.Text.Json;
using Microsoft.Playwright;

namespace Simulator.Tests.Browser;

/// <summary>Someone who has only a keyboard: every step must leave the focus somewhere, in view, and marked.</summary>
internal sealed class Keys(IPage page)
{
    private const int Most = 150; // stops of Tab on a page

    // What has the focus, and what a person could not see of it. A heading that a page begins at, and a region that a link jumped to, are
    // not marked: nobody acts on them. A field is marked by its frame.
    private const string Here = """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body) return { name: 'the document', fault: 'is focused: the focus was lost' };
          const name = e.getAttribute('aria-label') || e.labels?.[0]?.textContent.trim() || e.innerText?.trim().slice(0, 60) || e.id;
          const style = getComputedStyle;
          const outlined = (x, part) => {
            const s = style(x, part);
            return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none';
          };
          const framed = x => {
            const frame = x.querySelector?.('.mud-input-outlined-border');
            return frame && parseFloat(style(frame).borderTopWidth) >= 2;
          };
          let marked = e.matches('h1, main, .workspace') || outlined(e) || outlined(e, '::after');
          if (style(e).opacity === '0' && e.matches('button')) marked = false;
          else for (let x = e.parentElement, i = 0; x && i < 4 && !marked; x = x.parentElement, i++) marked = outlined(x) || framed(x);
          const b = e.getBoundingClientRect();
          const inView = b.bottom > 0 && b.top < innerHeight && b.right > 0 && b.left < innerWidth && b.width > 0;
          return { name, fault: !marked ? 'is not marked' : !inView ? 'is out of view' : '' };
        }
        """;

    /// <summary>Presses a key, or several one after the other, and looks where the focus is.</summary>
    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key);
        await LookAsync($"after {string.Join(' ', keys)}");
    }

    /// <summary>Replaces the text of the field that has the focus.</summary>
    public async Task TypeAsync(string text)
    {
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes from stop to stop until something has the focus; every stop on the way is looked at.</summary>
    public async Task ToAsync(ILocator target, string key = "Tab")
    {
        var ends = 0;
        for (var stop = 0; stop < Most; stop++)
        {
            await page.Keyboard.PressAsync(key);
            // After the last stop of a page comes the browser itself, once.
            if (await page.EvaluateAsync<bool>("() => document.activeElement === document.body") && ++ends == 1)
                continue;
            await LookAsync($"on the way to {target}");
            if (await target.CountAsync() > 0 && await target.First.EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
        }
        Assert.Fail($"{target} is not reached in {Most} stops");
    }

    /// <summary>Waits until the focus is somewhere, and checks that it is where it should be.</summary>
    public async Task IsAtAsync(ILocator target)
    {
        await Assertions.Expect(target).ToBeFocusedAsync();
        await LookAsync($"at {target}");
    }

    /// <summary>Waits a moment and checks that the focus was not lost.</summary>
    public async Task LookAsync(string when)
    {
        var state = default(JsonElement);
        // What is drawn anew brings its focus within moments.
        for (var i = 0; i < 20; i++)
        {
            state = await page.EvaluateAsync<JsonElement>(Here);
            if (state.GetProperty("fault").GetString() is "")
                return;
            await Task.Delay(50);
        }
        Assert.Fail($"{when}: {state.GetProperty("name")} {state.GetProperty("fault")}");
    }
}

using System.Text.RegularExpressions;
using Simulator.Web.Components.Words;

namespace Simulator.Tests.Web.Components;

/// <summary>
/// No key without its place in the list under <c>?</c>: the scripts that listen are read, and each key of theirs is looked up.
/// </summary>
public sealed partial class KeyTableTests
{
    private static readonly Dictionary<string, string> s_shown = new()
    {
        ["ArrowLeft"] = "←",
        ["ArrowRight"] = "→",
        ["ArrowUp"] = "↑",
        ["ArrowDown"] = "↓",
        ["Escape"] = "Esc",
        ["-"] = "−",
    };

    [Fact]
    public void EveryKeyOfTheChart_IsListed()
    {
        var script = Script("workspace/keys.js");
        var table = script[script.IndexOf("const actions = {", StringComparison.Ordinal)..];
        var keys = Action()
            .Matches(table[..table.IndexOf("};", StringComparison.Ordinal)])
            .Select(m => m.Groups[1].Value.Trim('\''))
            .ToList();
        Assert.True(keys.Count >= 17, $"only {string.Join(" ", keys)} was read of the script");

        Assert.All(keys, key => Assert.Contains([Shown(key)], KeyTable.Chart.Keys.SelectMany(k => k.Combinations)));
    }

    [Fact]
    public void EveryKeyOfTheChartWithCtrl_IsListed()
    {
        var script = Script("workspace/keys.js");
        var keys = Quoted().Matches(WithCtrl().Match(script).Groups[1].Value).Select(m => m.Groups[1].Value.ToUpperInvariant()).ToList();
        Assert.Equal(["Z", "Y"], keys);

        Assert.All(keys, key => Assert.Contains(["Ctrl", key], KeyTable.Chart.Keys.SelectMany(k => k.Combinations)));
    }

    [Fact]
    public void EveryKeyOfTheFrame_IsListed()
    {
        var script = Script("shell.js");
        var places = Place().Matches(Places().Match(script).Groups[1].Value).Select(m => m.Groups[1].Value).ToList();
        var keys = Pressed().Matches(script).Select(m => m.Groups[1].Value).Where(k => k is not ("g" or "Tab" or "Backspace")).ToList();
        Assert.Equal((8, true), (places.Count, keys.Count >= 3));
        var listed = KeyTable.All.SelectMany(s => s.Keys).SelectMany(k => k.Combinations).ToList();

        Assert.All(places, place => Assert.Contains(["g", place], listed));
        Assert.All(keys, key => Assert.Contains([Shown(key)], listed));
    }

    private static string Shown(string key) => s_shown.GetValueOrDefault(key, key);

    private static string Script(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "src", "Web", "wwwroot", "js", name);
            if (File.Exists(path))
                return File.ReadAllText(path);
        }
        throw new FileNotFoundException($"the script {name} is not above {AppContext.BaseDirectory}");
    }

    [GeneratedRegex(@"(?:^|[{,]\s+)('[^']+'|\w+):\s*(?:\w+|\(\))\s*=>")]
    private static partial Regex Action();

    [GeneratedRegex(@"\[([^\]]+)\]\.includes\(key\)")]
    private static partial Regex WithCtrl();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"const places = \{([^}]+)\}")]
    private static partial Regex Places();

    [GeneratedRegex(@"(\w): '")]
    private static partial Regex Place();

    [GeneratedRegex(@"event\.key === '([^']+)'")]
    private static partial Regex Pressed();
}

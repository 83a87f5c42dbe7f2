using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;

namespace Simulator.Web.Components.Sharing;

/// <summary>Styles, fonts and scripts of a report as text for one document that asks no server for anything.</summary>
/// <param name="Theme">The script that runs before the first paint.</param>
/// <param name="Styles">All styles, fonts inside.</param>
/// <param name="ImportMap">Every module by its name, each as a <c>data:</c> address.</param>
/// <param name="Entry">The module that starts the others.</param>
public sealed partial record InlinedFiles(string Theme, string Styles, string ImportMap, string Entry)
{
    /// <summary>What such a document may do: run and show what it holds, and reach nothing else.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; "
        + "form-action 'none'";

    private const string Entrance = "js/share.js";

    // What a static report draws with; the modules of live pages are never asked for.
    private static readonly string[] s_modules =
    [
        "js/charts/chart.js",
        "js/charts/canvas.js",
        "js/charts/palette.js",
        "js/charts/plots.js",
        "lib/lightweight-charts/lightweight-charts.js",
    ];

    // Letters of the page and of its formulas; a name in another script is shown in the reader's own font.
    private static readonly string[] s_fonts = ["lib/roboto/latin.woff2", "lib/roboto/greek.woff2"];

    /// <summary>Reads the product's own files.</summary>
    /// <exception cref="FileNotFoundException">One is missing from the program's folder.</exception>
    public static InlinedFiles Read(IFileProvider files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var modules = s_modules.ToDictionary(NameOf, path => Address("text/javascript", Bytes(Linked(Text(files, path), path))));
        return new InlinedFiles(
            Text(files, "js/theme.js"),
            Fonts().Replace(Text(files, "app.css"), m => Face(files, m)) + Imports().Replace(Text(files, "Simulator.Web.styles.css"), ""),
            JsonSerializer.Serialize(new { imports = modules }),
            Linked(Text(files, Entrance), Entrance)
        );
    }

    // A font that is not taken along loses its rule, so that nothing asks for it.
    private static string Face(IFileProvider files, Match rule)
    {
        var path = rule.Groups["path"].Value;
        return s_fonts.Contains(path) ? rule.Value.Replace(path, Address("font/woff2", Read(files, path)), StringComparison.Ordinal) : "";
    }

    // Modules inside a document have no folder to be relative to: each gets a name, which the map knows.
    private static string Linked(string script, string path) =>
        Specifiers().Replace(script, m => $"{m.Groups["how"].Value}'{NameOf(Resolved(m.Groups["path"].Value, path))}'");

    private static string Resolved(string specifier, string from) =>
        new Uri(new Uri($"file:///{from}"), specifier).AbsolutePath.TrimStart('/');

    private static string NameOf(string path) => $"simulator/{path}";

    private static string Address(string type, byte[] content) => $"data:{type};base64,{Convert.ToBase64String(content)}";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(IFileProvider files, string path) => Encoding.UTF8.GetString(Read(files, path)).TrimStart('\uFEFF');

    private static byte[] Read(IFileProvider files, string path)
    {
        var file = files.GetFileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException($"the program's file {path} is missing; install it again", path);
        using var stream = file.CreateReadStream();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    [GeneratedRegex("""@font-face\s*\{[^}]*url\("(?<path>[^"]+)"\)[^}]*\}""")]
    private static partial Regex Fonts();

    [GeneratedRegex("""@import\s+[^;]+;""")]
    private static partial Regex Imports();

    [GeneratedRegex("""(?<how>\bfrom |\bimport |\bimport\()'(?<path>\.{0,2}/[^']+)'""")]
    private static partial Regex Specifiers();
}

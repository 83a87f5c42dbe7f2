using System.Runtime.CompilerServices;
using System.Text;
using MudBlazor;

namespace Simulator.Web.Components.Controls;

/// <summary>
/// The icons of the pages. A page carries the name of each; their drawings travel once, in a file of all of them that the browser keeps.
/// </summary>
internal static class Glyphs
{
    private const string Folder = "/glyphs";

    // Another build may draw them differently.
    private static readonly string s_build = typeof(Glyphs).Assembly.ManifestModule.ModuleVersionId.ToString("N");
    private static readonly StringBuilder s_drawings = new();

    public static string Add { get; } = Of(Icons.Material.Outlined.Add);

    public static string AddCircleOutline { get; } = Of(Icons.Material.Outlined.AddCircleOutline);

    public static string AddLink { get; } = Of(Icons.Material.Outlined.AddLink);

    public static string Article { get; } = Of(Icons.Material.Outlined.Article);

    public static string AttachFile { get; } = Of(Icons.Material.Outlined.AttachFile);

    public static string AutoGraph { get; } = Of(Icons.Material.Outlined.AutoGraph);

    public static string Bookmark { get; } = Of(Icons.Material.Outlined.Bookmark);

    public static string BookmarkBorder { get; } = Of(Icons.Material.Outlined.BookmarkBorder);

    public static string CandlestickChart { get; } = Of(Icons.Material.Outlined.CandlestickChart);

    public static string CleaningServices { get; } = Of(Icons.Material.Outlined.CleaningServices);

    public static string Close { get; } = Of(Icons.Material.Outlined.Close);

    public static string ContentCopy { get; } = Of(Icons.Material.Outlined.ContentCopy);

    public static string Contrast { get; } = Of(Icons.Material.Outlined.Contrast);

    public static string DataObject { get; } = Of(Icons.Material.Outlined.DataObject);

    public static string Delete { get; } = Of(Icons.Material.Outlined.Delete);

    public static string Download { get; } = Of(Icons.Material.Outlined.Download);

    public static string DragIndicator { get; } = Of(Icons.Material.Outlined.DragIndicator);

    public static string ErrorOutline { get; } = Of(Icons.Material.Outlined.ErrorOutline);

    public static string ExpandLess { get; } = Of(Icons.Material.Outlined.ExpandLess);

    public static string ExpandMore { get; } = Of(Icons.Material.Outlined.ExpandMore);

    public static string FactCheck { get; } = Of(Icons.Material.Outlined.FactCheck);

    public static string ForkRight { get; } = Of(Icons.Material.Outlined.ForkRight);

    public static string GridOn { get; } = Of(Icons.Material.Outlined.GridOn);

    public static string GridView { get; } = Of(Icons.Material.Outlined.GridView);

    public static string Home { get; } = Of(Icons.Material.Outlined.Home);

    public static string Keyboard { get; } = Of(Icons.Material.Outlined.Keyboard);

    public static string KeyboardArrowDown { get; } = Of(Icons.Material.Outlined.KeyboardArrowDown);

    public static string KeyboardArrowUp { get; } = Of(Icons.Material.Outlined.KeyboardArrowUp);

    public static string Leaderboard { get; } = Of(Icons.Material.Outlined.Leaderboard);

    public static string Link { get; } = Of(Icons.Material.Outlined.Link);

    public static string LinkOff { get; } = Of(Icons.Material.Outlined.LinkOff);

    public static string MenuBook { get; } = Of(Icons.Material.Outlined.MenuBook);

    public static string MyLocation { get; } = Of(Icons.Material.Outlined.MyLocation);

    public static string NotificationsActive { get; } = Of(Icons.Material.Outlined.NotificationsActive);

    public static string NotificationsNone { get; } = Of(Icons.Material.Outlined.NotificationsNone);

    public static string Palette { get; } = Of(Icons.Material.Outlined.Palette);

    public static string Pause { get; } = Of(Icons.Material.Outlined.Pause);

    public static string PlayArrow { get; } = Of(Icons.Material.Outlined.PlayArrow);

    public static string Print { get; } = Of(Icons.Material.Outlined.Print);

    public static string Psychology { get; } = Of(Icons.Material.Outlined.Psychology);

    public static string QueryStats { get; } = Of(Icons.Material.Outlined.QueryStats);

    public static string QuestionMark { get; } = Of(Icons.Material.Outlined.QuestionMark);

    public static string Redo { get; } = Of(Icons.Material.Outlined.Redo);

    public static string Refresh { get; } = Of(Icons.Material.Outlined.Refresh);

    public static string Replay { get; } = Of(Icons.Material.Outlined.Replay);

    public static string Search { get; } = Of(Icons.Material.Outlined.Search);

    public static string Share { get; } = Of(Icons.Material.Outlined.Share);

    public static string ShowChart { get; } = Of(Icons.Material.Outlined.ShowChart);

    public static string TableRows { get; } = Of(Icons.Material.Outlined.TableRows);

    public static string TouchApp { get; } = Of(Icons.Material.Outlined.TouchApp);

    public static string Tune { get; } = Of(Icons.Material.Outlined.Tune);

    public static string Undo { get; } = Of(Icons.Material.Outlined.Undo);

    public static string UploadFile { get; } = Of(Icons.Material.Outlined.UploadFile);

    /// <summary>Hands out the file.</summary>
    public static void MapGlyphs(this IEndpointRouteBuilder app) => app.MapGet($"{Folder}/{{build}}", Find).ExcludeFromDescription();

    private static IResult Find(string build, HttpContext http)
    {
        if (build == s_build)
            http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Text($"<svg xmlns=\"http://www.w3.org/2000/svg\">{s_drawings}</svg>", "image/svg+xml");
    }

    private static string Of(string drawing, [CallerMemberName] string name = "")
    {
        s_drawings.Append("<g id=\"").Append(name).Append("\">").Append(drawing).Append("</g>");
        return $"<use href=\"{Folder}/{s_build}#{name}\"/>";
    }
}

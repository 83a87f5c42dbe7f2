using MudBlazor;

namespace Simulator.Web.Components.Layout;

/// <summary>
/// Type and measures of MudBlazor's components. Their colours are the tokens of app.css, mapped there, so that light and dark stand before
/// the first paint.
/// </summary>
public static class SimulatorTheme
{
    private static readonly string[] s_text = ["Roboto", "Segoe UI", "system-ui", "sans-serif"];

    /// <summary>The one theme.</summary>
    public static MudTheme Instance { get; } =
        new()
        {
            Typography = new Typography
            {
                Default = new DefaultTypography
                {
                    FontFamily = s_text,
                    FontSize = "14px",
                    LineHeight = "1.5",
                    LetterSpacing = "normal",
                },
                Body1 = new Body1Typography
                {
                    FontFamily = s_text,
                    FontSize = "14px",
                    LetterSpacing = "normal",
                },
                Body2 = new Body2Typography
                {
                    FontFamily = s_text,
                    FontSize = "13px",
                    LetterSpacing = "normal",
                },
                Subtitle1 = new Subtitle1Typography
                {
                    FontFamily = s_text,
                    FontSize = "14px",
                    LetterSpacing = "normal",
                },
                Caption = new CaptionTypography
                {
                    FontFamily = s_text,
                    FontSize = "12px",
                    LetterSpacing = "normal",
                },
                H6 = new H6Typography
                {
                    FontFamily = s_text,
                    FontSize = "16px",
                    FontWeight = "600",
                    LetterSpacing = "normal",
                },
                Button = new ButtonTypography
                {
                    FontFamily = s_text,
                    FontSize = "14px",
                    FontWeight = "500",
                    LineHeight = "20px",
                    LetterSpacing = "normal",
                    TextTransform = "none",
                },
            },
            LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        };
}

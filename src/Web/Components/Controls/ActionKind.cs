namespace Simulator.Web.Components.Controls;

/// <summary>How much a button asks for attention.</summary>
public enum ActionKind
{
    /// <summary>One of several actions.</summary>
    Plain,

    /// <summary>The page's one main action.</summary>
    Primary,

    /// <summary>An action that stops or deletes.</summary>
    Danger,

    /// <summary>A small action inside a sentence or a row.</summary>
    Quiet,
}

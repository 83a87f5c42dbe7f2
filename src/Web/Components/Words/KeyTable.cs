namespace Simulator.Web.Components.Words;

/// <summary>The keys that pages answer to, as the list under <c>?</c> and the chart's own list show them.</summary>
public static class KeyTable
{
    /// <summary>Keys of every page.</summary>
    public static KeySection Everywhere { get; } =
        new(
            "Everywhere",
            "",
            [
                new(
                    [
                        ["Ctrl", "K"],
                    ],
                    "Search runs, symbols, strategies, actions, settings"
                ),
                new(
                    [
                        ["/"],
                    ],
                    "Search on this page"
                ),
                new(
                    [
                        ["g", "h"],
                        ["g", "d"],
                        ["g", "n"],
                        ["g", "w"],
                        ["g", "r"],
                        ["g", "s"],
                    ],
                    "Go to Home, Data, New, Sweep, Runs, Shared: one after the other"
                ),
                new(
                    [
                        ["t"],
                    ],
                    "Light or dark"
                ),
                new(
                    [
                        ["?"],
                    ],
                    "This list"
                ),
                new(
                    [
                        ["Esc"],
                    ],
                    "Close without losing anything"
                ),
            ]
        );

    /// <summary>Keys of the chart, while it has the focus.</summary>
    public static KeySection Chart { get; } =
        new(
            "Chart, while it has the focus",
            "[data-keys]",
            [
                new(
                    [
                        ["←"],
                        ["→"],
                    ],
                    "Move; with Shift by a screen"
                ),
                new(
                    [
                        ["+"],
                        ["="],
                        ["−"],
                    ],
                    "Zoom in and out"
                ),
                new(
                    [
                        ["Home"],
                        ["End"],
                    ],
                    "First and last bar"
                ),
                new(
                    [
                        ["r"],
                    ],
                    "Everything, scales reset"
                ),
                new(
                    [
                        ["l"],
                    ],
                    "Linear or log"
                ),
                new(
                    [
                        ["n"],
                        ["p"],
                    ],
                    "Next and previous trade"
                ),
                new(
                    [
                        ["f"],
                    ],
                    "Full screen"
                ),
                new(
                    [
                        ["↑"],
                        ["↓"],
                    ],
                    "Move the selected drawing"
                ),
                new(
                    [
                        ["Delete"],
                        ["Backspace"],
                    ],
                    "Remove the selected drawing"
                ),
                new(
                    [
                        ["Ctrl", "Z"],
                        ["Ctrl", "Y"],
                    ],
                    "Undo and redo a drawing"
                ),
                new(
                    [
                        ["?"],
                    ],
                    "The chart's list of keys"
                ),
                new(
                    [
                        ["Esc"],
                    ],
                    "Leave a tool, a selection, full screen"
                ),
            ]
        );

    /// <summary>Every section, each with what tells that a page has it.</summary>
    public static IReadOnlyList<KeySection> All { get; } =
    [
        Everywhere,
        Chart,
        new(
            "Editor of rules, while it has the focus",
            ".cm-editor, [data-rule]",
            [
                new(
                    [
                        ["Ctrl", "Space"],
                    ],
                    "Suggest names"
                ),
                new(
                    [
                        ["↑"],
                        ["↓"],
                    ],
                    "Choose a suggestion"
                ),
                new(
                    [
                        ["Enter"],
                        ["Tab"],
                    ],
                    "Take it"
                ),
                new(
                    [
                        ["Esc"],
                    ],
                    "Close the suggestions"
                ),
                new(
                    [
                        ["Ctrl", "Z"],
                        ["Ctrl", "Y"],
                    ],
                    "Undo and redo in this rule"
                ),
                new(
                    [
                        ["Ctrl", "A"],
                    ],
                    "Select the whole rule"
                ),
            ]
        ),
        new(
            "Form of a simulation",
            ".runbar",
            [
                new(
                    [
                        ["Ctrl", "Z"],
                        ["Ctrl", "Shift", "Z"],
                        ["Ctrl", "Y"],
                    ],
                    "Undo, redo, redo; in a text field they are the field's own"
                ),
            ]
        ),
        new(
            "Queue, with the focus on a job",
            "#queue",
            [
                new(
                    [
                        ["Alt", "↑"],
                        ["Alt", "↓"],
                    ],
                    "Start it earlier or later"
                ),
            ]
        ),
        new(
            "All results of a sweep",
            "#parallel",
            [
                new(
                    [
                        ["↑"],
                        ["↓"],
                    ],
                    "Move the end of a range, on its handle"
                ),
                new(
                    [
                        ["Home"],
                        ["End"],
                    ],
                    "Its first and last value"
                ),
            ]
        ),
        new(
            "Tabs",
            "[role=tab]",
            [
                new(
                    [
                        ["←"],
                        ["→"],
                    ],
                    "Previous and next tab"
                ),
            ]
        ),
    ];
}

/// <summary>Keys of a part of a page.</summary>
/// <param name="Title">The part.</param>
/// <param name="Selector">A CSS selector of what is there where the part is; empty for every page.</param>
/// <param name="Keys">Its keys.</param>
public sealed record KeySection(string Title, string Selector, IReadOnlyList<KeyWords> Keys);

/// <summary>Keys with one meaning.</summary>
/// <param name="Combinations">Each a list of keys that are pressed together, or one after the other.</param>
/// <param name="Meaning">What they do.</param>
public sealed record KeyWords(IReadOnlyList<IReadOnlyList<string>> Combinations, string Meaning);

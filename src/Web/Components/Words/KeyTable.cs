namespace Simulator.Web.Components.Words;

/// <summary>The keys that pages answer to, as the list under <c>?</c> and the chart's own list show them.</summary>
public static class KeyTable
{
    /// <summary>Keys of every page.</summary>
    public static KeySection Everywhere =>
        new(
            CommonText.KeysEverywhere,
            "",
            [
                new(
                    [
                        ["Ctrl", "K"],
                    ],
                    CommonText.KeySearch
                ),
                new(
                    [
                        ["/"],
                    ],
                    CommonText.KeySearchPage
                ),
                new(
                    [
                        ["g", "h"],
                        ["g", "d"],
                        ["g", "n"],
                        ["g", "w"],
                        ["g", "f"],
                        ["g", "a"],
                        ["g", "r"],
                        ["g", "s"],
                    ],
                    CommonText.KeyGo
                ),
                new(
                    [
                        ["t"],
                    ],
                    CommonText.KeyTheme
                ),
                new(
                    [
                        ["?"],
                    ],
                    CommonText.KeyList
                ),
                new(
                    [
                        ["Esc"],
                    ],
                    CommonText.KeyClose
                ),
            ]
        );

    /// <summary>Keys of the chart, while it has the focus.</summary>
    public static KeySection Chart =>
        new(
            CommonText.KeysChart,
            "[data-keys]",
            [
                new(
                    [
                        ["←"],
                        ["→"],
                    ],
                    CommonText.KeyMove
                ),
                new(
                    [
                        [","],
                        ["."],
                    ],
                    CommonText.KeyCrosshair
                ),
                new(
                    [
                        ["<"],
                        [">"],
                    ],
                    CommonText.KeyCrosshairFar
                ),
                new(
                    [
                        ["+"],
                        ["="],
                        ["−"],
                    ],
                    CommonText.KeyZoom
                ),
                new(
                    [
                        ["Home"],
                        ["End"],
                    ],
                    CommonText.KeyEnds
                ),
                new(
                    [
                        ["r"],
                    ],
                    CommonText.KeyReset
                ),
                new(
                    [
                        ["l"],
                    ],
                    CommonText.KeyScale
                ),
                new(
                    [
                        ["n"],
                        ["p"],
                    ],
                    CommonText.KeyTrades
                ),
                new(
                    [
                        ["f"],
                    ],
                    CommonText.KeyFullScreen
                ),
                new(
                    [
                        ["↑"],
                        ["↓"],
                    ],
                    CommonText.KeyNudge
                ),
                new(
                    [
                        ["Delete"],
                        ["Backspace"],
                    ],
                    CommonText.KeyRemove
                ),
                new(
                    [
                        ["Ctrl", "Z"],
                        ["Ctrl", "Y"],
                    ],
                    CommonText.KeyUndoDrawing
                ),
                new(
                    [
                        ["?"],
                    ],
                    CommonText.KeyChartList
                ),
                new(
                    [
                        ["Esc"],
                    ],
                    CommonText.KeyLeave
                ),
            ]
        );

    /// <summary>Every section, each with what tells that a page has it.</summary>
    public static IReadOnlyList<KeySection> All =>
        [
            Everywhere,
            Chart,
            new(
                CommonText.KeysEditor,
                ".cm-editor, [data-rule]",
                [
                    new(
                        [
                            ["Ctrl", "Space"],
                        ],
                        CommonText.KeySuggest
                    ),
                    new(
                        [
                            ["↑"],
                            ["↓"],
                        ],
                        CommonText.KeyChoose
                    ),
                    new(
                        [
                            ["Enter"],
                            ["Tab"],
                        ],
                        CommonText.KeyTake
                    ),
                    new(
                        [
                            ["Esc"],
                        ],
                        CommonText.KeyCloseSuggestions
                    ),
                    new(
                        [
                            ["Ctrl", "Z"],
                            ["Ctrl", "Y"],
                        ],
                        CommonText.KeyUndoRule
                    ),
                    new(
                        [
                            ["Ctrl", "A"],
                        ],
                        CommonText.KeySelectAll
                    ),
                ]
            ),
            new(
                CommonText.KeysForm,
                ".runbar",
                [
                    new(
                        [
                            ["Ctrl", "Z"],
                            ["Ctrl", "Shift", "Z"],
                            ["Ctrl", "Y"],
                        ],
                        CommonText.KeyUndoForm
                    ),
                ]
            ),
            new(
                CommonText.KeysQueue,
                "#queue",
                [
                    new(
                        [
                            ["Alt", "↑"],
                            ["Alt", "↓"],
                        ],
                        CommonText.KeyQueue
                    ),
                ]
            ),
            new(
                CommonText.KeysSweep,
                "#parallel",
                [
                    new(
                        [
                            ["↑"],
                            ["↓"],
                        ],
                        CommonText.KeyRange
                    ),
                    new(
                        [
                            ["Home"],
                            ["End"],
                        ],
                        CommonText.KeyRangeEnds
                    ),
                ]
            ),
            new(
                CommonText.KeysTabs,
                "[role=tab]",
                [
                    new(
                        [
                            ["←"],
                            ["→"],
                        ],
                        CommonText.KeyTabs
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

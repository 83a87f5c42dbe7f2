namespace Simulator.Web.Components.Words;

/// <summary>The keys that pages answer to, as the list under <c>?</c> and the chart's own list show them.</summary>
public static class KeyTable
{
    /// <summary>Keys of every page.</summary>
    public static KeySection Everywhere =>
        new(
            CommonText.Everywhere,
            "",
            [
                new(
                    [
                        ["Ctrl", "K"],
                    ],
                    CommonText.KeysSearch
                ),
                new(
                    [
                        ["/"],
                    ],
                    CommonText.KeysSearchPage
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
                    CommonText.KeysGo
                ),
                new(
                    [
                        ["t"],
                    ],
                    CommonText.KeysTheme
                ),
                new(
                    [
                        ["?"],
                    ],
                    CommonText.KeysList
                ),
                new(
                    [
                        ["Esc"],
                    ],
                    CommonText.KeysClose
                ),
            ]
        );

    /// <summary>Keys of the chart, while it has the focus.</summary>
    public static KeySection Chart =>
        new(
            CommonText.KeysOfChart,
            "[data-keys]",
            [
                new(
                    [
                        ["←"],
                        ["→"],
                    ],
                    CommonText.KeysMove
                ),
                new(
                    [
                        ["+"],
                        ["="],
                        ["−"],
                    ],
                    CommonText.KeysZoom
                ),
                new(
                    [
                        ["Home"],
                        ["End"],
                    ],
                    CommonText.KeysFirstAndLast
                ),
                new(
                    [
                        ["r"],
                    ],
                    CommonText.KeysEverything
                ),
                new(
                    [
                        ["l"],
                    ],
                    CommonText.KeysScale
                ),
                new(
                    [
                        ["n"],
                        ["p"],
                    ],
                    CommonText.KeysTrades
                ),
                new(
                    [
                        ["f"],
                    ],
                    CommonText.KeysFullScreen
                ),
                new(
                    [
                        ["↑"],
                        ["↓"],
                    ],
                    CommonText.KeysMoveDrawing
                ),
                new(
                    [
                        ["Delete"],
                        ["Backspace"],
                    ],
                    CommonText.KeysRemoveDrawing
                ),
                new(
                    [
                        ["Ctrl", "Z"],
                        ["Ctrl", "Y"],
                    ],
                    CommonText.KeysUndoDrawing
                ),
                new(
                    [
                        ["?"],
                    ],
                    CommonText.KeysListOfChart
                ),
                new(
                    [
                        ["Esc"],
                    ],
                    CommonText.KeysLeave
                ),
            ]
        );

    /// <summary>Every section, each with what tells that a page has it.</summary>
    public static IReadOnlyList<KeySection> All =>
        [
            Everywhere,
            Chart,
            new(
                CommonText.KeysOfRules,
                ".cm-editor, [data-rule]",
                [
                    new(
                        [
                            ["Ctrl", "Space"],
                        ],
                        CommonText.KeysSuggest
                    ),
                    new(
                        [
                            ["↑"],
                            ["↓"],
                        ],
                        CommonText.KeysChoose
                    ),
                    new(
                        [
                            ["Enter"],
                            ["Tab"],
                        ],
                        CommonText.KeysTake
                    ),
                    new(
                        [
                            ["Esc"],
                        ],
                        CommonText.KeysCloseSuggestions
                    ),
                    new(
                        [
                            ["Ctrl", "Z"],
                            ["Ctrl", "Y"],
                        ],
                        CommonText.KeysUndoRule
                    ),
                    new(
                        [
                            ["Ctrl", "A"],
                        ],
                        CommonText.KeysSelectRule
                    ),
                ]
            ),
            new(
                CommonText.KeysOfForm,
                ".runbar",
                [
                    new(
                        [
                            ["Ctrl", "Z"],
                            ["Ctrl", "Shift", "Z"],
                            ["Ctrl", "Y"],
                        ],
                        CommonText.KeysUndoForm
                    ),
                ]
            ),
            new(
                CommonText.KeysOfQueue,
                "#queue",
                [
                    new(
                        [
                            ["Alt", "↑"],
                            ["Alt", "↓"],
                        ],
                        CommonText.KeysMoveJob
                    ),
                ]
            ),
            new(
                CommonText.KeysOfResults,
                "#parallel",
                [
                    new(
                        [
                            ["←"],
                            ["→"],
                        ],
                        CommonText.KeysMoveRange
                    ),
                    new(
                        [
                            ["Home"],
                            ["End"],
                        ],
                        CommonText.KeysEndsOfRange
                    ),
                ]
            ),
            new(
                CommonText.KeysOfTabs,
                "[role=tab]",
                [
                    new(
                        [
                            ["←"],
                            ["→"],
                        ],
                        CommonText.KeysTabs
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

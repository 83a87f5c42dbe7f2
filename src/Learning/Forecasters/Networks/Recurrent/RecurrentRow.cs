using Simulator.Learners;

namespace Simulator.Learning.Forecasters.Networks.Recurrent;

/// <summary>The rows of the recurrent networks in the table of learners.</summary>
public static class RecurrentRow
{
    private const string Suits = "features whose order in time tells something that the last bar does not; windows of a few weeks";

    /// <summary>Simple recurrent network.</summary>
    public static LearnerDescription Rnn { get; } =
        Of<RnnForecasterSpec>(
            new(
                "rnn",
                "Recurrent",
                "Simple recurrent network",
                "A layer of tanh units reads the window bar by bar and keeps one state.",
                "Elman 1990; Hansen 1994 (skewed t)",
                Suits,
                "forgets what lies more than a few bars back"
            ),
            RecurrentCell.Simple,
            gates: 1
        );

    /// <summary>Long short-term memory.</summary>
    public static LearnerDescription Lstm { get; } =
        Of<LstmForecasterSpec>(
            new(
                "lstm",
                "LSTM",
                "Long short-term memory",
                "A layer with a gated memory reads the window bar by bar.",
                "Hochreiter & Schmidhuber 1997; Jozefowicz et al. 2015 (forget gate); Hansen 1994 (skewed t)",
                Suits,
                "four times the weights of a simple recurrent network, on the same few thousand bars"
            ),
            RecurrentCell.LongShortTerm,
            gates: 4
        );

    /// <summary>Gated recurrent units.</summary>
    public static LearnerDescription Gru { get; } =
        Of<GruForecasterSpec>(
            new(
                "gru",
                "GRU",
                "Gated recurrent units",
                "A layer with two gates reads the window bar by bar: most of what an LSTM does with three quarters of its weights.",
                "Cho et al. 2014; Hansen 1994 (skewed t)",
                Suits,
                "as the LSTM's: many weights for few bars"
            ),
            RecurrentCell.Gated,
            gates: 3
        );

    private static ForecasterDescription<TSpec> Of<TSpec>(NetworkWords words, RecurrentCell cell, int gates)
        where TSpec : NetworkForecasterSpec, new() =>
        NetworkRow.Of<TSpec>(
            words,
            own: [],
            (spec, inputs) => Cost(spec, inputs, gates),
            spec => new NetworkForecaster(
                words.Name,
                spec,
                (features, device, random) => new RecurrentEncoder(cell, features, spec.Hidden, spec.Layers, device, random)
            )
        );

    private static EncoderCost Cost(NetworkForecasterSpec spec, int inputs, int gates)
    {
        var (hidden, layers) = ((double)spec.Hidden, spec.Layers);
        var weights = gates * hidden * (inputs + hidden + ((layers - 1) * 2 * hidden));
        var activations = spec.WindowBars * (inputs + (layers * (gates + 2) * hidden));
        return new(weights, weights * spec.WindowBars, activations, 60e-6 * spec.WindowBars * layers);
    }
}

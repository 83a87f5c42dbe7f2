using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Generation.Tables;

/// <summary>
/// Draws the parts of a <see cref="RowCode"/> row by row: gated recurrent units read the levels that the window starts at, noise that all
/// its rows share and fresh noise of each row; a layer on their state places and scales one more noise for each part, whose tails are
/// fitted to the past. The output layer starts at zero, so before training every row is an independent draw of those laws.
/// </summary>
internal sealed class WindowNetwork : nn.Module<Tensor, Tensor, Tensor>
{
    private const double LargestLogScale = 1.5;
    private readonly HeavyTails[] _tails;
    private readonly int _rows,
        _common,
        _rowNoise;
    private readonly Linear _start;
    private readonly GRU _gru;
    private readonly Linear _first;
    private readonly Linear _second;

    /// <summary>A network for parts with these laws.</summary>
    /// <param name="spec">Sizes.</param>
    /// <param name="tails">[part] of its standardised values or changes.</param>
    /// <param name="levels">How many of them are levels.</param>
    /// <param name="random">First weights.</param>
    public WindowNetwork(WindowGanSpec spec, HeavyTails[] tails, int levels, SplitMix64 random)
        : base(nameof(WindowNetwork))
    {
        (_tails, _rows, _common) = (tails, spec.Rows, levels + spec.WindowNoise);
        _rowNoise = tails.Length + spec.RowNoise;
        _start = nn.Linear(_common, spec.Hidden);
        _gru = nn.GRU(_common + _rowNoise, spec.Hidden, batchFirst: true);
        _first = nn.Linear(spec.Hidden + _common + _rowNoise, spec.Hidden);
        _second = nn.Linear(spec.Hidden, 2 * tails.Length);
        RegisterComponents();
        foreach (var parameter in _start.parameters())
            Initialisation.Uniform(parameter, _common, random);
        foreach (var parameter in _gru.parameters())
            Initialisation.Uniform(parameter, spec.Hidden, random);
        foreach (var parameter in _first.parameters())
            Initialisation.Uniform(parameter, spec.Hidden + _common + _rowNoise, random);
        foreach (var parameter in _second.parameters())
            Initialisation.Fill(parameter, new float[parameter.numel()]);
    }

    /// <inheritdoc/>
    /// <param name="common">Starting levels and shared noise, [batch, levels + shared].</param>
    /// <param name="noise">Standard normal noise of the rows, [batch, rows, parts + more].</param>
    /// <returns>[batch, parts, rows] standardised values or changes.</returns>
    public override Tensor forward(Tensor common, Tensor noise)
    {
        Shapes.Require(common, "common", Shapes.Any, _common);
        Shapes.Require(noise, "noise", common.shape[0], _rows, _rowNoise);
        var input = cat([noise, common.unsqueeze(1).expand(-1, _rows, -1)], 2); // [batch, rows, noise + common]
        var (states, _) = _gru.call(input, _start.call(common).tanh().unsqueeze(0)); // [batch, rows, hidden]
        var head = _second.call(_first.call(cat([states, input], 2)).tanh()); // [batch, rows, 2·parts]
        var outputs = new Tensor[_tails.Length];
        for (var p = 0; p < outputs.Length; p++)
        {
            var normal = noise.select(2, p); // [batch, rows]
            var shock = normal * (normal.square() * (_tails[p].Tail / 2)).exp() * _tails[p].Width;
            var logScale = (head.select(2, (2 * p) + 1) / LargestLogScale).tanh() * LargestLogScale;
            outputs[p] = head.select(2, 2 * p) + (logScale.exp() * shock);
        }
        return stack(outputs, 1);
    }
}

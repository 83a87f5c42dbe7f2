namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate rises from base_lr to max_lr and falls back, over and over (Smith 2017); momentum moves the other way.</summary>
                public class CyclicLR : LRScheduler
                {
                    private readonly (double Low, double High) _rates;
                    private readonly (double Low, double High) _momentum;
                    private readonly double _length;
                    private readonly double _rising;
                    private readonly bool _cyclesMomentum;
                    private readonly bool _perCycle;
                    private readonly Func<double, double> _scale;

                    public CyclicLR(Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular, double gamma = 1.0, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch)
                    {
                        if (cycle_momentum)
                            RequireMomentum(optimizer);
                        _length = step_size_up + (step_size_down == -1 ? step_size_up : step_size_down);
                        _rising = step_size_up / _length;
                        (_rates, _momentum, _cyclesMomentum) = ((base_lr, max_lr), (base_momentum, max_momentum), cycle_momentum);
                        (_scale, _perCycle) = scale_fn is not null ? (scale_fn, scale_mode == ScaleMode.Cycle) : mode switch
                        {
                            Mode.Triangular => (_ => 1.0, true),
                            Mode.Triangular2 => (cycle => 1 / Math.Pow(2, cycle - 1), true),
                            _ => ((Func<double, double>)(step => Math.Pow(gamma, step)), false),
                        };
                        if (last_epoch == -1)
                            Groups.ForEach(g => g.LearningRate = base_lr);
                        step();
                    }

                    /// <summary>The same height each cycle, halved each cycle, or shrunk by gamma each step.</summary>
                    public enum Mode
                    {
                        Triangular = 0,
                        Triangular2 = 1,
                        ExpRange = 2,
                    }

                    /// <summary>What the scaling function is given: the cycle, or the step.</summary>
                    public enum ScaleMode
                    {
                        Cycle = 0,
                        Iterations = 1,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        var cycle = Math.Floor(1 + Epoch / _length);
                        var x = 1 + Epoch / _length - cycle;
                        var height = (x <= _rising ? x / _rising : (x - 1) / (_rising - 1)) * _scale(_perCycle ? cycle : Epoch);
                        if (_cyclesMomentum)
                            SetMomentum(Optimizer, _momentum.High - (_momentum.High - _momentum.Low) * height);
                        return Groups.Select(_ => _rates.Low + (_rates.High - _rates.Low) * height);
                    }
                }

                /// <summary>One rise from max_lr/div_factor to max_lr and one fall far below the start (Smith and Topin 2018).</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly (double End, double FromRate, double ToRate, double FromMomentum, double ToMomentum)[] _phases;
                    private readonly bool _cosine;
                    private readonly bool _cyclesMomentum;
                    private readonly int _total;

                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch)
                    {
                        if (total_steps <= 0 || pct_start is < 0 or > 1)
                            throw new ArgumentException($"OneCycleLR needs total_steps, or epochs and steps_per_epoch, above zero (got {total_steps}), and pct_start {pct_start} in [0, 1]");
                        if (cycle_momentum)
                            RequireMomentum(optimizer);
                        (_total, _cosine, _cyclesMomentum) = (total_steps, anneal_strategy == AnnealStrategy.Cos, cycle_momentum);
                        double start = max_lr / div_factor, end = start / final_div_factor, low = base_momentum, high = max_momentum;
                        _phases = three_phase
                            ? [(pct_start * total_steps - 1, start, max_lr, high, low), (2 * pct_start * total_steps - 2, max_lr, start, low, high), (total_steps - 1, start, end, high, high)]
                            : [(pct_start * total_steps - 1, start, max_lr, high, low), (total_steps - 1, max_lr, end, low, high)];
                        step();
                    }

                    /// <summary>How rates move between their ends: along a cosine or a line.</summary>
                    public enum AnnealStrategy
                    {
                        Cos = 0,
                        Linear = 1,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch > _total)
                            throw new InvalidOperationException($"OneCycleLR was made for {_total} steps; this is step {Epoch}");
                        var begin = 0.0;
                        var i = 0;
                        for (; i < _phases.Length - 1 && Epoch > _phases[i].End; i++)
                            begin = _phases[i].End;
                        var phase = _phases[i];
                        var share = (Epoch - begin) / (phase.End - begin);
                        if (_cyclesMomentum)
                            SetMomentum(Optimizer, Between(phase.FromMomentum, phase.ToMomentum, share));
                        var rate = Between(phase.FromRate, phase.ToRate, share);
                        return Groups.Select(_ => rate);
                    }

                    private double Between(double from, double to, double share) =>
                        _cosine ? to + (from - to) / 2 * (1 + Math.Cos(Math.PI * share)) : from + (to - from) * share;
                }
            }
        }
    }
}

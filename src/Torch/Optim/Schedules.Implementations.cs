namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The schedules themselves.</summary>
            public static partial class impl
            {
                /// <summary>Rate × gamma every <c>step_size</c> epochs.</summary>
                public class StepLR : LRScheduler
                {
                    private readonly int _size;
                    private readonly double _gamma;

                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch)
                    {
                        (_size, _gamma) = (step_size, gamma);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => Groups.Select(g => Epoch == 0 || Epoch % _size != 0 ? g.LearningRate : g.LearningRate * _gamma);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => BaseRates.Select(r => r * Math.Pow(_gamma, Epoch / _size));
                }

                /// <summary>Rate × gamma every epoch.</summary>
                public class ExponentialLR : LRScheduler
                {
                    private readonly double _gamma;

                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch)
                    {
                        _gamma = gamma;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => Groups.Select(g => Epoch == 0 ? g.LearningRate : g.LearningRate * _gamma);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => BaseRates.Select(r => r * Math.Pow(_gamma, Epoch));
                }

                /// <summary>Initial rate × a function of the epoch.</summary>
                public class LambdaLR : LRScheduler
                {
                    private readonly List<Func<int, double>> _factors;

                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch)
                    {
                        _factors = [.. Groups.Select(_ => lr_lambda)];
                        step();
                    }

                    public LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch)
                    {
                        _factors = [.. lr_lambdas];
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => BaseRates.Select((r, i) => r * _factors[i](Epoch));
                }

                /// <summary>Half a cosine from the initial rate to eta_min over T_max epochs, and back (Loshchilov and Hutter 2017).</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _period;
                    private readonly double _least;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch)
                    {
                        (_period, _least) = (T_max, eta_min);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => Groups.Select((g, i) =>
                        Epoch == 0 ? g.LearningRate
                        : (Epoch - 1 - _period) % (2 * _period) == 0 ? g.LearningRate + (BaseRates[i] - _least) * (1 - Math.Cos(Math.PI / _period)) / 2
                        : (1 + Math.Cos(Math.PI * Epoch / _period)) / (1 + Math.Cos(Math.PI * (Epoch - 1) / _period)) * (g.LearningRate - _least) + _least);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => BaseRates.Select(r => _least + (r - _least) * (1 + Math.Cos(Math.PI * Epoch / _period)) / 2);
                }

                /// <summary>Rate × factor once a figure has not improved for more than <c>patience</c> epochs. Advance it with <c>step(figure)</c>.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _minimum;
                    private readonly bool _relative;
                    private readonly double _factor;
                    private readonly double _threshold;
                    private readonly double _eps;
                    private readonly int _patience;
                    private readonly int _cooldown;
                    private readonly IList<double>? _least;
                    private double _best;
                    private int _bad;
                    private int _cooling;

                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer)
                    {
                        if (factor >= 1 || mode is not ("min" or "max") || threshold_mode is not ("rel" or "abs"))
                            throw new ArgumentException($"factor {factor} must be below 1, mode '{mode}' min or max, threshold_mode '{threshold_mode}' rel or abs");
                        (_minimum, _relative, _factor, _threshold) = (mode == "min", threshold_mode == "rel", factor, threshold);
                        (_patience, _cooldown, _least, _eps) = (patience, cooldown, min_lr, eps);
                        _best = _minimum ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    /// <inheritdoc/>
                    public override void step() => throw new InvalidOperationException("ReduceLROnPlateau needs the figure it watches: call step(figure)");

                    /// <inheritdoc/>
                    public override void step(int? epoch) => step();

                    /// <inheritdoc/>
                    public override void step(double current, int? epoch = null)
                    {
                        Epoch = epoch ?? Epoch + 1;
                        if (IsBetter(current))
                            (_best, _bad) = (current, 0);
                        else
                            _bad++;
                        if (_cooling > 0)
                            (_cooling, _bad) = (_cooling - 1, 0);
                        if (_bad <= _patience)
                            return;
                        Apply([.. get_lr()]);
                        (_cooling, _bad) = (_cooldown, 0);
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => Groups.Select((g, i) =>
                    {
                        var next = Math.Max(g.LearningRate * _factor, _least is null ? 0 : _least[Math.Min(i, _least.Count - 1)]);
                        return g.LearningRate - next > _eps ? next : g.LearningRate;
                    });

                    private bool IsBetter(double value)
                    {
                        if (double.IsInfinity(_best))
                            return !double.IsNaN(value);
                        var margin = _relative ? Math.Abs(_best) * _threshold : _threshold;
                        return _minimum ? value < _best - margin : value > _best + margin;
                    }
                }
            }
        }
    }
}

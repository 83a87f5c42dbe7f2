namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning rates that change from step to step. Formulas as in PyTorch's torch.optim.lr_scheduler.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>The base of the schedules: after each <see cref="step()"/> the optimiser's groups have the next rates.</summary>
            public abstract class LRScheduler
            {
                private protected readonly Optimizer Optimizer;
                private protected readonly List<ILearningRateController> Groups;
                private protected readonly double[] BaseRates;
                private double[] _last;

                /// <summary>Starts the schedule at the groups' initial rates.</summary>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    Optimizer = optimizer;
                    Groups = [.. optimizer.ParamGroups];
                    BaseRates = [.. Groups.Select(g => g.InitialLearningRate)];
                    _last = [.. Groups.Select(g => g.LearningRate)];
                    Epoch = last_epoch;
                }

                private protected int Epoch { get; set; }

                /// <summary>Goes to the next rates.</summary>
                public virtual void step()
                {
                    Epoch++;
                    Apply([.. get_lr()]);
                }

                /// <summary>Goes to the rates of an epoch, or to the next ones.</summary>
                public virtual void step(int? epoch)
                {
                    if (epoch is not { } at)
                    {
                        step();
                        return;
                    }
                    Epoch = at;
                    Apply([.. get_closed_form_lr()]);
                }

                /// <summary>Goes on; schedules that watch a figure take it into account.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates set by the last step.</summary>
                public IEnumerable<double> get_last_lr() => _last;

                /// <summary>The rates of the current epoch, from those before it.</summary>
                protected abstract IEnumerable<double> get_lr();

                /// <summary>The rates of the current epoch, from the initial ones.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected void Apply(double[] rates)
                {
                    for (var i = 0; i < rates.Length; i++)
                        Groups[i].LearningRate = rates[i];
                    _last = rates;
                }
            }

            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) => new impl.StepLR(optimizer, step_size, gamma, last_epoch);
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) => new impl.ExponentialLR(optimizer, gamma, last_epoch);
            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) => new impl.LambdaLR(optimizer, lr_lambda, last_epoch);
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) => new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch);

            /// <inheritdoc cref="impl.CyclicLR"/>
            public static LRScheduler CyclicLR(Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1, impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular, double gamma = 1.0, Func<double, double>? scale_fn = null, impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle, bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, base_momentum, max_momentum, last_epoch);

            /// <inheritdoc cref="impl.OneCycleLR"/>
            public static LRScheduler OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(optimizer, max_lr, total_steps > 0 ? total_steps : epochs * steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch);

            /// <inheritdoc cref="impl.ReduceLROnPlateau"/>
            public static LRScheduler ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps);

            // Momentum of an optimiser that has any: SGD's and RMSProp's momentum, Adam's first decay rate.
            private static void SetMomentum(Optimizer optimizer, double value)
            {
                if (optimizer is IMomentum m)
                    m.Momentum = value;
                else if (optimizer is IBetas b)
                    b.Betas = (value, b.Betas.Item2);
            }

            private static void RequireMomentum(Optimizer optimizer)
            {
                if (optimizer is not (IMomentum or IBetas))
                    throw new ArgumentException($"{optimizer.GetType().Name} has no momentum to cycle: pass cycle_momentum: false", nameof(optimizer));
            }
        }
    }
}

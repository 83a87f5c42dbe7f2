using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.Native.Methods;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Adam (Kingma and Ba 2015), and with decoupled weight decay AdamW (Loshchilov and Hutter 2019). All parameters of a group move in one
    /// native call.
    /// </summary>
    public abstract unsafe class AdamFamily : OptimizerHelper, IBetas
    {
        private readonly Options _defaults;

        private protected AdamFamily(IEnumerable<ParamGroup> groups, Options defaults)
        {
            _defaults = defaults;
            Check(defaults);
            foreach (var group in groups)
                add_param_group(group);
        }

        /// <summary>The decay rates of the first group; setting them changes all groups.</summary>
        public (double, double) Betas
        {
            get => ((Options)Groups[0].Options!) is var o ? (o.beta1!.Value, o.beta2!.Value) : default;
            set
            {
                foreach (var options in Groups.Select(g => (Options)g.Options!))
                    (options.beta1, options.beta2) = value;
            }
        }

        private protected abstract bool Decoupled { get; }

        private protected override OptimizerOptions WithDefaults(OptimizerOptions? given)
        {
            var options = given as Options ?? new Options();
            options.Complete(_defaults);
            Check(options);
            return options;
        }

        private protected override OptimizerState NewState(Parameter parameter, OptimizerOptions options) =>
            new State { exp_avg = OptimizerState.ZerosFor(parameter), exp_avg_sq = OptimizerState.ZerosFor(parameter), max_exp_avg_sq = ((Options)options).amsgrad == true ? OptimizerState.ZerosFor(parameter) : null };

        private protected override void Step(ParamGroup group, Parameter[] parameters)
        {
            var options = (Options)group.Options!;
            var states = Array.ConvertAll(parameters, p => (State)States[p]);
            var steps = Array.ConvertAll(states, s => s.step);
            var largest = options.amsgrad == true ? Array.ConvertAll(states, s => s.max_exp_avg_sq!.Handle) : null;
            int status;
            fixed (nint* p = Array.ConvertAll(parameters, x => x.Handle), m = Array.ConvertAll(states, s => s.exp_avg.Handle), v = Array.ConvertAll(states, s => s.exp_avg_sq.Handle), vmax = largest)
            fixed (long* n = steps)
                status = st_adam(p, m, v, vmax, n, parameters.Length, options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value, options.eps!.Value, options.weight_decay!.Value, Decoupled ? 1 : 0, options.maximize == true ? 1 : 0);
            GC.KeepAlive((parameters, states));
            Failure.ThrowIfNegative(status);
            for (var i = 0; i < steps.Length; i++)
                states[i].step = steps[i];
        }

        private static void Check(Options o)
        {
            if (o.LearningRate < 0 || o.eps < 0 || o.weight_decay < 0 || o.beta1 is < 0 or >= 1 || o.beta2 is < 0 or >= 1)
                throw new ArgumentException($"lr {o.LearningRate}, eps {o.eps} and weight_decay {o.weight_decay} must not be negative, beta1 {o.beta1} and beta2 {o.beta2} must lie in [0, 1)");
        }

        /// <summary>Adam's settings; what is null is taken from the optimiser.</summary>
        public class Options : OptimizerOptions
        {
            public double? beta1;
            public double? beta2;
            public double? weight_decay;
            public double? eps;
            public bool? amsgrad;
            public bool? maximize;

            internal void Complete(Options from)
            {
                LearningRate ??= from.LearningRate;
                InitialLearningRate = LearningRate!.Value;
                beta1 ??= from.beta1;
                beta2 ??= from.beta2;
                weight_decay ??= from.weight_decay;
                eps ??= from.eps;
                amsgrad ??= from.amsgrad;
                maximize ??= from.maximize;
            }

            /// <inheritdoc/>
            public override void LoadStateDict(OptimizerOptions source)
            {
                var o = (Options)source;
                (LearningRate, InitialLearningRate, beta1, beta2) = (o.LearningRate, o.InitialLearningRate, o.beta1, o.beta2);
                (weight_decay, eps, amsgrad, maximize) = (o.weight_decay, o.eps, o.amsgrad, o.maximize);
            }

            /// <inheritdoc/>
            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                (beta1, beta2, eps, weight_decay) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
                (amsgrad, maximize) = (reader.ReadBoolean(), reader.ReadBoolean());
            }

            /// <inheritdoc/>
            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                foreach (var value in new[] { beta1, beta2, eps, weight_decay })
                    writer.Write(value!.Value);
                writer.Write(amsgrad!.Value);
                writer.Write(maximize!.Value);
            }
        }

        /// <summary>Steps done and the moving averages of the gradient and of its square.</summary>
        public class State : OptimizerState
        {
            public long step;
            public Tensor exp_avg = null!;
            public Tensor exp_avg_sq = null!;
            public Tensor? max_exp_avg_sq;

            /// <inheritdoc/>
            public override void LoadStateDict(OptimizerState source)
            {
                var s = (State)source;
                step = s.step;
                Copy(exp_avg, s.exp_avg);
                Copy(exp_avg_sq, s.exp_avg_sq);
                if (s.max_exp_avg_sq is not null)
                    Copy(max_exp_avg_sq ??= ZerosFor(exp_avg_sq), s.max_exp_avg_sq);
            }

            /// <inheritdoc/>
            public override void LoadStateDict(BinaryReader reader)
            {
                step = reader.ReadInt64();
                exp_avg.Load(reader);
                exp_avg_sq.Load(reader);
                if (reader.ReadBoolean())
                    (max_exp_avg_sq ??= ZerosFor(exp_avg_sq)).Load(reader);
            }

            /// <inheritdoc/>
            public override void SaveStateDict(BinaryWriter writer)
            {
                writer.Write(step);
                exp_avg.Save(writer);
                exp_avg_sq.Save(writer);
                writer.Write(max_exp_avg_sq is not null);
                max_exp_avg_sq?.Save(writer);
            }

            /// <inheritdoc/>
            public override void to(Device device)
            {
                foreach (var tensor in new[] { exp_avg, exp_avg_sq, max_exp_avg_sq })
                    tensor?.MoveTo(device);
            }

            /// <inheritdoc/>
            public override bool ApproximatelyEquals(OptimizerState other) =>
                other is State s && step == s.step && exp_avg.allclose(s.exp_avg) && exp_avg_sq.allclose(s.exp_avg_sq);

            /// <inheritdoc/>
            protected override void Dispose(bool disposing)
            {
                exp_avg.Dispose();
                exp_avg_sq.Dispose();
                max_exp_avg_sq?.Dispose();
                base.Dispose(disposing);
            }
        }
    }

    /// <inheritdoc cref="AdamFamily"/>
    public class Adam : AdamFamily
    {
        public Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup(parameters)], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize) { }

        public Adam(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize }) { }

        private protected override bool Decoupled => false;

        /// <summary>Parameters with their own settings.</summary>
        public class ParamGroup : ParamGroup<Options>
        {
            public ParamGroup() { }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options)
                : base(parameters, options) { }

            public ParamGroup(IEnumerable<Parameter> parameters, double? lr = null, double? beta1 = null, double? beta2 = null, double? eps = null, double? weight_decay = null, bool? amsgrad = null, bool? maximize = null)
                : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize }) { }
        }
    }

    /// <inheritdoc cref="AdamFamily"/>
    public class AdamW : AdamFamily
    {
        public AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup(parameters)], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize) { }

        public AdamW(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize }) { }

        private protected override bool Decoupled => true;

        /// <summary>Parameters with their own settings.</summary>
        public class ParamGroup : ParamGroup<Options>
        {
            public ParamGroup() { }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options)
                : base(parameters, options) { }

            public ParamGroup(IEnumerable<Parameter> parameters, double? lr = null, double? beta1 = null, double? beta2 = null, double? eps = null, double? weight_decay = null, bool? amsgrad = null, bool? maximize = null)
                : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize }) { }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            // TorchSharp's factory for Adam takes 0.99 as beta2's default, not 0.999: state it.

            /// <inheritdoc cref="Modules.Adam"/>
            public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <inheritdoc cref="Modules.Adam"/>
            public static Adam Adam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <inheritdoc cref="Modules.Adam"/>
            public static Adam Adam(IEnumerable<Adam.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <inheritdoc cref="Modules.AdamW"/>
            public static AdamW AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <inheritdoc cref="Modules.AdamW"/>
            public static AdamW AdamW(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <inheritdoc cref="Modules.AdamW"/>
            public static AdamW AdamW(IEnumerable<AdamW.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }

        public partial class Tensor
        {
            internal void MoveTo(Device device)
            {
                using var _ = no_grad();
                using var moved = to(device);
                SetData(moved);
            }
        }
    }
}

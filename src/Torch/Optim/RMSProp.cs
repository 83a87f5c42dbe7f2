using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.Native.Methods;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules
{
    /// <summary>RMSProp (Hinton 2012), optionally centred and with momentum.</summary>
    public unsafe class RMSProp : OptimizerHelper, IMomentum
    {
        private readonly Options _defaults;

        public RMSProp(IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
            : this([new ParamGroup(parameters)], lr, alpha, eps, weight_decay, momentum, centered, maximize) { }

        public RMSProp(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        {
            if (lr < 0 || eps < 0 || alpha < 0 || momentum < 0 || weight_decay < 0)
                throw new ArgumentException($"lr {lr}, eps {eps}, alpha {alpha}, momentum {momentum} and weight_decay {weight_decay} must not be negative");
            _defaults = new Options { LearningRate = lr, alpha = alpha, eps = eps, weight_decay = weight_decay, momentum = momentum, centered = centered, maximize = maximize };
            foreach (var group in parameters)
                add_param_group(group);
        }

        /// <summary>The momentum of the first group; setting it changes all groups.</summary>
        public double Momentum
        {
            get => ((Options)Groups[0].Options!).momentum!.Value;
            set => Groups.ForEach(g => ((Options)g.Options!).momentum = value);
        }

        private protected override OptimizerOptions WithDefaults(OptimizerOptions? given)
        {
            var options = given as Options ?? new Options();
            options.Complete(_defaults);
            return options;
        }

        private protected override OptimizerState NewState(Parameter parameter, OptimizerOptions options) => new State
        {
            square_avg = OptimizerState.ZerosFor(parameter),
            momentum_buffer = OptimizerState.ZerosFor(parameter),
            grad_avg = OptimizerState.ZerosFor(parameter),
        };

        private protected override void Step(Modules.ParamGroup group, Parameter[] parameters)
        {
            var o = (Options)group.Options!;
            var states = Array.ConvertAll(parameters, p => (State)States[p]);
            var steps = Array.ConvertAll(states, s => s.step);
            var averages = o.centered == true ? Array.ConvertAll(states, s => s.grad_avg.Handle) : null;
            int status;
            fixed (nint* p = Array.ConvertAll(parameters, x => x.Handle), q = Array.ConvertAll(states, s => s.square_avg.Handle), b = Array.ConvertAll(states, s => s.momentum_buffer.Handle), a = averages)
            fixed (long* n = steps)
                status = st_rmsprop(p, q, b, a, n, parameters.Length, o.LearningRate!.Value, o.alpha!.Value, o.eps!.Value, o.weight_decay!.Value, o.momentum!.Value, o.maximize == true ? 1 : 0);
            GC.KeepAlive((parameters, states));
            Failure.ThrowIfNegative(status);
            for (var i = 0; i < steps.Length; i++)
                states[i].step = steps[i];
        }

        /// <summary>The settings; what is null is taken from the optimiser.</summary>
        public class Options : OptimizerOptions
        {
            public double? alpha;
            public double? eps;
            public double? weight_decay;
            public double? momentum;
            public bool? centered;
            public bool? maximize;

            internal void Complete(Options from)
            {
                LearningRate ??= from.LearningRate;
                InitialLearningRate = LearningRate!.Value;
                alpha ??= from.alpha;
                eps ??= from.eps;
                weight_decay ??= from.weight_decay;
                momentum ??= from.momentum;
                centered ??= from.centered;
                maximize ??= from.maximize;
            }

            /// <inheritdoc/>
            public override void LoadStateDict(OptimizerOptions source)
            {
                var o = (Options)source;
                (LearningRate, InitialLearningRate, alpha, eps) = (o.LearningRate, o.InitialLearningRate, o.alpha, o.eps);
                (weight_decay, momentum, centered, maximize) = (o.weight_decay, o.momentum, o.centered, o.maximize);
            }

            /// <inheritdoc/>
            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                (alpha, eps, weight_decay, momentum) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
                (centered, maximize) = (reader.ReadBoolean(), reader.ReadBoolean());
            }

            /// <inheritdoc/>
            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                foreach (var value in new[] { alpha, eps, weight_decay, momentum })
                    writer.Write(value!.Value);
                writer.Write(centered!.Value);
                writer.Write(maximize!.Value);
            }
        }

        /// <summary>Steps done and the moving averages of the squared gradient, of the update and of the gradient.</summary>
        public class State : OptimizerState
        {
            public long step;
            public Tensor square_avg = null!;
            public Tensor momentum_buffer = null!;
            public Tensor grad_avg = null!;

            private Tensor[] All => [square_avg, momentum_buffer, grad_avg];

            /// <inheritdoc/>
            public override void LoadStateDict(OptimizerState source)
            {
                var s = (State)source;
                step = s.step;
                foreach (var (to, from) in All.Zip(s.All))
                    Copy(to, from);
            }

            /// <inheritdoc/>
            public override void LoadStateDict(BinaryReader reader)
            {
                step = reader.ReadInt64();
                foreach (var tensor in All)
                    tensor.Load(reader);
            }

            /// <inheritdoc/>
            public override void SaveStateDict(BinaryWriter writer)
            {
                writer.Write(step);
                foreach (var tensor in All)
                    tensor.Save(writer);
            }

            /// <inheritdoc/>
            public override void to(Device device)
            {
                foreach (var tensor in All)
                    tensor.MoveTo(device);
            }

            /// <inheritdoc/>
            public override bool ApproximatelyEquals(OptimizerState other) => other is State s && step == s.step && All.Zip(s.All).All(p => p.First.allclose(p.Second));

            /// <inheritdoc/>
            protected override void Dispose(bool disposing)
            {
                foreach (var tensor in All)
                    tensor.Dispose();
                base.Dispose(disposing);
            }
        }

        /// <summary>Parameters with their own settings.</summary>
        public class ParamGroup : ParamGroup<Options>
        {
            public ParamGroup() { }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options)
                : base(parameters, options) { }

            public ParamGroup(IEnumerable<Parameter> parameters, double? lr = null, double? eps = null, double? alpha = null, double? weight_decay = null, double? momentum = null, bool? centered = null, bool? maximize = null)
                : base(parameters, new Options { LearningRate = lr, alpha = alpha, eps = eps, weight_decay = weight_decay, momentum = momentum, centered = centered, maximize = maximize }) { }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <inheritdoc cref="Modules.RMSProp"/>
            public static RMSProp RMSProp(IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

            /// <inheritdoc cref="Modules.RMSProp"/>
            public static RMSProp RMSProp(IEnumerable<RMSProp.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);
        }
    }
}

using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.Native.Methods;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules
{
    /// <summary>Stochastic gradient descent with momentum, dampening, weight decay and Nesterov's variant.</summary>
    public unsafe class SGD : OptimizerHelper, IMomentum
    {
        private readonly Options _defaults;

        public SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : this([new ParamGroup(parameters)], learningRate, momentum, dampening, weight_decay, nesterov, maximize) { }

        public SGD(IEnumerable<ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        {
            if (learningRate < 0 || momentum < 0 || weight_decay < 0 || (nesterov && (momentum <= 0 || dampening != 0)))
                throw new ArgumentException($"learning rate {learningRate}, momentum {momentum} and weight decay {weight_decay} must not be negative; Nesterov needs momentum and no dampening");
            _defaults = new Options { LearningRate = learningRate, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize };
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

        private protected override OptimizerState NewState(Parameter parameter, OptimizerOptions options) => new State(parameter);

        private protected override void Step(Modules.ParamGroup group, Parameter[] parameters)
        {
            var o = (Options)group.Options!;
            var states = Array.ConvertAll(parameters, p => (State)States[p]);
            var buffers = Array.ConvertAll(states, s => Tensor.HandleOrNull(s.momentum_buffer));
            int status;
            fixed (nint* p = Array.ConvertAll(parameters, x => x.Handle), b = buffers)
                status = st_sgd(p, b, parameters.Length, o.LearningRate!.Value, o.momentum!.Value, o.dampening!.Value, o.weight_decay!.Value, o.nesterov == true ? 1 : 0, o.maximize == true ? 1 : 0);
            GC.KeepAlive((parameters, states));
            Failure.ThrowIfNegative(status);
            for (var i = 0; i < states.Length; i++)
                if (states[i].momentum_buffer is null && buffers[i] != 0)
                    states[i].momentum_buffer = new Tensor(buffers[i]).DetachFromDisposeScope();
        }

        /// <summary>The settings; what is null is taken from the optimiser.</summary>
        public class Options : OptimizerOptions
        {
            public double? momentum;
            public double? dampening;
            public double? weight_decay;
            public bool? nesterov;
            public bool? maximize;

            internal void Complete(Options from)
            {
                LearningRate ??= from.LearningRate;
                InitialLearningRate = LearningRate!.Value;
                momentum ??= from.momentum;
                dampening ??= from.dampening;
                weight_decay ??= from.weight_decay;
                nesterov ??= from.nesterov;
                maximize ??= from.maximize;
            }

            /// <inheritdoc/>
            public override void LoadStateDict(OptimizerOptions source)
            {
                var o = (Options)source;
                (LearningRate, InitialLearningRate, momentum, dampening) = (o.LearningRate, o.InitialLearningRate, o.momentum, o.dampening);
                (weight_decay, nesterov, maximize) = (o.weight_decay, o.nesterov, o.maximize);
            }

            /// <inheritdoc/>
            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                (momentum, dampening, weight_decay) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
                (nesterov, maximize) = (reader.ReadBoolean(), reader.ReadBoolean());
            }

            /// <inheritdoc/>
            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                foreach (var value in new[] { momentum, dampening, weight_decay })
                    writer.Write(value!.Value);
                writer.Write(nesterov!.Value);
                writer.Write(maximize!.Value);
            }
        }

        /// <summary>The moving average of the gradients, once momentum has been used.</summary>
        public class State(Tensor parameter) : OptimizerState
        {
            public Tensor? momentum_buffer;

            /// <inheritdoc/>
            public override void LoadStateDict(OptimizerState source)
            {
                if (((State)source).momentum_buffer is { } from)
                    Copy(momentum_buffer ??= ZerosFor(parameter), from);
            }

            /// <inheritdoc/>
            public override void LoadStateDict(BinaryReader reader)
            {
                if (reader.ReadBoolean())
                    (momentum_buffer ??= ZerosFor(parameter)).Load(reader);
            }

            /// <inheritdoc/>
            public override void SaveStateDict(BinaryWriter writer)
            {
                writer.Write(momentum_buffer is not null);
                momentum_buffer?.Save(writer);
            }

            /// <inheritdoc/>
            public override void to(Device device) => momentum_buffer?.MoveTo(device);

            /// <inheritdoc/>
            public override bool ApproximatelyEquals(OptimizerState other) =>
                other is State s && (momentum_buffer is null ? s.momentum_buffer is null : s.momentum_buffer is not null && momentum_buffer.allclose(s.momentum_buffer));

            /// <inheritdoc/>
            protected override void Dispose(bool disposing)
            {
                momentum_buffer?.Dispose();
                base.Dispose(disposing);
            }
        }

        /// <summary>Parameters with their own settings.</summary>
        public class ParamGroup : ParamGroup<Options>
        {
            public ParamGroup() { }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options)
                : base(parameters, options) { }

            public ParamGroup(IEnumerable<Parameter> parameters, double? lr = null, double? momentum = null, double? dampening = null, double? weight_decay = null, bool? nesterov = null, bool? maximize = null)
                : base(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize }) { }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <inheritdoc cref="Modules.SGD"/>
            public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            /// <inheritdoc cref="Modules.SGD"/>
            public static SGD SGD(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            /// <inheritdoc cref="Modules.SGD"/>
            public static SGD SGD(IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}

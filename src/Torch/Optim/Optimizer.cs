using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp
{
    public static partial class torch
    {
        /// <summary>Optimisers: they change parameters along their gradients.</summary>
        public static partial class optim
        {
            /// <summary>The base of all optimisers.</summary>
            public abstract class Optimizer : IDisposable
            {
                private protected readonly List<ParamGroup> Groups = [];

                /// <summary>The groups of parameters, each with its learning rate.</summary>
                public virtual IEnumerable<ILearningRateController> ParamGroups => Groups;

                /// <summary>One step along the gradients. The closure, if any, computes the loss anew first; its result is returned.</summary>
                public abstract Tensor? step(Func<Tensor>? closure = null);

                /// <summary>Sets all gradients to zero (where <see cref="nn.Module.zero_grad"/> forgets them).</summary>
                public virtual void zero_grad() => Gradients.Clear(parameters(), setToNone: false);

                /// <summary>All parameters of all groups.</summary>
                public virtual IEnumerable<Parameter> parameters() => Groups.SelectMany(g => g.Parameters);

                /// <summary>Adds parameters with their own options; what they leave open is as in the first group.</summary>
                public virtual void add_param_group(ParamGroup param_group) => Groups.Add(param_group);

                /// <summary>Frees the optimiser's state, not the parameters.</summary>
                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                /// <inheritdoc cref="Dispose()"/>
                protected virtual void Dispose(bool disposing) { }

                /// <summary>Options per group and state per parameter, in the order of the groups. They are the live ones, not copies.</summary>
                public class StateDictionary
                {
                    internal StateDictionary() { }

                    public List<OptimizerOptions> Options { get; } = [];

                    public List<OptimizerState> State { get; } = [];
                }
            }

            /// <summary>What a learning rate schedule reads and sets.</summary>
            public interface ILearningRateController
            {
                double LearningRate { get; set; }

                double InitialLearningRate { get; set; }
            }

            /// <summary>A group with momentum.</summary>
            public interface IMomentum
            {
                double Momentum { get; set; }
            }

            /// <summary>A group with Adam's two decay rates.</summary>
            public interface IBetas
            {
                (double, double) Betas { get; set; }
            }
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>The settings of one group of parameters.</summary>
    public abstract class OptimizerOptions
    {
        public double? LearningRate { get; set; }

        public double InitialLearningRate { get; set; }

        /// <summary>Takes the settings of <paramref name="source"/>.</summary>
        public abstract void LoadStateDict(OptimizerOptions source);

        /// <summary>Reads the settings that <see cref="SaveStateDict"/> wrote.</summary>
        public virtual void LoadStateDict(BinaryReader reader)
        {
            InitialLearningRate = reader.ReadDouble();
            LearningRate = reader.ReadDouble();
        }

        /// <summary>Writes the settings.</summary>
        public virtual void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(InitialLearningRate);
            writer.Write(LearningRate ?? InitialLearningRate);
        }
    }

    /// <summary>What an optimiser remembers of one parameter.</summary>
    public abstract class OptimizerState : IDisposable
    {
        /// <summary>Takes copies of the values of <paramref name="source"/>.</summary>
        public abstract void LoadStateDict(OptimizerState source);

        /// <summary>Reads the values that <see cref="SaveStateDict"/> wrote.</summary>
        public abstract void LoadStateDict(BinaryReader reader);

        /// <summary>Writes the values.</summary>
        public abstract void SaveStateDict(BinaryWriter writer);

        /// <summary>Moves the values to a device.</summary>
        public virtual void to(Device device) { }

        /// <summary>Whether both hold nearly the same values.</summary>
        public abstract bool ApproximatelyEquals(OptimizerState other);

        /// <inheritdoc/>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <inheritdoc cref="Dispose()"/>
        protected virtual void Dispose(bool disposing) { }

        internal static Tensor ZerosFor(Tensor parameter)
        {
            using var _ = no_grad();
            return zeros_like(parameter).DetachFromDisposeScope();
        }

        private protected static void Copy(Tensor to, Tensor from)
        {
            using var _ = no_grad();
            to.copy_(from);
        }
    }

    /// <summary>Parameters that share settings.</summary>
    public class ParamGroup : ILearningRateController
    {
        public IEnumerable<Parameter> Parameters { get; set; } = [];

        public OptimizerOptions? Options { get; set; }

        public double LearningRate
        {
            get => Options?.LearningRate ?? 0;
            set => Options!.LearningRate = value;
        }

        public double InitialLearningRate
        {
            get => Options?.InitialLearningRate ?? 0;
            set => Options!.InitialLearningRate = value;
        }
    }

    /// <summary>Parameters that share settings of one optimiser.</summary>
    public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
    {
        public ParamGroup() { }

        public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
        {
            Parameters = parameters;
            Options = options;
        }
    }

    /// <summary>Saving, loading and stepping, common to the optimisers.</summary>
    public abstract class OptimizerHelper : Optimizer
    {
        private protected readonly Dictionary<Parameter, OptimizerState> States = new(ReferenceEqualityComparer.Instance);

        /// <summary>Options and state, live.</summary>
        public virtual StateDictionary state_dict()
        {
            var result = new StateDictionary();
            foreach (var group in Groups)
            {
                result.Options.Add(group.Options!);
                result.State.AddRange(group.Parameters.Select(p => States[p]));
            }
            return result;
        }

        /// <summary>Takes over the options and copies of the state of an optimiser of the same kind over as many parameters.</summary>
        public virtual void load_state_dict(StateDictionary state_dict)
        {
            ArgumentNullException.ThrowIfNull(state_dict);
            var own = this.state_dict();
            Match(state_dict.Options.Count, state_dict.State.Count, own);
            foreach (var (target, source) in own.Options.Zip(state_dict.Options))
                if (!ReferenceEquals(target, source))
                    target.LoadStateDict(source);
            foreach (var (target, source) in own.State.Zip(state_dict.State))
                if (!ReferenceEquals(target, source))
                    target.LoadStateDict(source);
        }

        /// <summary>Writes options and state to a file.</summary>
        public void save_state_dict(string location)
        {
            using var writer = new BinaryWriter(File.Create(location));
            save_state_dict(writer);
        }

        /// <summary>Writes options and state.</summary>
        public void save_state_dict(BinaryWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            var own = state_dict();
            writer.Write(GetType().Name);
            writer.Encode(own.Options.Count);
            writer.Encode(own.State.Count);
            own.Options.ForEach(o => o.SaveStateDict(writer));
            own.State.ForEach(s => s.SaveStateDict(writer));
        }

        /// <summary>Reads options and state from a file that <see cref="save_state_dict(string)"/> wrote.</summary>
        public void load_state_dict(string location)
        {
            using var reader = new BinaryReader(File.OpenRead(location));
            load_state_dict(reader);
        }

        /// <summary>Reads options and state.</summary>
        public void load_state_dict(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            var name = reader.ReadString();
            if (name != GetType().Name)
                throw new InvalidDataException($"the saved state is of '{name}', this optimiser is '{GetType().Name}'");
            var own = state_dict();
            Match(reader.Decode(), reader.Decode(), own);
            own.Options.ForEach(o => o.LoadStateDict(reader));
            own.State.ForEach(s => s.LoadStateDict(reader));
        }

        /// <summary>Moves the state to a device.</summary>
        public void to(Device device)
        {
            foreach (var state in States.Values)
                state.to(device);
        }

        /// <inheritdoc/>
        public override Tensor? step(Func<Tensor>? closure = null)
        {
            Tensor? loss = null;
            if (closure is not null)
                using (enable_grad())
                    loss = closure();
            foreach (var group in Groups)
                Step(group, (Parameter[])group.Parameters);
            return loss;
        }

        /// <inheritdoc/>
        public override void add_param_group(ParamGroup param_group)
        {
            ArgumentNullException.ThrowIfNull(param_group);
            var parameters = param_group.Parameters.ToArray();
            param_group.Parameters = parameters;
            param_group.Options = WithDefaults(param_group.Options);
            foreach (var parameter in parameters)
                if (!States.TryAdd(parameter, NewState(parameter, param_group.Options)))
                    throw new ArgumentException("a parameter appears twice in this optimiser", nameof(param_group));
            Groups.Add(param_group);
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            foreach (var state in States.Values)
                state.Dispose();
            base.Dispose(disposing);
        }

        private protected abstract OptimizerOptions WithDefaults(OptimizerOptions? given);

        private protected abstract OptimizerState NewState(Parameter parameter, OptimizerOptions options);

        private protected abstract void Step(ParamGroup group, Parameter[] parameters);

        private static void Match(long options, long states, StateDictionary own)
        {
            if (options != own.Options.Count || states != own.State.Count)
                throw new ArgumentException($"the state has {options} groups and {states} parameters, this optimiser {own.Options.Count} and {own.State.Count}");
        }

    }
}

using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Neural networks: layers, losses, initial weights.</summary>
    public static partial class nn
    {
        /// <summary>
        /// A part of a network: named parameters (trained), buffers (kept, not trained) and child modules. A subclass assigns them to fields
        /// and calls <see cref="RegisterComponents"/> at the end of its constructor; their names are the fields' names.
        /// </summary>
        public partial class Module : IDisposable
        {
            private readonly OrderedDictionary<string, Parameter> _parameters = [];
            private readonly OrderedDictionary<string, Tensor> _buffers = [];
            private readonly OrderedDictionary<string, Module> _children = [];
            private readonly string _name;
            private bool _registered;

            /// <summary>Creates the module; the name is for messages only.</summary>
            protected Module(string name) => _name = name;

            /// <summary>The name given to the constructor.</summary>
            public virtual string GetName() => _name;

            /// <summary>Whether the module is in training mode (dropout draws, batch statistics are taken).</summary>
            public bool training { get; private set; } = true;

            /// <summary>Switches training mode on or off here and in all modules below.</summary>
            public virtual void train(bool on = true)
            {
                training = on;
                foreach (var child in _children.Values)
                    child.train(on);
            }

            /// <summary>Switches training mode off.</summary>
            public virtual void eval() => train(false);

            /// <summary>Forgets (or zeroes) the gradients of all parameters.</summary>
            public virtual void zero_grad(bool set_to_none = true) => Gradients.Clear(parameters(), set_to_none);

            /// <summary>Runs <paramref name="fn"/> on all modules below and then on this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                ArgumentNullException.ThrowIfNull(fn);
                foreach (var child in _children.Values)
                    child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>All parameters, of modules below too; a shared one appears once.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                Distinct(Own(recurse, m => m._parameters));

            /// <summary>All buffers, of modules below too; a shared one appears once.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true) => Distinct(Own(recurse, m => m._buffers));

            /// <summary>The parameters of <see cref="named_parameters"/>.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            /// <summary>The buffers of <see cref="named_buffers"/>.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true) => named_buffers(recurse).Select(b => b.buffer);

            /// <summary>The modules directly below.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _children.Select(c => (c.Key, c.Value));

            /// <summary>All modules below: first the children, then theirs.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                named_children().Concat(named_children().SelectMany(c => c.module.named_modules().Select(m => ($"{c.name}.{m.name}", m.module))));

            public virtual IEnumerable<Module> children() => _children.Values;

            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>The parameter at a dotted path, or null.</summary>
            public virtual Parameter? get_parameter(string target) => named_parameters().FirstOrDefault(p => p.name == target).parameter;

            /// <summary>The buffer at a dotted path, or null.</summary>
            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(b => b.name == target).buffer;

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>Adds a buffer; throws when the name is taken.</summary>
            public virtual void register_buffer(string name, Tensor tensor) => Add(_buffers, name, tensor);

            /// <summary>Adds a parameter; throws when the name is taken.</summary>
            public virtual void register_parameter(string name, Parameter param) => Add(_parameters, name, param);

            /// <summary>Adds a module below this one; throws when the name is taken or contains a dot.</summary>
            public virtual void register_module(string name, Module submodule)
            {
                ArgumentNullException.ThrowIfNull(submodule);
                if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
                    throw new ArgumentException($"'{name}' cannot name a module: it must not be empty or contain a dot", nameof(name));
                submodule.RegisterComponents();
                Add(_children, name, submodule);
            }

            /// <inheritdoc cref="register_module"/>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Registers every field that holds a module, a parameter or a tensor and is not registered yet.</summary>
            protected virtual void RegisterComponents()
            {
                if (_registered)
                    return;
                _registered = true;
                foreach (var field in GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                {
                    if (_children.ContainsKey(field.Name) || _parameters.ContainsKey(field.Name) || _buffers.ContainsKey(field.Name))
                        continue;
                    var value = field.GetValue(this);
                    if (field.Name[0] == '<' && IsRegistered(value))
                        continue; // the field behind a property, registered under the property's name
                    switch (value)
                    {
                        case Module module: register_module(field.Name, module); break;
                        case Parameter parameter: register_parameter(field.Name, parameter); break;
                        case Tensor tensor: register_buffer(field.Name, tensor); break;
                    }
                }
            }

            /// <summary>Frees all parameters, buffers and modules below.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <inheritdoc cref="Dispose()"/>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                foreach (var parameter in _parameters.Values)
                    parameter.Dispose();
                foreach (var buffer in _buffers.Values)
                    buffer.Dispose();
                foreach (var child in _children.Values)
                    child.Dispose();
            }

            private bool IsRegistered(object? value) =>
                _children.Values.Contains(value) || _parameters.Values.Contains(value) || _buffers.Values.Contains(value);

            internal void Unregister(string name) => _children.Remove(name);

            private IEnumerable<(string, T)> Own<T>(bool recurse, Func<Module, OrderedDictionary<string, T>> of)
            {
                foreach (var (name, value) in of(this))
                    yield return (name, value);
                if (!recurse)
                    yield break;
                foreach (var (child, module) in _children)
                    foreach (var (name, value) in module.Own(true, of))
                        yield return ($"{child}.{name}", value);
            }

            private static IEnumerable<(string, T)> Distinct<T>(IEnumerable<(string, T)> items) where T : Tensor
            {
                var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
                foreach (var (name, value) in items)
                    if (!value.IsInvalid && seen.Add(value))
                        yield return (name, value);
            }

            private void Add<T>(OrderedDictionary<string, T> to, string name, T value)
            {
                ArgumentNullException.ThrowIfNull(value);
                if (!to.TryAdd(name, value))
                    throw new InvalidOperationException($"'{name}' is already registered in {_name}");
            }
        }

        /// <summary>A module with one input.</summary>
        public abstract class Module<T, TResult> : Module
        {
            protected Module(string name)
                : base(name) { }

            /// <summary>Computes the result.</summary>
            public abstract TResult forward(T input);

            /// <inheritdoc cref="forward"/>
            public TResult call(T input) => forward(input);
        }

        /// <summary>A module with two inputs.</summary>
        public abstract class Module<T1, T2, TResult> : Module
        {
            protected Module(string name)
                : base(name) { }

            /// <summary>Computes the result.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <inheritdoc cref="forward"/>
            public TResult call(T1 input1, T2 input2) => forward(input1, input2);
        }

        /// <summary>A module with three inputs.</summary>
        public abstract class Module<T1, T2, T3, TResult> : Module
        {
            protected Module(string name)
                : base(name) { }

            /// <summary>Computes the result.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <inheritdoc cref="forward"/>
            public TResult call(T1 input1, T2 input2, T3 input3) => forward(input1, input2, input3);
        }

        /// <summary>A module with four inputs.</summary>
        public abstract class Module<T1, T2, T3, T4, TResult> : Module
        {
            protected Module(string name)
                : base(name) { }

            /// <summary>Computes the result.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4);

            /// <inheritdoc cref="forward"/>
            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4) => forward(input1, input2, input3, input4);
        }

        /// <summary>A module with six inputs.</summary>
        public abstract class Module<T1, T2, T3, T4, T5, T6, TResult> : Module
        {
            protected Module(string name)
                : base(name) { }

            /// <summary>Computes the result.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6);

            /// <inheritdoc cref="forward"/>
            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6) => forward(input1, input2, input3, input4, input5, input6);
        }

        /// <summary>How a loss over elements becomes a result.</summary>
        public enum Reduction : long
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }
    }
}

using System.Collections;
using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules one after the other; results in between are disposed.</summary>
    public sealed class Sequential : nn.Module<Tensor, Tensor>, IEnumerable<nn.Module<Tensor, Tensor>>
    {
        private readonly List<nn.Module<Tensor, Tensor>> _modules = [];

        internal Sequential(IEnumerable<(string name, nn.Module<Tensor, Tensor> submodule)> modules)
            : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules)
                append(name, module);
        }

        /// <summary>Number of modules.</summary>
        public int Count => _modules.Count;

        public nn.Module<Tensor, Tensor> this[int index] => _modules[index];

        public Sequential append(string name, nn.Module<Tensor, Tensor> module)
        {
            register_module(name, module);
            _modules.Add(module);
            return this;
        }

        public Sequential append(nn.Module<Tensor, Tensor> module) => append(_modules.Count.ToString(CultureInfo.InvariantCulture), module);

        /// <inheritdoc/>
        public override Tensor forward(Tensor input)
        {
            if (_modules.Count == 0)
                return input.alias();
            var at = input;
            foreach (var module in _modules)
            {
                var next = module.call(at);
                if (!ReferenceEquals(at, input) && !ReferenceEquals(at, next))
                    at.Dispose();
                at = next;
            }
            return at;
        }

        public IEnumerator<nn.Module<Tensor, Tensor>> GetEnumerator() => _modules.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>Modules in a list; they are named by position.</summary>
    public class ModuleList<T> : nn.Module, IList<T> where T : nn.Module
    {
        private readonly List<T> _list = [];

        public ModuleList(params T[] modules)
            : base(nameof(ModuleList<>))
        {
            foreach (var module in modules)
                Add(module);
        }

        public int Count => _list.Count;

        public bool IsReadOnly => false;

        public T this[int index]
        {
            get => _list[index];
            set => Change(() => _list[index] = value);
        }

        public void Add(T item)
        {
            register_module(_list.Count.ToString(CultureInfo.InvariantCulture), item);
            _list.Add(item);
        }

        public void append(T module) => Add(module);

        public void extend(IEnumerable<T> modules)
        {
            foreach (var module in modules)
                Add(module);
        }

        public void Clear() => Change(_list.Clear);
        public bool Contains(T item) => _list.Contains(item);
        public void CopyTo(T[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);
        public int IndexOf(T item) => _list.IndexOf(item);
        public void Insert(int index, T item) => Change(() => _list.Insert(index, item));
        public void RemoveAt(int index) => Change(() => _list.RemoveAt(index));
        public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public bool Remove(T item)
        {
            var at = _list.IndexOf(item);
            if (at >= 0)
                RemoveAt(at);
            return at >= 0;
        }

        private void Change(Action change)
        {
            for (var i = 0; i < _list.Count; i++)
                Unregister(i.ToString(CultureInfo.InvariantCulture));
            change();
            for (var i = 0; i < _list.Count; i++)
                register_module(i.ToString(CultureInfo.InvariantCulture), _list[i]);
        }
    }

    /// <summary>Modules by name, in the order they were added.</summary>
    public class ModuleDict<T> : nn.Module, IEnumerable<(string, T)> where T : nn.Module
    {
        private readonly OrderedDictionary<string, T> _modules = [];

        public ModuleDict(params (string, T)[] modules)
            : base(nameof(ModuleDict<>))
        {
            foreach (var (name, module) in modules)
                Add((name, module));
        }

        public int Count => _modules.Count;

        public IEnumerable<string> Keys => _modules.Keys;

        public IEnumerable<T> Values => _modules.Values;

        public T this[string name]
        {
            get => _modules[name];
            set
            {
                Unregister(name);
                register_module(name, value);
                _modules[name] = value;
            }
        }

        public void Add((string, T) item)
        {
            register_module(item.Item1, item.Item2);
            _modules.Add(item.Item1, item.Item2);
        }

        public bool ContainsKey(string key) => _modules.ContainsKey(key);

        public IEnumerator<(string, T)> GetEnumerator() => _modules.Select(m => (m.Key, m.Value)).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.Sequential"/>
            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            /// <inheritdoc cref="Modules.Sequential"/>
            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

            /// <inheritdoc cref="Modules.Sequential"/>
            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules);

            /// <inheritdoc cref="Modules.Sequential"/>
            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new(modules.Select((m, i) => (i.ToString(CultureInfo.InvariantCulture), m)));

            /// <inheritdoc cref="Modules.ModuleList{T}"/>
            public static ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);

            /// <inheritdoc cref="Modules.ModuleDict{T}"/>
            public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules) where T : Module => new(modules);
        }
    }
}

using TorchSharp.Native;
using static TorchSharp.Native.Methods;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers with its own state, which can be saved and restored exactly.</summary>
    public sealed unsafe class Generator : IDisposable
    {
        private void* _generator;

        /// <summary>A generator that starts from <paramref name="seed"/>.</summary>
        public Generator(ulong seed = 0, Device? device = null)
            : this(st_generator_new(seed, (int)(device?.type ?? DeviceType.CPU), device?.index ?? -1), device ?? CPU) { }

        private Generator(void* generator, Device device)
        {
            if (generator == null)
                Failure.Throw();
            _generator = generator;
            this.device = device;
        }

        /// <summary>Frees a generator that nobody disposed.</summary>
        ~Generator() => Free();

        /// <summary>Where the generator draws.</summary>
        public Device device { get; }

        /// <summary>The generator that operations use when they are given none.</summary>
        public static Generator Default => new(st_generator_default(), CPU);

        /// <summary>Starts again from <paramref name="seed"/>.</summary>
        public Generator manual_seed(long seed)
        {
            Failure.ThrowIfNegative(st_generator_seed(Live(), unchecked((ulong)seed)));
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>Starts again from a seed of the operating system, and returns it.</summary>
        public long seed()
        {
            var result = unchecked((long)st_generator_random_seed(Live()));
            GC.KeepAlive(this);
            return result;
        }

        /// <summary>The seed it started from.</summary>
        public long initial_seed()
        {
            var result = unchecked((long)st_generator_initial(Live()));
            GC.KeepAlive(this);
            return result;
        }

        /// <summary>The whole state, as bytes.</summary>
        public Tensor get_state() => Tensor.Of(st_generator_get_state(Live()), this);

        /// <summary>Continues from a state that <see cref="get_state"/> gave.</summary>
        public void set_state(Tensor value)
        {
            var status = st_generator_set_state(Live(), value.Handle);
            GC.KeepAlive(this);
            GC.KeepAlive(value);
            Failure.ThrowIfNegative(status);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Free();
            GC.SuppressFinalize(this);
        }

        internal static void* Pointer(Generator? generator) => generator is null ? null : generator.Live();

        private void* Live() => _generator != null ? _generator : throw new ObjectDisposedException(nameof(Generator));

        private void Free()
        {
            if (_generator != null)
                st_generator_free(_generator);
            _generator = null;
        }
    }

    /// <summary>Seeds the default generators of the processor and of all CUDA devices.</summary>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    /// <summary>The processor's default generator.</summary>
    public static unsafe class random
    {
        /// <inheritdoc cref="torch.manual_seed"/>
        public static Generator manual_seed(long seed)
        {
            Failure.ThrowIfNegative(st_manual_seed(unchecked((ulong)seed)));
            return Generator.Default;
        }

        /// <summary>Seeds from the operating system, and returns the seed.</summary>
        public static long seed()
        {
            using var generator = Generator.Default;
            return generator.seed();
        }

        /// <summary>The seed the default generator started from.</summary>
        public static long initial_seed()
        {
            using var generator = Generator.Default;
            return generator.initial_seed();
        }

        /// <summary>The default generator's whole state, as bytes.</summary>
        public static Tensor get_rng_state()
        {
            using var generator = Generator.Default;
            return generator.get_state();
        }

        /// <summary>Lets the default generator continue from a saved state.</summary>
        public static void set_rng_state(Tensor new_state)
        {
            using var generator = Generator.Default;
            generator.set_state(new_state);
        }
    }

    /// <inheritdoc cref="random.get_rng_state"/>
    public static Tensor get_rng_state() => random.get_rng_state();

    /// <inheritdoc cref="random.set_rng_state"/>
    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);
}

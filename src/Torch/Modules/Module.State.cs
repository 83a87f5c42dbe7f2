using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Saving, loading and moving the parameters and buffers.
        public partial class Module
        {
            /// <summary>All parameters and buffers by dotted name. They are the live tensors, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var start = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (name, parameter) in named_parameters())
                    destination.TryAdd(start + name, parameter);
                foreach (var (name, buffer) in named_buffers())
                    destination.TryAdd(start + name, buffer);
                foreach (var (name, child) in named_children())
                    child.state_dict(destination, start + name);
                return destination;
            }

            /// <summary>Copies values into this module's parameters and buffers. Strict: the names must match exactly.</summary>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                var own = state_dict();
                var skipped = skip ?? [];
                var missing = own.Keys.Where(k => !skipped.Contains(k) && !source.ContainsKey(k)).ToList();
                var unexpected = source.Keys.Where(k => !skipped.Contains(k) && !own.ContainsKey(k)).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    throw new InvalidOperationException($"the state does not fit {GetName()}: missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}]");
                using var _ = no_grad();
                foreach (var (name, value) in source.Where(s => !skipped.Contains(s.Key) && own.ContainsKey(s.Key)))
                {
                    if (!value.shape.AsSpan().SequenceEqual(own[name].shape))
                        throw new ArgumentException($"'{name}' has shape {own[name].ShapeText()} in {GetName()}, but {value.ShapeText()} in the state", nameof(source));
                    own[name].copy_(value);
                }
                return (missing, unexpected);
            }

            /// <summary>Writes parameters and buffers to a file.</summary>
            public Module save(string location, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(File.Create(location));
                return save(writer, skip);
            }

            /// <summary>Writes parameters and buffers and closes the stream.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Writes parameters and buffers.</summary>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes the tensors of a state by name.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(writer);
                ArgumentNullException.ThrowIfNull(sd);
                var kept = sd.Where(s => skip?.Contains(s.Key) != true).ToList();
                writer.Encode(kept.Count);
                foreach (var (name, value) in kept)
                {
                    writer.Write(name);
                    value.Save(writer);
                }
            }

            /// <summary>Reads parameters and buffers from a file that <see cref="save(string, IList{string})"/> wrote.</summary>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null)
            {
                using var reader = new BinaryReader(File.OpenRead(location));
                return load(reader, strict, skip);
            }

            /// <summary>Reads parameters and buffers and closes the stream.</summary>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip);
            }

            /// <summary>Reads parameters and buffers. Strict: the names must match exactly.</summary>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(reader);
                var own = state_dict();
                var count = reader.Decode();
                if (strict && count != own.Count)
                    throw new ArgumentException($"the saved state has {count} entries, {GetName()} has {own.Count}", nameof(reader));
                for (var i = 0L; i < count; i++)
                {
                    var name = reader.ReadString();
                    if (own.TryGetValue(name, out var target))
                        target.Load(reader, skip?.Contains(name) == true);
                    else if (strict)
                        throw new ArgumentException($"the saved state has '{name}', {GetName()} has no such parameter or buffer", nameof(reader));
                    else
                        Tensor.Load(reader).Dispose();
                }
                return this;
            }

            /// <summary>Moves and converts parameters (with their gradients) and buffers; only floating point ones are converted.</summary>
            protected internal virtual Module _to(Device? device, ScalarType? dtype)
            {
                if (device is { type: DeviceType.CUDA })
                    InitializeDeviceType(DeviceType.CUDA);
                using var _ = no_grad();
                foreach (var tensor in parameters().Concat(buffers()).ToList())
                {
                    Convert(tensor, device, dtype);
                    using var gradient = tensor.grad;
                    if (gradient is not null)
                        Convert(gradient, device, dtype);
                }
                return this;
            }

            private static void Convert(Tensor tensor, Device? device, ScalarType? dtype)
            {
                var type = dtype is { } d && tensor.is_floating_point() ? d : tensor.dtype;
                using var converted = tensor.to(type, device ?? tensor.device);
                tensor.SetData(converted);
            }
        }
    }

    public partial class Tensor
    {
        internal void SetData(Tensor data) => Self(Native.Methods.st_set_data(Handle, data.Handle), data);
    }
}

/// <summary>Moving whole modules between devices and types; the module is changed and returned.</summary>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, torch.Device device, bool non_blocking = false) where T : torch.nn.Module => (T)module._to(device, null);

    public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module => (T)module._to(null, type);

    public static T to<T>(this T module, torch.Device device, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module => (T)module._to(device, type);

    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : torch.nn.Module => (T)module._to(new torch.Device(deviceType, deviceIndex), null);

    public static T to<T>(this T module, torch.Tensor other, bool non_blocking = false) where T : torch.nn.Module => (T)module._to(other.device, other.dtype);

    public static T cpu<T>(this T module) where T : torch.nn.Module => (T)module._to(torch.CPU, null);

    public static T cuda<T>(this T module, int deviceIndex = -1) where T : torch.nn.Module => (T)module._to(new torch.Device(DeviceType.CUDA, deviceIndex), null);
}

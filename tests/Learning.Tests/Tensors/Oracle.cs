using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Tensors;

/// <summary>Numbers of small networks by PyTorch, as double tensors: they pin what the version of TorchSharp in use computes.</summary>
internal sealed class Oracle
{
    private readonly JsonElement _case;

    internal Oracle(string name) =>
        _case = JsonDocument.Parse(File.ReadAllText(SharedFiles.Require("oracles/torch_small_oracles.json"))).RootElement.GetProperty(name);

    internal double Number(string path) => At(path).GetDouble();

    internal Tensor Tensor(string path, ScalarType type = ScalarType.Float64)
    {
        var shape = new List<long>();
        for (var e = At(path); e.ValueKind == JsonValueKind.Array; e = e[0])
            shape.Add(e.GetArrayLength());
        var values = new List<double>();
        Collect(At(path), values);
        return tensor(values.ToArray(), shape.ToArray(), type);
    }

    internal void Load(nn.Module module)
    {
        var state = At("params").EnumerateObject().ToDictionary(p => p.Name, p => Tensor("params/" + p.Name));
        module.load_state_dict(state);
    }

    internal void AssertGradients(nn.Module module)
    {
        foreach (var (name, parameter) in module.named_parameters())
            Close(Tensor("grads/" + name), parameter.grad!, name);
    }

    internal static void Close(Tensor expected, Tensor actual, string what)
    {
        Assert.Equal(expected.shape, actual.shape);
        var worst = (expected - actual.to(ScalarType.Float64)).abs().max().ToDouble();
        Assert.True(worst < 1e-5, $"{what}: off by {worst}");
    }

    private JsonElement At(string path) => path.Split('/').Aggregate(_case, (e, name) => e.GetProperty(name));

    private static void Collect(JsonElement element, List<double> values)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                Collect(item, values);
        else
            values.Add(element.GetDouble());
    }
}

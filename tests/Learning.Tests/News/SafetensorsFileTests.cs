using System.Buffers.Binary;
using System.Text;
using Simulator.Import;
using Simulator.Learning.News;

namespace Simulator.Tests.Learning.News;

/// <summary>Files of tensors: the three types of numbers, and headers that lie.</summary>
public sealed class SafetensorsFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_OfEachType_GivesItsNumbers()
    {
        // 1.5 and −2 as F32, as F16 (0x3E00, 0xC000) and as BF16 (0x3FC0, 0xC000).
        Write(
            """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F16","shape":[1,2],"data_offsets":[8,12]},"""
                + "\"c\":"
                + """{"dtype":"BF16","shape":[2,1],"data_offsets":[12,16]}}""",
            [0, 0, 0xC0, 0x3F, 0, 0, 0, 0xC0, 0, 0x3E, 0, 0xC0, 0xC0, 0x3F, 0, 0xC0]
        );
        using var file = SafetensorsFile.Open(_path);
        Assert.All(file.Names, n => Assert.Equal([1.5f, -2f], file.Read(n)));
        Assert.Equal([1L, 2], file.ShapeOf("b"));
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "tensor w of F32 [3] needs 12 bytes and has 8")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "tensor w is said to lie at bytes 0 to 16 of 8")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", "tensor w is said to lie at bytes -8 to 0")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}""", "tensor w has the shape")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,8]}}""", "tensor w has the shape [-1]")]
    [InlineData("""{"w":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}""", "tensor w has the unknown type Q4")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2]}}""", "tensor w lacks dtype, shape or data_offsets")]
    [InlineData("""{"w":7}""", "tensor w lacks")]
    [InlineData("""[1]""", "no JSON object")]
    [InlineData("""{"w":""", "no JSON (")]
    public void Open_OfAHeaderThatLies_NamesTheTensor(string header, string said)
    {
        Write(header, new byte[8]);
        Assert.Contains(said, Assert.Throws<ImportException>(() => SafetensorsFile.Open(_path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "it has 3 bytes and no header")]
    [InlineData(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, 0x7B }, "its header is said to have 9 bytes")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, "its header is said to have 18446744073709551615 bytes")]
    public void Open_OfAFileThatIsCut_SaysSo(byte[] content, string said)
    {
        File.WriteAllBytes(_path, content);
        Assert.Contains(said, Assert.Throws<ImportException>(() => SafetensorsFile.Open(_path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", "tensor w holds I64; F32, F16 and BF16 are read")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "tensor w holds NaN at place 1")]
    public void Read_OfNumbersThatCannotBeUsed_NamesTheTensor(string header, string said)
    {
        Write(header, [0, 0, 0, 0, 0, 0, 0xC0, 0x7F]);
        using var file = SafetensorsFile.Open(_path);
        Assert.Contains(said, Assert.Throws<ImportException>(() => file.Read("w")).Message, StringComparison.Ordinal);
    }

    private void Write(string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        File.WriteAllBytes(_path, [.. length, .. json, .. data]);
    }
}

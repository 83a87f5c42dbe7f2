using Simulator.Stages;

namespace Simulator.Tests.Stages;

public sealed class CheckpointStampTests
{
    private static CheckpointStamp Stamp() =>
        new CheckpointStamp("net checkpoint 2")
            .With("program", "abc")
            .With("library", "torch 1")
            .WithMembers("spec", """{"hidden":6,"epochs":3}""")
            .WithNames("features", ["rsi", "vix"])
            .With("seed", 1719)
            .WithHash("scaler", [1, 2, 3]);

    [Fact]
    public void Stamp_WrittenAndRequired_IsAccepted() => Require(Stamp(), Stamp());

    [Fact]
    public void Stamp_OfEachOtherField_IsRefusedWithWhatDiffers()
    {
        Refused(new CheckpointStamp("net checkpoint 1").With("seed", 1), "its form is net checkpoint 1, this run's is net checkpoint 2");
        Refused(Other("program", "abd"), "its program is abd, this run's is abc");
        Refused(Other("library", "torch 2"), "its library is torch 2, this run's is torch 1");
        Refused(Other("spec", """{"hidden":7,"epochs":3}"""), "its spec.hidden is 7, this run's is 6");
        Refused(Other("spec", """{"hidden":6,"epochs":3,"tail":0.3}"""), "its spec.tail is 0.3, this run's is none");
        Refused(Other("features", """["rsi","macd"]"""), "its features include macd, this run's vix");
        Refused(Other("features", """["rsi"]"""), "its features do not include vix, this run's do");
        Refused(Other("features", """["rsi","vix","macd"]"""), "its features include macd, this run's do not");
        Refused(Other("features", """["vix","rsi"]"""), "its features are in another order");
        Refused(Other("seed", "1720"), "its seed is 1720, this run's is 1719");
        Refused(Other("scaler", "0"), "its scaler is 0, this run's is 039058c6f2c0"); // SHA-256 of 1, 2, 3
        Refused(Stamp().With("cut-off", 5), "it has cut-off 5, this run has none");
    }

    [Fact]
    public void Stamp_ThatLacksAField_IsRefused()
    {
        using var reader = Written(Stamp());
        var error = Assert.Throws<InvalidDataException>(() => Stamp().With("cut-off", 7).Require(reader));
        Assert.Equal(
            "the checkpoint does not belong to this run: it has no cut-off, this run has 7; delete it to start again",
            error.Message
        );
    }

    [Fact]
    public void Stamp_OfRubbish_IsRefused()
    {
        using var rubbish = new BinaryReader(new MemoryStream([255, 255, 255, 255, 0]));
        Assert.Throws<InvalidDataException>(() => Stamp().Require(rubbish));
        using var cut = new BinaryReader(new MemoryStream([3, 0, 0, 0, 4]));
        Assert.Throws<EndOfStreamException>(() => Stamp().Require(cut));
    }

    private static CheckpointStamp Other(string field, string value)
    {
        var stamp = new CheckpointStamp("net checkpoint 2");
        foreach (
            var (name, own) in new[]
            {
                ("program", "abc"),
                ("library", "torch 1"),
                ("spec", """{"hidden":6,"epochs":3}"""),
                ("features", """["rsi","vix"]"""),
                ("seed", "1719"),
                ("scaler", "039058c6f2c0"),
            }
        )
            stamp.With(name, name == field ? value : own);
        return stamp;
    }

    private static void Refused(CheckpointStamp stored, string difference)
    {
        var error = Assert.Throws<InvalidDataException>(() => Require(Stamp(), stored));
        Assert.Contains(difference, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; delete it to start again", error.Message, StringComparison.Ordinal);
    }

    private static void Require(CheckpointStamp here, CheckpointStamp stored)
    {
        using var reader = Written(stored);
        here.Require(reader);
    }

    private static BinaryReader Written(CheckpointStamp stamp)
    {
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
            stamp.Write(writer);
        stream.Position = 0;
        return new BinaryReader(stream);
    }
}

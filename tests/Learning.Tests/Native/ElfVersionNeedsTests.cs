using Simulator.Learning.Native;

namespace Simulator.Tests.Learning.Native;

public sealed class ElfVersionNeedsTests
{
    [Fact]
    public void NeededVersion_MarkedWeak_ChangesItsFlagsAndNothingElse()
    {
        var library = MadeLibrary.Asking("GLIBCXX_3.4", "GLIBCXX_3.4.32", "CXXABI_1.3");
        var before = library.ToArray();

        Assert.True(ElfVersionNeeds.MarkWeak(library, "GLIBCXX_3.4.32"));

        var changed = Enumerable.Range(0, library.Length).Where(i => library[i] != before[i]);
        Assert.Equal([MadeLibrary.FlagsOf(1)], changed);
        Assert.Equal(2, library[MadeLibrary.FlagsOf(1)]);
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.3")]
    [InlineData("GLIBCXX_3.4.33")]
    public void VersionThatIsNotNeeded_ChangesNothing(string version)
    {
        var library = MadeLibrary.Asking("GLIBCXX_3.4", "GLIBCXX_3.4.32");
        var before = library.ToArray();

        Assert.False(ElfVersionNeeds.MarkWeak(library, version));

        Assert.Equal(before, library);
    }

    [Fact]
    public void FilesThatAreNoLibrary_ChangeNothing()
    {
        var cut = MadeLibrary.Asking("GLIBCXX_3.4.32")[..0x410];
        var otherOrder = MadeLibrary.Asking("GLIBCXX_3.4.32");
        otherOrder[5] = 2;
        foreach (var file in new[] { [], new byte[20], new byte[200], "MZ and what Windows has"u8.ToArray(), cut, otherOrder })
        {
            var before = file.ToArray();
            Assert.False(ElfVersionNeeds.MarkWeak(file, "GLIBCXX_3.4.32"));
            Assert.Equal(before, file);
        }
    }

    [Fact]
    public void OffsetsThatLeadOutOfTheFile_ChangeNothing()
    {
        foreach (var at in new[] { 0x28, 0x2f, 0x400 + 64 + 24, 0x400 + 64 + 40, MadeLibrary.FlagsOf(0) + 4, MadeLibrary.FlagsOf(0) + 7 })
        {
            var library = MadeLibrary.Asking("GLIBCXX_3.4.32");
            library[at] = 0xf0;
            var before = library.ToArray();
            Assert.False(ElfVersionNeeds.MarkWeak(library, "GLIBCXX_3.4.32"), $"offset at {at}");
            Assert.Equal(before, library);
        }
    }

    [Fact]
    public void TorchSharpsLibrary_AsksForTheVersionThatOlderSystemsLack()
    {
        var library = File.ReadAllBytes(NativeFiles.Find("libLibTorchSharp.so")!);

        Assert.True(ElfVersionNeeds.MarkWeak(library, "GLIBCXX_3.4.32"));
        Assert.False(ElfVersionNeeds.MarkWeak(library, "GLIBCXX_3.4.33"));
    }
}

using Simulator.Artifacts;
using Simulator.Store.Database;

namespace Simulator.Tests.Store.Database;

public sealed class OpeningErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FileThatIsNoDatabase_SaysWhatWhereAndRemedyAndKeepsIt()
    {
        var text = new string('x', 5000);
        File.WriteAllText(_folder.Data.Database, text);

        var error = Assert.Throws<StoreException>(() => _folder.Open());

        Assert.Contains(_folder.Data.Database, error.Message, StringComparison.Ordinal);
        Assert.Contains("not a SQLite database", error.Message, StringComparison.Ordinal);
        Assert.Contains("Remedy", error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_folder.Data.Database));
    }

    [Fact]
    public async Task Open_DamagedPages_AreFoundAndTheFileIsKept()
    {
        using (var store = _folder.Open())
        {
            for (var i = 0; i < 200; i++)
                await store.Settings.TryAddAsync($"key{i}", new string('v', 500), default);
        }
        PlainSql.Scalar(_folder.Data.Database, "PRAGMA wal_checkpoint(TRUNCATE)");
        var bytes = File.ReadAllBytes(_folder.Data.Database);
        Array.Fill(bytes, (byte)0xAB, 4096 * 4, bytes.Length - (4096 * 6));
        File.WriteAllBytes(_folder.Data.Database, bytes);

        var error = Assert.Throws<StoreException>(() => _folder.Open());

        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(_folder.Data.Database));
    }

    [SkippableFact]
    public void Open_ReadOnlyFolder_SaysWhatWhereAndRemedy()
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.UserName == "root", "root may write anywhere");
        _folder.Open().Dispose();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var error = Assert.Throws<DataFolderException>(() => _folder.Open());

        Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains("--data FOLDER", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void DataFolder_WhereNothingCanBeMade_SaysWhatWhereAndRemedy()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "needs /proc");

        var error = Assert.Throws<DataFolderException>(() => new DataFolder("/proc/simulator"));

        Assert.Contains("/proc/simulator", error.Message, StringComparison.Ordinal);
        Assert.Contains("--data FOLDER", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_DatabaseThatIsAFolder_SaysWhatWhereAndRemedy()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "simulator.db"));

        var error = Assert.Throws<StoreException>(() => _folder.Open());

        Assert.Contains("simulator.db", error.Message, StringComparison.Ordinal);
        Assert.Contains("Remedy", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x6969u, true, "NFS")]
    [InlineData(0xFF534D42u, true, "CIFS")]
    [InlineData(0xFE534D42u, true, "SMB")]
    [InlineData(0x01021997u, false, "9p")]
    [InlineData(0xEF53u, false, null)]
    public void FileSystem_ByItsMagicNumber_IsRefusedOnlyWhereTheLogCannotWork(uint magic, bool refused, string? name) =>
        Assert.Equal(new FileSystemVerdict(refused, name), FileSystemCheck.Judge(magic));

    [Fact]
    public void FileSystem_OfTheTemporaryFolder_IsNotRefused() => Assert.False(FileSystemCheck.Of(_folder.Path).Refuse);

    [Fact]
    public void Sqlite_InUse_IsNamedWithItsVersion()
    {
        using var store = _folder.Open();

        Assert.Equal(PlainSql.Scalar(_folder.Data.Database, "SELECT sqlite_version()"), SqliteLibrary.Version);
    }
}

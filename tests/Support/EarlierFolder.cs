using System.IO.Compression;

namespace Simulator.Tests;

/// <summary>
/// A data folder as version 0.1.0 left it when it was killed, before searches were jobs: made by that version's own code on 200 made-up
/// bars (the version of commit 57fd6c8).
/// </summary>
public static class EarlierFolder
{
    /// <summary>The series, and the name of a series of which only trials are known.</summary>
    public const string Target = "WALK",
        OtherTarget = "EUR/USD";

    /// <summary>Simulations.</summary>
    public const string Finished = "cc8c5e4e5a4bda8a",
        FinishedAgain = "ad15eacfd60e046d",
        Failed = "eba9fcd226638c85",
        HalfDone = "9a9e4d031bcc2b10",
        Waiting = "b9652ab1880c4778";

    /// <summary>Searches.</summary>
    public const string Sweep = "4dd9cf92f5e03c11",
        WalkForward = "c155b237f1c76438",
        CrossValidation = "69cb6e2e0a30dc7e",
        Stopped = "23b62b1b0a47e203",
        HalfDoneSweep = "d2e717bf0ad7b51e";

    /// <summary>The token of a link to <see cref="Finished"/>.</summary>
    public const string Token = "uUBD8O4C0rphMuot5YJNuDQiVjU";

    /// <summary>Puts it into a folder.</summary>
    public static void Unpack(string folder) =>
        ZipFile.ExtractToDirectory(Path.Combine(AppContext.BaseDirectory, "Fixtures", "before-one-job-model.zip"), folder);
}

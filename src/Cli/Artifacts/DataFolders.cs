using Simulator.Artifacts;

namespace Simulator.Cli.Artifacts;

/// <summary>Data folders from a command line.</summary>
internal static class DataFolders
{
    /// <summary>The folder that was asked for, or the usual one; null with the error added.</summary>
    public static DataFolder? Open(string? asked, List<string> errors)
    {
        try
        {
            return new DataFolder(DataFolder.Choose(asked));
        }
        catch (DataFolderException e)
        {
            errors.Add(e.Message);
            return null;
        }
    }
}

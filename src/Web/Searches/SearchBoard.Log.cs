namespace Simulator.Web.Searches;

public sealed partial class SearchBoard
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "search {Search} failed")]
    private partial void LogFailed(Exception error, string search);

    [LoggerMessage(Level = LogLevel.Error, Message = "search {Search}: its end could not be stored")]
    private partial void LogNotKept(Exception error, string search);

    [LoggerMessage(Level = LogLevel.Warning, Message = "search {Search}: what it found cannot be read")]
    private partial void LogUnreadable(Exception error, string search);

    [LoggerMessage(Level = LogLevel.Information, Message = "search {Search}: stopped with the server, begun again at the next start")]
    private partial void LogLeft(string search);
}

namespace Simulator.Web.Jobs;

/// <summary>The server that used the data folder before this one.</summary>
/// <param name="EndedCleanly">It was stopped, or there was none; otherwise it died, and the jobs that ran died with it.</param>
/// <param name="Recovered">To be called once its jobs were taken up.</param>
public sealed record EarlierServer(bool EndedCleanly, Action Recovered);

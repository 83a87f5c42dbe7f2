namespace Simulator.Jobs;

/// <summary>States of a job.</summary>
public enum JobState
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>Waits until somebody resumes it; its place is kept.</summary>
    Paused,

    /// <summary>Its result is stored.</summary>
    Succeeded,

    /// <summary>Ended with a reason.</summary>
    Failed,

    /// <summary>Stopped on request; what it had may be stored.</summary>
    Cancelled,
}

using Simulator.Markets;

namespace Simulator.Learners;

/// <summary>A series that a learner is to learn on, as counts of bars alone.</summary>
/// <param name="Symbol">Its name, for messages.</param>
/// <param name="Bars">How many bars it has.</param>
/// <param name="FirstRow">First bar at which everything that the learner reads has a value.</param>
/// <param name="Split">Training, validation, test, embargo.</param>
public sealed record LearnerBars(string Symbol, int Bars, int FirstRow, SplitSpec Split);

/// <summary>Whether a series is long enough.</summary>
/// <param name="Shortage">What is too short, with what would help; null where nothing is.</param>
/// <param name="FirstRow">First bar at which the learner's output has a value; the input's where there is a shortage.</param>
public sealed record LearnerLength(string? Shortage, int FirstRow);

/// <summary>A value that contradicts another one.</summary>
/// <param name="Member">The member to change, as JSON writes it.</param>
/// <param name="Fault">What it must be, and what it was: “must be even, was 11”.</param>
public sealed record LearnerFault(string Member, string Fault);

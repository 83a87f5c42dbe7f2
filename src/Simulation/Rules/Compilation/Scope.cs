using Simulator.Rules.Language;
using Simulator.Rules.Syntax;

namespace Simulator.Rules.Compilation;

/// <summary>Where an expression stands.</summary>
/// <param name="Clock">The bars that it is computed on.</param>
/// <param name="Text">The text that it is part of.</param>
/// <param name="Use">What may be known there.</param>
internal sealed record Scope(ClockNode Clock, RuleText Text, NameUse Use);

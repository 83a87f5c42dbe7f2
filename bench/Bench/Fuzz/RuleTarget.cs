using Simulator.Rules;
using Simulator.Seeding;
using Simulator.Tests.Simulation.Rules;

namespace Simulator.Bench.Fuzz;

/// <summary>Rules in the expression language, half sound and half broken, and rule documents damaged as text.</summary>
internal sealed class RuleTarget : IFuzzTarget
{
    public string Name => "rules";

    public bool Try(SplitMix64 random, Action<string> trace)
    {
        var fuzz = new RuleFuzz(random.NextUInt64());
        if (random.NextInt(4) == 0)
        {
            var document = RuleDocumentJson.Write(fuzz.Next());
            return Read(random.NextInt(40) == 0 ? Swelling.Swell(document, random) : Mutation.Damage(document, random), trace);
        }
        fuzz.Try(); // a finding carries its rule
        return fuzz.Accepted > 0;
    }

    private static bool Read(string json, Action<string> trace)
    {
        trace(json);
        var read = RuleDocumentJson.Read(json);
        if (read.Document is null && read.Errors.Count == 0)
            throw new FuzzFinding("refused without an error");
        foreach (var error in read.Document is { } document ? RuleProgram.Check(document) : read.Errors)
            FuzzFinding.NeedsMessage(error.Describe());
        return read.Document is not null;
    }
}

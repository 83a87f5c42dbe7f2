using Simulator.Jobs;
using Simulator.Kinds;
using Simulator.Seeding;

namespace Simulator.Bench.Fuzz;

/// <summary>
/// Requests for jobs of every kind, damaged or swollen. What is accepted must survive being stored and read, and has a finite estimate.
/// </summary>
internal sealed class RequestFuzz : IFuzzTarget
{
    private static readonly (string Kind, string Request)[] s_requests =
    [
        ("simulation", """{ "version": 1, "data": { "target": "X" }, "strategy": { "kind": "smaCross" } }"""),
        (
            "sweep",
            """
            { "spec": { "version": 1, "data": { "target": "X" }, "strategy": { "kind": "named", "name": "smaCross" } },
              "values": { "fast": "4:16:4", "slow": "20,40,60" }, "where": ["fast<slow"],
              "rankBy": "sharpe", "method": { "kind": "sweep" } }
            """
        ),
        (
            "walkForward",
            """
            { "spec": { "version": 1, "data": { "target": "X", "related": ["Y"] }, "strategy": { "kind": "smaCross" } },
              "values": { "fast": "4:16:4", "slow": "20,40" }, "method": { "kind": "walkForward", "trainBars": 500, "testBars": 100 } }
            """
        ),
        (
            "crossValidation",
            """
            { "spec": { "version": 1, "data": { "target": "X" }, "strategy": { "kind": "rules", "rules": { "version": 1,
                "parameters": { "n": 20 }, "entryLong": "close > sma(close, n)" } } },
              "values": { "n": "10:50:10" }, "method": { "kind": "crossValidation", "groups": 6 } }
            """
        ),
    ];

    public string Name => "requests";

    public bool Try(SplitMix64 random, Action<string> trace)
    {
        var (own, request) = s_requests[random.NextInt(s_requests.Length)];
        var kind = random.NextInt(8) == 0 ? BuiltInKinds.All.All[random.NextInt(BuiltInKinds.All.All.Count)] : BuiltInKinds.All[own];
        var json = random.NextInt(40) switch
        {
            0 => Swelling.Swell(request, random),
            < 14 => Mutation.Damage(request, random),
            _ => Mutation.DamageTree(request, random),
        };
        trace(json);
        var parse = kind.Parse(json);
        if (parse.Request is not { } asked)
            return Refused(parse);
        if (kind.Read(asked.ToJson()) is not { } again || again.ToJson() != asked.ToJson())
            throw new FuzzFinding("an accepted request does not survive being stored and read");
        try
        {
            var estimate = asked.Estimate(_ => 1_000_000);
            if (!double.IsFinite(estimate.MemoryBytes) || !double.IsFinite(estimate.Seconds))
                throw new FuzzFinding($"the estimate is not finite: {estimate}");
        }
        catch (ArgumentException e)
        {
            FuzzFinding.NeedsMessage(e.Message);
            return false;
        }
        return true;
    }

    private static bool Refused(JobParse parse)
    {
        if (parse.Errors.Count == 0)
            throw new FuzzFinding("refused without an error");
        foreach (var error in parse.Errors)
            FuzzFinding.NeedsMessage(error.Message);
        return false;
    }
}

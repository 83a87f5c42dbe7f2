using System.Globalization;
using System.Text.Json.Nodes;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Text;

namespace Simulator.Leaderboards;

/// <summary>
/// Reads what requests that compare learners have in common: a spec that lacks the learner, learners by name, a number of seeds. What is
/// wrong is gathered, each with its path.
/// </summary>
internal sealed class RequestReader
{
    /// <summary>Most learners and seeds.</summary>
    public const int Most = 100;

    private const int LongestName = 60;
    private const int UsualSeeds = 5;
    private readonly JsonObject _root;
    private readonly List<SpecError> _errors = [];

    private RequestReader(JsonObject root) => _root = root;

    /// <summary>Whether something is wrong.</summary>
    public bool HasErrors => _errors.Count > 0;

    /// <summary>The request with everything that is wrong with it.</summary>
    public JobParse Fault => new(null, DocumentBounds.First(_errors));

    /// <summary>Reads a request.</summary>
    /// <param name="json">It.</param>
    /// <param name="form">What it has to be, in words.</param>
    /// <param name="members">Names of its members.</param>
    /// <param name="read">Reads the members; null where something is wrong.</param>
    public static JobParse Parse(string json, string form, IReadOnlyList<string> members, Func<RequestReader, IJobRequest?> read)
    {
        var root = SpecJson.Document(json, out var fault);
        if (fault is { } broken)
            return new JobParse(null, [broken]);
        if (root is not JsonObject found)
            return new JobParse(null, [new SpecError("", form)]);
        var reader = new RequestReader(found);
        foreach (var (name, _) in found.Where(m => !members.Contains(m.Key)))
            reader.Add(name, $"there is no such member{Suggestion.Hint(name, members)}");
        var request = read(reader);
        return request is null || reader.HasErrors ? reader.Fault : new JobParse(request, []);
    }

    /// <summary>A member as it stands; null where it is missing.</summary>
    public JsonNode? this[string member] => _root[member];

    /// <summary>Adds something that is wrong.</summary>
    public void Add(string path, string message) => _errors.Add(new SpecError(path, message));

    /// <summary>The member <c>spec</c>: a simulation's, but for what stands beside it.</summary>
    /// <param name="needed">What it has, in words.</param>
    /// <param name="beside">Members that it must not have, each with why.</param>
    public SimulationSpec? Spec(string needed, params ReadOnlySpan<(string Member, string Why)> beside)
    {
        if (_root["spec"] is not JsonObject spec)
        {
            Add("spec", $"is needed: {needed}, as for a simulation");
            return null;
        }
        var bare = spec.DeepClone().AsObject();
        foreach (var (member, why) in beside)
        {
            if (bare.Remove(member))
                Add($"spec.{member}", why);
        }
        bare["strategy"] = new JsonObject { ["kind"] = "buyAndHold" };
        var parse = SpecJson.Parse(bare);
        _errors.AddRange(parse.Errors.Select(e => new SpecError(e.Path.Length == 0 ? "spec" : $"spec.{e.Path}", e.Message)));
        return parse.Spec;
    }

    /// <summary>
    /// Learners by name. Each is read as part of the spec that it will run in, so what is wrong with it is said as there.
    /// </summary>
    /// <param name="member">The member that they stand in.</param>
    /// <param name="needed">What it has to be, in words.</param>
    /// <param name="place">Where a learner stands in a spec: <c>forecaster</c>, <c>strategy.agent</c>.</param>
    /// <param name="put">Puts one into a spec.</param>
    /// <param name="take">Takes it out of the spec that was read.</param>
    /// <param name="spec">The spec around it.</param>
    public SortedDictionary<string, T> Learners<T>(
        string member,
        string needed,
        string place,
        Action<JsonObject, JsonNode> put,
        Func<SimulationSpec, T?> take,
        SimulationSpec spec
    )
        where T : class
    {
        var found = new SortedDictionary<string, T>(StringComparer.Ordinal);
        if (_root[member] is not JsonObject { Count: > 0 and <= Most } named)
        {
            Add(member, needed);
            return found;
        }
        var around = JsonNode.Parse(SpecJson.Write(spec))!.AsObject();
        foreach (var (name, learner) in named)
        {
            if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
                Add(member, $"a name has 1 to {LongestName} characters, was '{name}'");
            else if (learner is null)
                Add($"{member}.{name}", "is null; give it a kind or leave it out");
            else
            {
                var whole = around.DeepClone().AsObject();
                put(whole, learner.DeepClone());
                var parse = SpecJson.Parse(whole);
                if (parse.Spec is { } read && take(read) is { } sound)
                    found[name] = sound;
                _errors.AddRange(parse.Errors.Select(e => new SpecError(PathOf(e.Path, place, $"{member}.{name}"), e.Message)));
            }
        }
        return found;
    }

    /// <summary>The member <c>seeds</c>.</summary>
    /// <param name="most">Largest number.</param>
    public int Seeds(int most = Most)
    {
        var node = _root["seeds"];
        if (node is null)
            return UsualSeeds;
        if (node is JsonValue value && value.TryGetValue(out int seeds) && seeds >= 1 && seeds <= most)
            return seeds;
        Add("seeds", string.Create(CultureInfo.InvariantCulture, $"must be a whole number from 1 to {most}"));
        return UsualSeeds;
    }

    private static string PathOf(string path, string place, string here) =>
        path.StartsWith(place, StringComparison.Ordinal) ? here + path[place.Length..] : here;
}

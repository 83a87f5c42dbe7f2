using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Learning.Agents.Evidence;

/// <summary>What is held where an agent's evidence is not enough.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AgentBaseline>))]
public enum AgentBaseline
{
    /// <summary>The market, from the first open of the test part on.</summary>
    Hold,

    /// <summary>Nothing.</summary>
    Cash,
}

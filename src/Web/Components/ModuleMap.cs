using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace Simulator.Web.Components;

/// <summary>
/// Where the browser finds each script by its plain address: under the name that holds the hash of its content, which it keeps for good.
/// A changed script has another name.
/// </summary>
/// <param name="Json">The text of the document's import map.</param>
public sealed record ModuleMap(string Json)
{
    /// <summary>The map of the scripts among <paramref name="assets"/>.</summary>
    public static ModuleMap Of(IEnumerable<ResourceAsset> assets)
    {
        ArgumentNullException.ThrowIfNull(assets);
        var imports = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var asset in assets.Where(a => a.Url.EndsWith(".js", StringComparison.Ordinal)))
        {
            if (asset.Properties?.FirstOrDefault(p => p.Name == "label")?.Value is { } plain)
                imports["/" + plain] = "/" + asset.Url;
        }
        return new ModuleMap(JsonSerializer.Serialize(new { imports }));
    }

    /// <summary>
    /// <paramref name="policy"/> with this map as the one script that may stand inside the document: by the hash of its text.
    /// </summary>
    public string Allow(string policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Json)));
        return policy.Replace("script-src 'self'", $"script-src 'self' 'sha256-{hash}'", StringComparison.Ordinal);
    }
}

using System.Text.Json;
using Simulator.Learners;
using Simulator.Runs;
using Xunit;

namespace Simulator.Tests.Learners;

/// <summary>What every row of the table must hold.</summary>
public abstract class LearnerContractTests
{
    /// <summary>The row.</summary>
    protected abstract LearnerDescription Row { get; }

    [Fact]
    public void Row_SaysEverythingThatPagesShow()
    {
        Assert.Matches("^[a-z][A-Za-z0-9]*$", Row.Name);
        Assert.All([Row.ShortTitle, Row.Title, Row.Summary, Row.Source], Assert.NotEmpty);
        Assert.All(Row.Parameters, p => Assert.All([p.Name, p.Label, p.Help], Assert.NotEmpty));
        if (Row.Page.Length > 0)
            Assert.True(File.Exists(Path.Combine(SharedFiles.RepositoryRoot, "docs", Row.Page)), $"docs/{Row.Page} is missing");
    }

    [Fact]
    public void Parameters_AreThePropertiesOfTheSpec_EachOnce()
    {
        var properties = Row.SpecType.GetProperties().Where(p => p.SetMethod is not null);
        Assert.Equal(
            properties.Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Order(StringComparer.Ordinal),
            Row.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Defaults_AreSound() => Assert.Empty(Row.Faults(Row.DefaultSpec));

    [Fact]
    public void SeedPurposes_AreDistinct()
    {
        string[] purposes = [.. Row.SeedPurposes(Row.DefaultSpec)];
        Assert.Equal(purposes.Length, purposes.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void ReferencePage_NamesItAndEveryParameter()
    {
        var page = LearnerReference.Markdown([Row]);
        Assert.Contains($"`{Row.Name}`", page, StringComparison.Ordinal);
        Assert.All(Row.Parameters, p => Assert.Contains($"| `{p.Name}` |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Spec_OutOfBounds_IsRefusedAtItsPath()
    {
        foreach (var parameter in Row.Parameters.Where(p => double.IsFinite(p.Min)))
        {
            var json = ContractSpecs.Json(Row);
            ContractSpecs.Part(json, Row)[parameter.Name] = parameter.Min - 1;
            var path = $"{ContractSpecs.Path(Row)}.{parameter.Name}";
            Assert.Contains(SpecJson.Parse(json.ToJsonString()).Errors, e => e.Path == path);
        }
    }

    [Fact]
    public void Spec_UnknownMember_IsRefusedWithTheMembersThatThereAre()
    {
        var json = ContractSpecs.Json(Row);
        ContractSpecs.Part(json, Row)["epochz"] = 1;
        var error = Assert.Single(SpecJson.Parse(json.ToJsonString()).Errors);
        Assert.Equal($"{ContractSpecs.Path(Row)}.epochz", error.Path);
        Assert.All(Row.Parameters, p => Assert.Contains(p.Name, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Spec_WrittenAndRead_IsTheSameWithEveryDefaultWrittenOut()
    {
        var spec = SpecJson.Parse(ContractSpecs.Json(Row).ToJsonString()).Spec!;
        var again = SpecJson.Parse(SpecJson.Write(spec)).Spec!;
        Assert.Equal(SpecJson.Hash(spec), SpecJson.Hash(again));
        Assert.All(Row.Parameters, p => Assert.Contains($"\"{p.Name}\"", SpecJson.Write(spec), StringComparison.Ordinal));
    }

    [Fact]
    public void Spec_UnknownKind_IsRefusedWithTheKindsThatThereAre()
    {
        var json = ContractSpecs.Json(Row);
        ContractSpecs.Part(json, Row)["kind"] = Row.Name + "x";
        var error = SpecJson.Parse(json.ToJsonString()).Errors.First(e => e.Path == ContractSpecs.Path(Row) + ".kind");
        Assert.Contains($"did you mean '{Row.Name}'", error.Message, StringComparison.OrdinalIgnoreCase);
    }
}

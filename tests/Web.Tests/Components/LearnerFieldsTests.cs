using Bunit;
using Simulator.Jobs;
using Simulator.Learners;
using Simulator.Runs;
using Simulator.Store.Jobs;
using Simulator.Tests.Learners;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Running;
using Simulator.Web.Components.Specs;

namespace Simulator.Tests.Web.Components;

/// <summary>The form's part for a learner is made from its row, so a row of the tests is enough to appear there.</summary>
public sealed class LearnerFieldsTests : FormContext
{
    private static readonly LearnerDescription[] s_rows = [.. LearnerTable.All.Where(r => r.Role != LearnerRole.Feature)];

    public static TheoryData<string> Names => [.. s_rows.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Form_OfARow_ShowsAFieldForEveryParameterWithItsDefault(string name)
    {
        var row = s_rows.Single(r => r.Name == name);
        var draft = new SpecDraft(ContractSpecs.Json(row).ToJsonString());
        var form = Form(draft, row);

        foreach (var parameter in row.Parameters)
        {
            var field = form.Find($"#spec-{ContractSpecs.Path(row).Replace('.', '-')}-{parameter.Name}");
            var value = draft.GetText($"{ContractSpecs.Path(row)}.{parameter.Name}");
            // A choice shows the words of its value, a box whether it is checked.
            if (value is "true" or "false")
                Assert.Equal(value == "true", field.HasAttribute("checked"));
            else
                Assert.Equal(Joined(value), Joined(field.GetAttribute("value") ?? field.TextContent), ignoreCase: true);
        }
        Assert.Contains(row.Summary, form.Markup, StringComparison.Ordinal);
    }

    private static string Joined(string words) => words.Replace(" ", "", StringComparison.Ordinal);

    [Fact]
    public void Form_AnotherLearnerChosen_WritesItsDefaults()
    {
        var draft = new SpecDraft(ContractSpecs.Json(LearnerTable.Find(LearnerRole.Forecaster, "gan")!).ToJsonString());
        var form = Form(draft, LearnerTable.Find(LearnerRole.Forecaster, "gan")!);

        form.InvokeAsync(() => form.FindComponents<ChoiceField>()[0].Instance.ValueChanged.InvokeAsync("toyForecaster"));

        Assert.IsType<ToyForecasterSpec>(draft.Spec!.Forecaster);
        Assert.NotNull(form.Find("#spec-forecaster-trainFolds"));
    }

    [Fact]
    public void Form_ValueOutOfBounds_StaysWithItsError()
    {
        var row = LearnerTable.Find(LearnerRole.Agent, "toyAgent")!;
        var draft = new SpecDraft(ContractSpecs.Json(row).ToJsonString());
        var form = Form(draft, row);

        form.Find("#spec-strategy-agent-seeds").Change("65");

        Assert.Equal("65", form.Find("#spec-strategy-agent-seeds").GetAttribute("value"));
        Assert.Contains("between 1 and 64", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void LiveCharts_OfAJob_AreThoseOfItsLearners()
    {
        var spec = SpecJson.Parse(ContractSpecs.Json(LearnerTable.Find(LearnerRole.Forecaster, "toyForecaster")!).ToJsonString()).Spec!;
        var panels = new LearningPanels(StagesJson.Planned(new SimulationRequest(spec)));

        Assert.Equal("Toy loss", Assert.Single(panels.All).Title);
        var point = Assert.Single(
            panels.Points(new JobEvent.Evaluated("forecaster", 0, 3, new Dictionary<string, double> { ["toyLoss"] = 0.5 }))
        );
        Assert.Equal(("toy", "loss", 3.0, 0.5), (point.Panel, point.Line, point.X, point.Y));
    }

    private IRenderedComponent<LearnerFields> Form(SpecDraft draft, LearnerDescription row) =>
        Render<LearnerFields>(p =>
            p.AddCascadingValue(draft).Add(f => f.Path, ContractSpecs.Path(row)).Add(f => f.Role, row.Role).Add(f => f.Label, "Learner")
        );

    private static string? Packed(string? value) => value?.Replace(" ", "", StringComparison.Ordinal);
}

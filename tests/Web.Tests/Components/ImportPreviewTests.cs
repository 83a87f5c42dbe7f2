using System.Text;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Simulator.Import;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Import;

namespace Simulator.Tests.Web.Components;

/// <summary>What a file leaves open is asked, and what is refused is named.</summary>
public sealed class ImportPreviewTests : PageContext
{
    [Fact]
    public async Task DaysThatCouldBeMonths_AreAsked_AndTheAnswerIsRead()
    {
        var (choices, rereads) = (new ImportChoices(), 0);
        var file = Read("Date,Close\n02/03/2017,1\n05/04/2017,2\n06/07/2017,3\n", choices);
        var preview = Preview(file, choices, () => rereads++);

        var question = preview.FindComponents<ChoiceField>().First(f => f.Instance.Label == "03/04/2017 is");
        Assert.Equal(["3 April", "4 March"], question.Instance.Options.Select(o => o.Words).Order());
        await preview.InvokeAsync(() => question.Instance.ValueChanged.InvokeAsync("no"));

        Assert.Equal((false, 1), (choices.DayFirst, rereads));
        Assert.Equal(new DateOnly(2017, 2, 3), Read("Date,Close\n02/03/2017,1\n05/04/2017,2\n", choices).Series[0].Series.DayAt(0));
    }

    [Fact]
    public async Task CalendarOfAPanel_IsAskedOnce_AndSetForAllItsSeries()
    {
        var choices = new ImportChoices();
        var file = Read("Date,A,B,C\n2017-01-03,1,2,3\n2017-01-04,1,2,3\n2017-01-05,1,2,3\n", choices);
        var preview = Preview(file, choices, () => { });

        var question = Assert.Single(
            preview.FindComponent<ImportQuestionsView>().FindComponents<PickField>(),
            f => f.Instance.Label == "Calendar"
        );
        await preview.InvokeAsync(() => question.Instance.ValueChanged.InvokeAsync("lse"));

        Assert.Equal(["lse"], choices.Options.Calendars!.Values.Distinct());
        Assert.Equal(["A", "B", "C"], choices.Options.Calendars!.Keys.Order());
    }

    [Fact]
    public async Task NameThatNoAddressHolds_IsRefusedAtItsField_AndNothingCanBeAccepted()
    {
        var choices = new ImportChoices();
        var preview = Preview(Read("Date,Close\n2017-01-02,1\n2017-01-03,2\n", choices), choices, () => { });

        await preview.InvokeAsync(() =>
            preview.FindComponent<ImportSeriesTable>().FindComponent<TextField>().Instance.ValueChanged.InvokeAsync("a/b")
        );
        preview.Render();

        Assert.Contains("mud-input-error", preview.Find(".symbol").OuterHtml, StringComparison.Ordinal);
        Assert.True(
            preview.FindComponents<MudButton>().Single(b => b.Markup.Contains("Accept", StringComparison.Ordinal)).Instance.Disabled
        );
    }

    [Fact]
    public void PanelOfThousands_DrawsNoFieldForWhatIsNotSeen()
    {
        var heading = string.Join(',', Enumerable.Range(0, 300).Select(i => $"A{i}"));
        var row = string.Join(',', Enumerable.Repeat("1", 300));
        var choices = new ImportChoices();
        var preview = Preview(Read($"Date,{heading}\n2017-01-02,{row}\n2017-01-03,{row}\n", choices), choices, () => { });

        Assert.True(preview.FindComponent<MudDataGrid<ProposedSeries>>().Instance.Virtualize);
        Assert.InRange(preview.FindComponent<ImportRows>().FindComponents<ChoiceField>().Count, 1, 24);
        Assert.Contains("more columns than are shown", preview.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedFiles_AreAllNamed_WithTheReason()
    {
        var panel = Render<ImportPanel>();
        await panel.InvokeAsync(() =>
            panel.Instance.BeginAsync([.. Enumerable.Range(0, 7).Select(i => new ChosenFile($"{i}", $"f{i}.csv"))])
        );
        for (var i = 0; i < 7; i++)
            await panel.InvokeAsync(() => panel.Instance.RefuseAsync($"{i}", $"f{i}.csv: has no prices."));

        Assert.Equal(5, panel.FindAll("[role=alert]").Count);
        Assert.All(Enumerable.Range(0, 7), i => Assert.Contains($"f{i}.csv: has no prices.", panel.Markup, StringComparison.Ordinal));
        Assert.Contains("2 more files were not imported", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PageLeft_PreviewAndDecisionsStay_WhatWasNotSentIsNamed()
    {
        var panel = Render<ImportPanel>();
        await panel.InvokeAsync(() => panel.Instance.BeginAsync([new ChosenFile("1", "here.csv"), new ChosenFile("2", "late.csv")]));
        var uploads = Services.GetRequiredService<UploadStore>();
        var id = await uploads.SaveAsync(new MemoryStream(Encoding.UTF8.GetBytes("Date,Close\n2017-01-02,1\n2017-01-03,2\n")), default);
        await panel.InvokeAsync(() => panel.Instance.UploadedAsync("1", id));
        await panel.InvokeAsync(() =>
            panel.FindComponent<ImportSeriesTable>().FindComponent<TextField>().Instance.ValueChanged.InvokeAsync("KEPT")
        );

        await panel.InvokeAsync(async () => await panel.Instance.DisposeAsync());
        var again = Render<ImportPanel>();

        Assert.Equal("KEPT", again.FindComponent<ImportSeriesTable>().FindComponent<TextField>().Instance.Value);
        Assert.Contains("late.csv: it was not sent", again.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileThatTheBrowserRemembers_WaitsAgain_OneThatIsGoneIsNamed()
    {
        var uploads = Services.GetRequiredService<UploadStore>();
        var id = await uploads.SaveAsync(new MemoryStream(Encoding.UTF8.GetBytes("Date,Close\n2017-01-02,1\n2017-01-03,2\n")), default);
        var decided = new ImportChoices();
        decided.Rename("here", "KEPT");
        var desk = Services.GetRequiredService<ImportDesk>();

        Assert.True(desk.Bring(new KeptFile("1", "here.csv", id, decided.Kept().Write())));
        Assert.False(desk.Bring(new KeptFile("1", "here.csv", id, null)));
        Assert.False(desk.Bring(new KeptFile("2", "late.csv", null, null)));
        Assert.False(desk.Bring(new KeptFile("3", "gone.csv", new string('0', 32), null)));
        Assert.False(desk.Bring(new KeptFile("4", "odd.csv", "../../etc/passwd", null)));

        Assert.Equal("KEPT", desk.Files[0].Choices.NameOf("here"));
        Assert.Equal((UploadState.Reading, id), (desk.Files[0].State, desk.Files[0].Id));
        Assert.Contains("was not sent", desk.Files[1].Refusal, StringComparison.Ordinal);
        Assert.Contains("no longer kept", desk.Files[2].Refusal, StringComparison.Ordinal);
        Assert.Equal(4, desk.Files.Count);
    }

    private IRenderedComponent<ImportPreviewView> Preview(ImportedFile file, ImportChoices choices, Action reread) =>
        Render<ImportPreviewView>(p =>
            p.Add(v => v.File, file)
                .Add(v => v.Choices, choices)
                .Add(
                    v => v.Reread,
                    () =>
                    {
                        reread();
                        return Task.CompletedTask;
                    }
                )
                .Add(v => v.Renamed, () => Task.CompletedTask)
        );

    private static ImportedFile Read(string text, ImportChoices choices) =>
        CsvImport.Read(Encoding.UTF8.GetBytes(text), "prices.csv", choices.Options);
}

using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Simulator.Seeding;

namespace Simulator.Tests.Browser;

/// <summary>From a file to a series, and what is refused.</summary>
[Collection(SharedSite.Name)]
public sealed class ImportTests(Site site)
{
    [SkippableFact]
    public async Task PriceFile_UploadedAndAccepted_IsASeriesWithChartAndReport()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("data");
        await UploadAsync(visitor, "ACME.csv", Encoding.UTF8.GetBytes(Prices(300)));
        await Assertions.Expect(visitor.Page.Locator("#preview-title")).ToContainTextAsync("ACME.csv");
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
        await visitor.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf("import-preview-light-1440"), FullPage = true });

        await visitor.Page.GetByLabel("Symbol of", new() { Exact = false }).FillAsync("ACME2");
        await visitor.Page.GetByLabel("Symbol of", new() { Exact = false }).PressAsync("Tab");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Link, new() { Name = "ACME2" }).ClickAsync();

        await Assertions.Expect(visitor.Page.Locator("h1")).ToContainTextAsync("ACME2");
        await visitor.ChartsAsync();
        await Assertions.Expect(visitor.Page.GetByText("300 bars of 1 day")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.Locator("#quality")).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task DeletedSeries_CanBeBroughtBack()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("data");
        await UploadAsync(visitor, "GONE.csv", Encoding.UTF8.GetBytes(Prices(60)));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        var row = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Delete GONE" });
        await row.ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task DeletedSeries_CanBeBroughtBack_AfterItsPageWasLeft_AndFromTheListOfDeletedOnes()
    {
        await using var visitor = await site.VisitAsync(width: 1024);
        var page = visitor.Page;
        await visitor.GoAsync("data");
        await UploadAsync(visitor, "LEFT.csv", Encoding.UTF8.GetBytes(Prices(60)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Button, new() { Name = "Delete LEFT" });
        await row.ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Runs", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Runs");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await visitor.GoAsync("data");
        await row.ClickAsync();
        await visitor.GoAsync("data"); // a new circuit: no offer is left
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Recently deleted") }).ClickAsync();
        Assert.Empty(PageTests.Serious(await page.RunAxe()));
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring back LEFT" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(1);
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task FilesDropped_AreAllTakenOrNamed()
    {
        await using var visitor = await site.VisitAsync();
        var page = visitor.Page;
        await visitor.GoAsync("data");
        await Assertions.Expect(page.Locator("#import-file")).ToBeEnabledAsync();
        await page.EvaluateAsync(
            """
            texts => {
              const dropped = new DataTransfer();
              for (const [name, text] of texts) dropped.items.add(new File([text], name));
              const drop = new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true });
              document.querySelector('.drop').dispatchEvent(drop);
            }
            """,
            new[] { new[] { "DROP1.csv", Prices(40) }, ["DROP2.csv", Prices(50)], ["letter.txt", "just words\nand no price\n"] }
        );
        await Assertions.Expect(page.Locator("[data-findings]")).ToHaveCountAsync(2);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("letter.txt");
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task SeriesThatIsThere_IsAppendedToOrReplacedOnlyWhenChosen_AndTakenBack()
    {
        await using var visitor = await site.VisitAsync();
        var page = visitor.Page;
        await visitor.GoAsync("data");
        await UploadAsync(visitor, "JOINED.csv", Encoding.UTF8.GetBytes(Prices(60)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take back" })).ToBeVisibleAsync();

        await UploadAsync(visitor, "JOINED.csv", Encoding.UTF8.GetBytes(Prices(80)));
        var accept = page.GetByRole(AriaRole.Button, new() { Name = "Accept" });
        await Assertions.Expect(accept).ToBeDisabledAsync();
        Assert.Empty(PageTests.Serious(await page.RunAxe()));
        await visitor.ChooseAsync("JOINED is in the store", "append the new bars to it");
        await Assertions.Expect(page.GetByText("20 new bars, 60 equal bars, 0 bars with other figures")).ToBeVisibleAsync();
        await accept.ClickAsync();
        await Assertions.Expect(page.GetByText("(appended)")).ToBeVisibleAsync();
        await visitor.GoAsync("data/JOINED");
        await Assertions.Expect(page.GetByText("80 bars of 1 day")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Take back the last change" }).ClickAsync();
        await Assertions.Expect(page.GetByText("60 bars of 1 day")).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    [SkippableFact]
    public async Task SeveralFilesAtOnce_HaveTheirPreviews_AndAreAcceptedTogetherAndTakenBack()
    {
        await using var visitor = await site.VisitAsync();
        var page = visitor.Page;
        await visitor.GoAsync("data");
        var input = page.Locator("#import-file");
        await Assertions.Expect(input).ToBeEnabledAsync();
        await input.SetInputFilesAsync([
            Payload("FIRST1.csv", Prices(40)),
            Payload("SECOND2.json", """[[1704187800000,1,2,0.5,1.5,10],[1704187860000,1.5,2,1,1.2,11],[1704187920000,1.2,1.4,1,1.3,9]]"""),
            Payload("broken.json", "{\"error\":\"no such symbol\"}"),
        ]);

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no such symbol");
        await Assertions.Expect(page.Locator("[data-findings]")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept all 2 files" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "FIRST1", Exact = true }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Delete SECOND2" })).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Delete SECOND2" })).ToHaveCountAsync(0);
        Assert.Empty(visitor.Errors);
    }

    [SkippableTheory]
    [InlineData("paper.pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")]
    [InlineData("empty.csv", "")]
    [InlineData("words.csv", "these are\njust a few words\nwithout any price\n")]
    public async Task FileWithoutPrices_IsRefusedWithItsNameAndARemedy(string name, string content)
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("data");
        await UploadAsync(visitor, name, Encoding.Latin1.GetBytes(content));
        var refusal = visitor.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(refusal).ToContainTextAsync(name);
        Assert.Equal(0, await visitor.Page.Locator("#preview-title").CountAsync());
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
    }

    [SkippableTheory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a b")]
    public async Task NameThatNoAddressHolds_IsRefusedAtItsField(string name)
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("data");
        await UploadAsync(visitor, "NAMED.csv", Encoding.UTF8.GetBytes(Prices(30)));
        await visitor.Page.GetByLabel("Symbol of", new() { Exact = false }).FillAsync(name);
        await visitor.Page.GetByLabel("Symbol of", new() { Exact = false }).PressAsync("Tab");
        await Assertions.Expect(visitor.Page.Locator(".symbol .mud-input-error").Last).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" })).ToBeDisabledAsync();
        Assert.Empty(PageTests.Serious(await visitor.Page.RunAxe()));
    }

    [SkippableTheory]
    [InlineData("BRK.B")]
    [InlineData("EURUSD=X")]
    [InlineData("uploads")]
    [InlineData("index.html")]
    [InlineData("-1")]
    public async Task AcceptedName_HasItsPage(string name)
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoAsync("data");
        await UploadAsync(visitor, "NAMED.csv", Encoding.UTF8.GetBytes(Prices(30)));
        await visitor.Page.GetByLabel("Symbol of", new() { Exact = false }).FillAsync(name);
        await visitor.Page.GetByLabel("Symbol of", new() { Exact = false }).PressAsync("Tab");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Assertions
            .Expect(visitor.Page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }))
            .ToBeVisibleAsync();
        await visitor.GoAsync($"data/{Uri.EscapeDataString(name)}");
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(name);
    }

    [SkippableFact, Trait("Category", "Slow")]
    public async Task NoiseAndZipBomb_AreRefused_AndNothingIsStored()
    {
        Chromium.Require();
        var folder = Directory.CreateTempSubdirectory("simulator-hostile-");
        try
        {
            var noise = Path.Combine(folder.FullName, "noise.csv");
            await WriteNoiseAsync(noise, 200);
            var bomb = Path.Combine(folder.FullName, "bomb.zip");
            await WriteBombAsync(bomb, 300);
            await using var visitor = await site.VisitAsync();
            await visitor.GoAsync("data");
            var rows = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Series", Exact = true }).Locator("tbody tr:has(td a)");
            await Assertions.Expect(rows).Not.ToHaveCountAsync(0);
            var before = await rows.AllInnerTextsAsync();
            var uploads = Path.Combine(site.Server.Data, "uploads");
            // Previews that other visitors left open.
            var others = Directory.Exists(uploads) ? Directory.GetFiles(uploads) : [];
            foreach (var (file, words) in new[] { (noise, "noise.csv"), (bomb, "times its size") })
            {
                await visitor.Page.Locator("#import-file").SetInputFilesAsync(file);
                await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(words, new() { Timeout = 180_000 });
                Assert.Equal(0, await visitor.Page.Locator("#preview-title").CountAsync());
            }
            Assert.Empty(Directory.EnumerateFiles(uploads).Except(others));
            await visitor.GoAsync("data");
            await Assertions.Expect(rows).ToHaveCountAsync(before.Count);
            Assert.Equal(before, await rows.AllInnerTextsAsync());
            Assert.Empty(visitor.Errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [SkippableFact]
    public async Task Upload_FromAnotherSite_IsForbidden()
    {
        Chromium.Require();
        using var content = new ByteArrayContent([1, 2, 3]);
        using var answer = await site.Server.Client.PutAsync("data/uploads", content);
        Assert.Equal(403, (int)answer.StatusCode);
    }

    private static FilePayload Payload(string name, string content) =>
        new()
        {
            Name = name,
            MimeType = "text/plain",
            Buffer = Encoding.UTF8.GetBytes(content),
        };

    internal static async Task UploadAsync(Visitor visitor, string name, byte[] content)
    {
        var input = visitor.Page.Locator("#import-file");
        await Assertions.Expect(input).ToBeEnabledAsync(); // before that nobody listens
        await input.SetInputFilesAsync(
            new FilePayload
            {
                Name = name,
                MimeType = "text/csv",
                Buffer = content,
            }
        );
    }

    private static async Task WriteNoiseAsync(string path, int mebibytes)
    {
        var random = new SplitMix64(4711);
        var block = new byte[1 << 20];
        await using var file = File.Create(path);
        for (var i = 0; i < mebibytes; i++)
        {
            for (var at = 0; at < block.Length; at += sizeof(ulong))
                BinaryPrimitives.WriteUInt64LittleEndian(block.AsSpan(at), random.NextUInt64());
            await file.WriteAsync(block);
        }
    }

    private static async Task WriteBombAsync(string path, int mebibytes)
    {
        var block = new byte[1 << 20];
        await using var file = File.Create(path);
        await using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        await using var entry = await archive.CreateEntry("prices.csv").OpenAsync();
        for (var i = 0; i < mebibytes; i++)
            await entry.WriteAsync(block);
    }

    internal static string Prices(int bars)
    {
        var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        var day = new DateOnly(2015, 1, 5);
        for (var i = 0; i < bars; i++)
        {
            var close = 100 + (10 * Math.Sin(i / 9.0));
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{day:yyyy-MM-dd},{close - 0.5:F2},{close + 1:F2},{close - 1:F2},{close:F2},{1000 + i}"
            );
            day = day.AddDays(day.DayOfWeek == DayOfWeek.Friday ? 3 : 1);
        }
        return text.ToString();
    }
}

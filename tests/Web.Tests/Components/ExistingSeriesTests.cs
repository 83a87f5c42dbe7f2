using System.Text;
using Simulator.Appending;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Web.Components.Import;

namespace Simulator.Tests.Web.Components;

public sealed class ExistingSeriesTests
{
    private static readonly ImportedFile s_file = CsvImport.Read(
        Encoding.UTF8.GetBytes("Date,Open,High,Low,Close,Volume\n2020-01-02,1,2,1,2,10\n2020-01-03,2,3,2,3,11\n2020-01-06,3,4,3,4,12\n"),
        "GS.csv"
    );

    private readonly BarSeries _stored = new("GS", [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2]);
    private readonly ImportChoices _choices = new();
    private readonly Dictionary<string, string> _hashes = new(StringComparer.OrdinalIgnoreCase);
    private int _reads;

    [Fact]
    public void StoredSeries_HoweverOftenOptionsChange_IsReadOnce_AndTheDecisionStays()
    {
        _hashes["GS"] = _stored.ContentHash;
        Find();
        var choice = _choices.ExistingOf("GS")!;
        choice.Action = ExistingAction.Append;
        for (var i = 0; i < 5; i++)
            Find();

        Assert.Equal(1, _reads);
        Assert.Same(choice, _choices.ExistingOf("GS"));
        Assert.Equal(ExistingAction.Append, choice.Action);
    }

    [Fact]
    public void StoredSeries_ThatChanged_IsReadAgain_AndAskedAbout()
    {
        _hashes["GS"] = _stored.ContentHash;
        Find();
        _choices.ExistingOf("GS")!.Action = ExistingAction.Replace;
        _hashes["GS"] = "another"; // as another import makes it
        Find();

        Assert.Equal(2, _reads);
        Assert.Equal(ExistingAction.Ask, _choices.ExistingOf("GS")!.Action);
    }

    [Fact]
    public void Name_ThatIsNotInTheStore_ReadsNothing()
    {
        Find();

        Assert.Equal(0, _reads);
        Assert.Null(_choices.ExistingOf("GS"));
    }

    [Fact]
    public void Choices_Kept_ComeBackWithTheirDecisions()
    {
        _hashes["GS"] = _stored.ContentHash;
        Find();
        _choices.ExistingOf("GS")!.Action = ExistingAction.Append;
        _choices.ExistingOf("GS")!.Overlap = OverlapChoice.TakeNew;
        (_choices.DayFirst, _choices.DecimalMark, _choices.Stamps, _choices.TimeZone) = (false, ',', BarStamp.Open, "Etc/UTC");
        _choices.SetCalendar("GS", "lse");
        _choices.SetKind("GS", SeriesKind.Rate);
        _choices.SetColumn("Volume", "ignore");
        _choices.Rename("OTHER", "ELSE");
        _choices.Take("THIRD", false);
        var kept = _choices.Kept().Write();

        var again = new ImportChoices();
        again.Take(KeptChoices.Read(kept)!);
        again.FindExisting(s_file, _ => _hashes, _ => _stored);

        Assert.Equal(kept, again.Kept().Write());
        Assert.Equal(
            _choices.Options,
            again.Options with
            {
                Calendars = _choices.Options.Calendars,
                Kinds = _choices.Options.Kinds,
                Columns = _choices.Options.Columns,
            }
        );
        Assert.Equal((ExistingAction.Append, OverlapChoice.TakeNew), (again.ExistingOf("GS")!.Action, again.ExistingOf("GS")!.Overlap));
        Assert.Equal(("ELSE", false), (again.NameOf("OTHER"), again.Takes("THIRD")));
    }

    [Theory, InlineData(null), InlineData(""), InlineData("{ \"dayFirst\": tr"), InlineData("{ \"dayFirst\": 7 }")]
    public void Choices_ThatAreNone_AreNotTaken(string? text) => Assert.Null(KeptChoices.Read(text));

    private void Find() =>
        _choices.FindExisting(
            s_file,
            _ => _hashes,
            _ =>
            {
                _reads++;
                return _stored;
            }
        );
}

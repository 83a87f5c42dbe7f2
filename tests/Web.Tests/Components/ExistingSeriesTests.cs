using System.Text;
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

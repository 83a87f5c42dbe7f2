using System.Globalization;
using Simulator.Errors;
using Simulator.Forecasting;
using Simulator.Learning.Forecasters.Own;
using Simulator.Markets;

namespace Simulator.Tests.Learning.Forecasters;

public sealed class OwnForecasterTests
{
    private const int Bars = 60;
    private const int First = 20;

    private static readonly BarSeries s_target = SyntheticReturns.Input(SyntheticReturns.Autoregressive(Bars, 0, 5)).Target;

    [Fact]
    public void Tape_OfNormalQuantiles_HasTheScoresOfTheLaw()
    {
        var tape = Forecast(new() { Forecasts = Table("date,0.95,0.05,0.5", _ => "0.016449,-0.016449,0") });

        Assert.Equal(First, tape.FirstBar);
        Assert.Equal(-0.016449, tape.Quantiles[Array.IndexOf(tape.Levels, 0.05)][40], 9);
        Assert.Equal(0, tape.Mean[40], 9);
        Assert.Equal(40, tape.Cutoff[40]); // the table does not say what its model had seen
        Assert.True(double.IsNaN(tape.Crps[Bars - 1]));
    }

    [Fact]
    public void Numbers_ThatAreReturnsOrPrices_MeanTheSame()
    {
        var logs = Forecast(new() { Forecasts = Table("date;5%;95%", _ => "-0.01;0.02") });
        var returns = Forecast(
            new()
            {
                Values = OwnValues.Return,
                Forecasts = Table("date;5%;95%", _ => Text($"{Math.Exp(-0.01) - 1:R};{Math.Exp(0.02) - 1:R}")),
            }
        );
        var prices = Forecast(
            new()
            {
                Values = OwnValues.Price,
                Forecasts = Table(
                    "date;5%;95%",
                    t => Text($"{s_target.Close[t] * Math.Exp(-0.01):R};{s_target.Close[t] * Math.Exp(0.02):R}")
                ),
            }
        );

        Assert.All(Enumerable.Range(First, Bars - First), t => Assert.Equal(logs.Mean[t], returns.Mean[t], 12));
        Assert.All(Enumerable.Range(First, Bars - First), t => Assert.Equal(logs.Mean[t], prices.Mean[t], 12));
    }

    [Fact]
    public void Date_OfTheBarThatIsForecast_IsTheRowBefore()
    {
        var made = Forecast(new() { Forecasts = Table("date,0.1,0.9", t => Text($"{-t / 1e4},{t / 1e4}")) });
        var forecast = Forecast(new() { Dates = OwnDates.Forecast, Forecasts = Table("date,0.1,0.9", t => Text($"{-t / 1e4},{t / 1e4}")) });

        Assert.Equal(First - 1, forecast.FirstBar);
        Assert.Equal(made.StandardDeviation[30], forecast.StandardDeviation[29], 12);
    }

    [Fact]
    public void Draws_AreASample_AndTheCutoffIsTheOneThatIsSaid()
    {
        var cutoff = Day(10);
        var tape = Forecast(new() { Forecasts = Table("date,cutoff,s1,s2,s3,s4", _ => $"{cutoff},-0.01,0,0.01,0.02") });

        Assert.Equal(0.005, tape.Mean[30], 12);
        Assert.Equal(10, tape.Cutoff[30]);
    }

    [Fact]
    public void Draws_ThatAreNoSample_GainNothingByThat()
    {
        // ±1 would score 0 against everything between them as a fair sample; as the forecast that they are they score 0.5.
        var tape = Forecast(new() { Forecasts = Table("date,s1,s2", _ => "-1,1") });

        Assert.All(Enumerable.Range(First, Bars - 1 - First), t => Assert.Equal(0.5, tape.Crps[t], 9));
    }

    [Fact]
    public void Cutoff_BeforeTheFirstBar_CountsAsTheFirst()
    {
        var tape = Forecast(new() { Forecasts = Table("date,cutoff,0.1,0.9", _ => "2001-01-01,-0.01,0.01") });

        Assert.Equal(0, tape.Cutoff[30]);
    }

    [Fact]
    public void Rows_OfOtherSeries_AreLeftOut()
    {
        var table = Table("date,symbol,0.1,0.9", _ => "SYNTHETIC,-0.01,0.01") + "2012-01-05,OTHER,-9,9\n";

        Assert.InRange(Forecast(new() { Forecasts = table }).StandardDeviation[30], 0.001, 0.05);
    }

    [Theory]
    [InlineData("", "holds no line")]
    [InlineData("day,0.1,0.9\n2012-01-22,0,1", "no column date or time")]
    [InlineData("date,0.1,low\n2012-01-22,0,1", "column 'low' is neither a level")]
    [InlineData("date,0.1\n2012-01-22,0", "needs 2 columns")]
    [InlineData("date,0.1,10%\n2012-01-22,0,1", "two columns have the same level")]
    [InlineData("date,0.1,0.9\n", "no forecast below")]
    [InlineData("date,0.1,0.9\n2012-01-22,0", "line 2 has 2 values for 3 columns")]
    [InlineData("date,0.1,0.9\n22.01.2012,0,1", "line 2, column date: '22.01.2012'")]
    [InlineData("date,0.1,0.9\n2012-01-22T21:00,0,1", "must be a day such as 2018-03-05 or a moment")]
    [InlineData("date,0.1,0.9\n2012-01-22,0,NaN", "line 2, column 0.9: 'NaN'")]
    [InlineData("date,0.1,0.9\n2011-01-22,0,1", "line 2: SYNTHETIC has no bar then; its bars are from 2012-01-02 to 2012-03-01")]
    [InlineData("date,0.1,0.9\n2012-01-22,0,1\n2012-01-22,0,1", "line 3: line 2 is of the same bar")]
    [InlineData("date,0.1,0.9\n2012-01-22,0,1\n2012-01-24,0,1", "has a bar at 2012-01-23")]
    [InlineData("date,symbol,0.1,0.9\n2012-01-22,GS,0,1", "there is no forecast of SYNTHETIC, only of GS")]
    [InlineData("date,cutoff,0.1,0.9\n2012-01-22,2012-01-25,0,1", "cutoff is later")]
    public void Table_ThatIsNone_IsRefusedWithItsLine(string table, string says)
    {
        var error = Assert.Throws<SimulationException>(() => Forecast(new() { Forecasts = table }));

        Assert.StartsWith("forecaster.forecasts", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private static ForecastTape Forecast(OwnForecasterSpec spec)
    {
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(Bars, 0, 5));
        return new OwnForecaster(spec).Forecast(input, RecordedStage.OfForecaster().Context());
    }

    private static string Table(string heading, Func<int, string> row) =>
        heading + "\n" + string.Concat(Enumerable.Range(First, Bars - First).Select(t => $"{Day(t)}{heading[4]}{row(t)}\n"));

    private static string Day(int bar) => s_target.DayAt(bar).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

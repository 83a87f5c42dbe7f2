using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Simulator.Tests.Store.Damage;

namespace Simulator.Tests.Store.Jobs;

/// <summary>A page of a long list reads the rows of that page only.</summary>
public sealed class ManyJobsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(9_000)]
    public async Task PageOfTenThousandRuns_ReadsThatPageAndTheirNumber(int skip)
    {
        using var store = _folder.Open();
        await SampleStore.RunAsync(store, "GS", "{}");
        var columns = string.Join(
            ", ",
            PlainSql.Rows(_folder.Data.Database, "SELECT name FROM pragma_table_info('Jobs')").Where(c => c != "Id")
        );
        PlainSql.Scalar(
            _folder.Data.Database,
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) "
                + $"INSERT INTO Jobs (Id, {columns}) SELECT printf('%016x', i), {columns} FROM Jobs, n"
        );
        using var counter = new ReadCounter(_folder.Data.Database);

        var page = await store.Library.ListAsync(null, skip, 50, default);

        Assert.Equal((50, 10_000), (page.Rows.Count, page.Total));
        Assert.InRange(counter.Rows, 51, 60);
    }

    // Counts the rows that the queries of one database hand out.
    private sealed class ReadCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _database;
        private readonly IDisposable _all;
        private readonly List<IDisposable> _some = [];
        private int _rows;

        public ReadCounter(string database) => (_database, _all) = (database, DiagnosticListener.AllListeners.Subscribe(this));

        public int Rows => _rows;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == Microsoft.EntityFrameworkCore.DbLoggerCategory.Name)
                _some.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is DataReaderDisposingEventData read && read.Command.Connection?.DataSource == _database)
                Interlocked.Add(ref _rows, read.ReadCount);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose()
        {
            _all.Dispose();
            foreach (var one in _some)
                one.Dispose();
        }
    }
}

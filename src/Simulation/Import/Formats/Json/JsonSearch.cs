using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>Finds the tables of a document: every shape that holds rows, with what the document says around it.</summary>
internal sealed class JsonSearch
{
    private const int MostTables = 10_000;

    private readonly List<JsonShape> _found = [];

    /// <summary>All tables, in document order.</summary>
    public IReadOnlyList<JsonShape> Find(JsonElement root)
    {
        Visit(root, "$", default);
        return _found;
    }

    private void Visit(JsonElement element, string path, JsonContext context)
    {
        if (_found.Count > MostTables)
            throw new TableProblem(
                FormattableString.Invariant($"the JSON holds more than {MostTables} tables"),
                "Write one table per series, or one with a column symbol"
            );
        if (element.ValueKind == JsonValueKind.Array)
            VisitArray(element, path, context);
        else if (element.ValueKind == JsonValueKind.Object)
            VisitObject(element, path, JsonSurroundings.Of(element, context));
    }

    private void VisitArray(JsonElement array, string path, JsonContext context)
    {
        if (array.GetArrayLength() == 0)
            return;
        if (JsonArrays.Of(array, path, context, null) is { } rows)
            _found.Add(rows);
        else if (JsonRecords.Of(array, path, context) is { } records)
            _found.Add(records);
        else
        {
            var at = 0;
            foreach (var item in array.EnumerateArray())
                Visit(item, FormattableString.Invariant($"{path}[{at++}]"), context);
        }
    }

    private void VisitObject(JsonElement element, string path, JsonContext context)
    {
        if (
            (
                YahooChart.Of(element, path, context)
                ?? JsonSplit.Of(element, path, context)
                ?? JsonKeyed.Of(element, path, context)
                ?? JsonPairs.Of(element, path, context)
                ?? JsonColumns.Of(element, path, context)
            ) is
            { } shape
        )
        {
            _found.Add(shape);
            return;
        }
        foreach (var property in element.EnumerateObject())
        {
            var symbol = JsonNames.IsTicker(property.Name) && context.Symbol is null ? property.Name : context.Symbol;
            Visit(property.Value, $"{path}.{property.Name}", context with { Symbol = symbol });
        }
    }
}

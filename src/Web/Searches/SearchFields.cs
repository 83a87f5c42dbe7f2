using Simulator.Searches;

namespace Simulator.Web.Searches;

/// <summary>Fields of a search, as they stand in addresses.</summary>
public static class SearchFields
{
    /// <summary>The series.</summary>
    public const string Target = "target";

    /// <summary>The constraint.</summary>
    public const string Where = "where";

    /// <summary>Bars that a choice is made on.</summary>
    public const string Train = "train";

    /// <summary>Bars that it is traded on.</summary>
    public const string Test = "test";

    /// <summary>What is left out before a test.</summary>
    public const string Purge = "purge";

    /// <summary>What is left out on top.</summary>
    public const string Embargo = "embargo";

    /// <summary>Groups of a cross-validation.</summary>
    public const string Groups = "groups";

    /// <summary>Those that each split tests.</summary>
    public const string TestGroups = "testGroups";

    /// <summary>The numbers of a method.</summary>
    public static IReadOnlyList<string> Of(string method) =>
        method switch
        {
            WalkForwardSearch.Word => [Train, Test, Purge, Embargo],
            CrossValidationSearch.Word => [Groups, TestGroups, Purge, Embargo],
            _ => [],
        };

    /// <summary>A field's name for people.</summary>
    public static string NameOf(string field) =>
        field switch
        {
            Train => "train bars",
            Test => "test bars",
            TestGroups => "test groups",
            _ => field,
        };
}

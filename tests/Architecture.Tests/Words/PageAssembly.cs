using Mono.Cecil;

namespace Simulator.Tests.Architecture.Words;

/// <summary>The compiled pages: what people read comes from their methods, whatever a source file looks like.</summary>
internal static class PageAssembly
{
    /// <summary>The namespace of everything that is drawn.</summary>
    public const string Pages = "Simulator.Web.Components";

    public static ModuleDefinition Module { get; } = ModuleDefinition.ReadModule(typeof(Web.Components.ModuleMap).Assembly.Location);

    /// <summary>Every type, nested ones included.</summary>
    public static IReadOnlyList<TypeDefinition> Types { get; } = [.. Module.Types.SelectMany(WithNested)];

    /// <summary>The classes that the generator made of the resource files.</summary>
    public static IReadOnlyList<TypeDefinition> Resources { get; } =
    [.. Types.Where(t => t.Methods.Any(m => m.Name == "GetResourceString"))];

    /// <summary>The types of the pages that people wrote.</summary>
    public static IEnumerable<TypeDefinition> Written => Types.Where(t => IsOfThePages(t) && !Resources.Contains(t));

    /// <summary>The type that a compiler's own type, such as that of a lambda, belongs to.</summary>
    public static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static bool IsOfThePages(TypeDefinition type) =>
        Outermost(type).Namespace is var space && (space == Pages || space.StartsWith(Pages + ".", StringComparison.Ordinal));

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);
}

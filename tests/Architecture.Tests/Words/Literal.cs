using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Simulator.Tests.Architecture.Words;

/// <summary>A text that stands in a method of the pages.</summary>
/// <param name="Place">The type and the method.</param>
/// <param name="Text">The text.</param>
/// <param name="Use">Where it goes.</param>
/// <param name="Name">The attribute or parameter that it is the value of; empty for others.</param>
internal sealed record Literal(string Place, string Text, LiteralUse Use, string Name)
{
    /// <summary>Every text of a method, but not the messages of exceptions and of the log.</summary>
    public static IEnumerable<Literal> Of(MethodDefinition method)
    {
        if (!method.HasBody)
            yield break;
        var place = $"{PageAssembly.Outermost(method.DeclaringType).FullName[(PageAssembly.Pages.Length + 1)..]}.{method.Name}";
        foreach (var at in method.Body.Instructions.Where(i => i.OpCode == OpCodes.Ldstr))
        {
            var (use, name) = UseOf(at);
            if (use != LiteralUse.Hidden)
                yield return new Literal(place, (string)at.Operand, use, name);
        }
    }

    private static (LiteralUse Use, string Name) UseOf(Instruction at)
    {
        var builder = Following(at).Take(3).Select(Called).FirstOrDefault(m => m?.DeclaringType.Name == "RenderTreeBuilder")?.Name;
        if (Called(at.Next)?.DeclaringType.Name == "RenderTreeBuilder" && builder is "AddMarkupContent" or "AddContent")
            return (IsInAKey(at) ? LiteralUse.Hidden : LiteralUse.Content, "");
        if (builder is "AddAttribute" or "AddComponentParameter" && at.Previous is { OpCode.Code: Code.Ldstr, Operand: string name })
            return (LiteralUse.Attribute, name == "Name" ? $"{ComponentOf(at)}.Name" : name);
        return IsSaidToNobody(at) ? (LiteralUse.Hidden, "") : (LiteralUse.Value, "");
    }

    // The message of an exception or of the log.
    private static bool IsSaidToNobody(Instruction at) =>
        Following(at).Take(30).FirstOrDefault(i => i.OpCode.Code is Code.Newobj or Code.Throw or Code.Ret or Code.Stfld or Code.Stsfld)
            is { } end
        && (
            (Called(end)?.DeclaringType.Name.EndsWith("Exception", StringComparison.Ordinal) ?? false)
            || Following(at)
                .TakeWhile(i => i != end)
                .Append(end)
                .Any(i => Called(i)?.DeclaringType.Name is "LoggerMessage" or "LogDefineOptions")
        );

    // What stands on a key of the keyboard is its name.
    private static bool IsInAKey(Instruction at)
    {
        var open = Preceding(at).FirstOrDefault(i => Called(i)?.Name is "OpenElement" or "CloseElement");
        return Called(open)?.Name == "OpenElement" && open!.Previous is { Operand: "kbd" };
    }

    private static string? ComponentOf(Instruction at) =>
        Preceding(at).Select(Called).FirstOrDefault(m => m?.Name == "OpenComponent") is GenericInstanceMethod opened
            ? opened.GenericArguments[0].Name
            : null;

    private static MethodReference? Called(Instruction? instruction) => instruction?.Operand as MethodReference;

    private static IEnumerable<Instruction> Preceding(Instruction at)
    {
        for (var before = at.Previous; before is not null; before = before.Previous)
            yield return before;
    }

    private static IEnumerable<Instruction> Following(Instruction at)
    {
        for (var next = at.Next; next is not null; next = next.Next)
            yield return next;
    }
}

/// <summary>Where a text of the pages goes.</summary>
internal enum LiteralUse
{
    /// <summary>Text or markup without an expression in it.</summary>
    Content,

    /// <summary>The value of an attribute or parameter.</summary>
    Attribute,

    /// <summary>The message of an exception or of the log, or the name of a key.</summary>
    Hidden,

    /// <summary>Anything else: an identifier, a format, a part of a sentence.</summary>
    Value,
}

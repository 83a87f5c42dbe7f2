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
    /// <summary>Every text of a method, but not the messages of exceptions.</summary>
    public static IEnumerable<Literal> Of(MethodDefinition method)
    {
        if (!method.HasBody)
            yield break;
        var place = $"{PageAssembly.Outermost(method.DeclaringType).FullName[(PageAssembly.Pages.Length + 1)..]}.{method.Name}";
        foreach (var at in method.Body.Instructions.Where(i => i.OpCode == OpCodes.Ldstr))
        {
            var (use, name) = UseOf(at);
            if (use != LiteralUse.Exception)
                yield return new Literal(place, (string)at.Operand, use, name);
        }
    }

    private static (LiteralUse Use, string Name) UseOf(Instruction at)
    {
        var call = Following(at).Take(3).Select(i => i.Operand).OfType<MethodReference>().ToList();
        var builder = call.FirstOrDefault(m => m.DeclaringType.Name == "RenderTreeBuilder")?.Name;
        var name = at.Previous is { OpCode.Code: Code.Ldstr } before ? (string)before.Operand : "";
        if (at.Next is { Operand: MethodReference { DeclaringType.Name: "RenderTreeBuilder" } })
        {
            if (builder == "AddMarkupContent")
                return (LiteralUse.Markup, "");
            if (builder == "AddContent")
                return (LiteralUse.Content, "");
        }
        if (builder is "AddAttribute" or "AddComponentParameter" && name.Length > 0)
            return (LiteralUse.Attribute, name);
        var made = Following(at).Take(30).FirstOrDefault(i => i.OpCode.Code is Code.Newobj or Code.Throw or Code.Ret or Code.Stfld);
        return made is { Operand: MethodReference { DeclaringType.Name: var type } } && type.EndsWith("Exception", StringComparison.Ordinal)
            ? (LiteralUse.Exception, "")
            : (LiteralUse.Value, "");
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
    /// <summary>Markup without expressions in it, written as one piece.</summary>
    Markup,

    /// <summary>Text between expressions.</summary>
    Content,

    /// <summary>The value of an attribute or parameter.</summary>
    Attribute,

    /// <summary>The message of an exception.</summary>
    Exception,

    /// <summary>Anything else: an identifier, a format, a part of a sentence.</summary>
    Value,
}

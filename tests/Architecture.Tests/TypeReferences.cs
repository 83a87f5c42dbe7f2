using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Simulator.Tests.Architecture;

/// <summary>
/// The types that a compiled type names: bases, interfaces, fields, signatures, generic arguments, attributes, and every operand and local
/// of its method bodies. Constants and <c>nameof</c> leave no trace in an assembly and are not seen.
/// </summary>
internal sealed class TypeReferences
{
    private readonly HashSet<TypeReference> _found = [];

    /// <summary>Every type that <paramref name="type"/> itself names; the types nested in it are asked on their own.</summary>
    public static IReadOnlyCollection<TypeReference> Of(TypeDefinition type)
    {
        var references = new TypeReferences();
        references.Read(type);
        return references._found;
    }

    private void Read(TypeDefinition type)
    {
        Add(type.BaseType);
        foreach (var implemented in type.Interfaces)
            Add(implemented.InterfaceType);
        AddConstraints(type);
        AddAttributes(type);
        foreach (var field in type.Fields)
        {
            Add(field.FieldType);
            AddAttributes(field);
        }
        foreach (var property in type.Properties)
            AddAttributes(property);
        foreach (var method in type.Methods)
            Read(method);
    }

    private void Read(MethodDefinition method)
    {
        Add((MethodReference)method);
        AddConstraints(method);
        AddAttributes(method);
        foreach (var parameter in method.Parameters)
            AddAttributes(parameter);
        if (!method.HasBody)
            return;
        foreach (var local in method.Body.Variables)
            Add(local.VariableType);
        foreach (var handler in method.Body.ExceptionHandlers)
            Add(handler.CatchType);
        foreach (var instruction in method.Body.Instructions)
            Add(instruction);
    }

    private void Add(Instruction instruction)
    {
        switch (instruction.Operand)
        {
            case TypeReference type:
                Add(type);
                break;
            case MethodReference method:
                Add(method);
                break;
            case FieldReference field:
                Add(field.DeclaringType);
                Add(field.FieldType);
                break;
        }
    }

    private void Add(MethodReference method)
    {
        Add(method.DeclaringType);
        Add(method.ReturnType);
        foreach (var parameter in method.Parameters)
            Add(parameter.ParameterType);
        if (method is GenericInstanceMethod generic)
            AddAll(generic.GenericArguments);
    }

    private void Add(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                AddAll(generic.GenericArguments);
                Add(generic.ElementType);
                return;
            case IModifierType modified:
                Add(modified.ModifierType);
                Add(modified.ElementType);
                return;
            case TypeSpecification made:
                Add(made.ElementType);
                return;
            default:
                _found.Add(type);
                return;
        }
    }

    private void AddAll(IEnumerable<TypeReference> types)
    {
        foreach (var type in types)
            Add(type);
    }

    private void AddConstraints(IGenericParameterProvider generic)
    {
        foreach (var constraint in generic.GenericParameters.SelectMany(p => p.Constraints))
            Add(constraint.ConstraintType);
    }

    private void AddAttributes(ICustomAttributeProvider marked)
    {
        foreach (var attribute in marked.CustomAttributes)
        {
            Add(attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments)
                Add(argument);
            foreach (var named in attribute.Properties.Concat(attribute.Fields))
                Add(named.Argument);
        }
    }

    private void Add(CustomAttributeArgument argument)
    {
        Add(argument.Type);
        if (argument.Value is TypeReference type)
            Add(type);
        else if (argument.Value is CustomAttributeArgument boxed)
            Add(boxed);
        else if (argument.Value is CustomAttributeArgument[] several)
            Array.ForEach(several, Add);
    }
}

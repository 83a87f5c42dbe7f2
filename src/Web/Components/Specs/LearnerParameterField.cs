using System.Text.Json;
using Simulator.Learners;

namespace Simulator.Web.Components.Specs;

/// <summary>How a form shows a parameter of a learner: by the type of the property that it names.</summary>
internal static class LearnerParameterField
{
    /// <summary>Whether it may be left open.</summary>
    public static bool IsOptional(LearnerDescription row, LearnerParameter parameter) =>
        Nullable.GetUnderlyingType(row.Property(parameter).PropertyType) is not null;

    /// <summary>Kind of its <see cref="SpecField"/>.</summary>
    public static string KindOf(LearnerDescription row, LearnerParameter parameter) =>
        TypeOf(row, parameter) switch
        {
            var type when type == typeof(bool) => "check",
            _ when parameter.IsLong => "long",
            var type when type == typeof(string) || type.IsEnum => "text",
            _ => "number",
        };

    /// <summary>What can be chosen, as the spec writes it and in words; null where it is no choice.</summary>
    public static IEnumerable<(string, string)>? OptionsOf(LearnerDescription row, LearnerParameter parameter) =>
        TypeOf(row, parameter) is { IsEnum: true } type
            ? Enum.GetNames(type).Select(n => (JsonNamingPolicy.CamelCase.ConvertName(n), ParameterField.Words(n)))
            : null;

    private static Type TypeOf(LearnerDescription row, LearnerParameter parameter)
    {
        var type = row.Property(parameter).PropertyType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }
}

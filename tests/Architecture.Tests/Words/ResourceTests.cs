using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mono.Cecil;

namespace Simulator.Tests.Architecture.Words;

/// <summary>The resource files of the pages: every key is used and named by its meaning, and every language says the same.</summary>
public sealed partial class ResourceTests
{
    [Fact]
    public void Keys_AreUsed()
    {
        var resources = PageAssembly.Resources.ToDictionary(r => r.FullName, StringComparer.Ordinal);
        var used = (
            from type in PageAssembly.Types
            where !resources.ContainsKey(PageAssembly.Outermost(type).FullName)
            from method in type.Methods
            where method.HasBody
            from instruction in method.Body.Instructions
            let called = instruction.Operand as MethodReference
            where called is not null && resources.ContainsKey(called.DeclaringType.FullName)
            select $"{called.DeclaringType.Name}.{KeyOf(called.Name)}"
        ).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(used);
        Offenders.None(
            from file in ResourceFile.Neutral
            from key in file.Texts.Keys
            let name = $"{Path.GetFileNameWithoutExtension(file.Path)}.{key}"
            where !used.Contains(name)
            select name
        );
    }

    [Fact]
    public void Keys_SayWhatTheTextMeans() =>
        Offenders.None(
            from file in ResourceFile.Neutral
            from key in file.Texts.Keys
            where !KeyName().IsMatch(key) || NumberedKey().IsMatch(key)
            select $"{file.Path}: {key}"
        );

    [Fact]
    public void Texts_OfOneFile_DifferOrSayHow() =>
        Offenders.None(
            from file in ResourceFile.Neutral
            from same in file.Texts.GroupBy(t => t.Value, t => t.Key, StringComparer.Ordinal)
            where same.Count() > 1 && same.Any(key => !file.Comments.ContainsKey(key))
            select $"{file.Path}: “{same.Key}” is {string.Join(" and ", same)}; use one, or say in comments how they differ"
        );

    [Fact]
    public void Languages_HaveTheKeysAndPlacesOfTheNeutralTexts() =>
        Offenders.None(ResourceFile.Translations.SelectMany(t => t.Neutral.FaultsOf(t.Other)));

    [Fact]
    public void Languages_ThatDoNotFit_AreNamed()
    {
        var neutral = Made("Made.resx", ("Empty", "No runs."), ("Deleted", "{name} was deleted."), ("Runs", "{count} runs"));
        var other = Made("Made.xx.resx", ("Deleted", "{nom} est supprimé."), ("Runs", " "), ("More", "plus"));

        Assert.Equal(
            [
                "Made.xx.resx: Empty is missing",
                "Made.xx.resx: More is not in Made.resx",
                "Made.xx.resx: Deleted has {nom}, not {name}",
                "Made.xx.resx: Runs is empty",
                "Made.xx.resx: Runs has , not {count}",
            ],
            neutral.FaultsOf(other)
        );
        Assert.Empty(neutral.FaultsOf(Made("Made.xx.resx", ("Empty", "Rien."), ("Deleted", "Sans {name}."), ("Runs", "{count} essais"))));
    }

    private static ResourceFile Made(string path, params (string Key, string Text)[] texts) =>
        ResourceFile.Parse(
            path,
            new XDocument(
                new XElement("root", texts.Select(t => new XElement("data", new XAttribute("name", t.Key), new XElement("value", t.Text))))
            )
        );

    private static string KeyOf(string method) =>
        method.StartsWith("get_", StringComparison.Ordinal) ? method[4..]
        : method.StartsWith("Format", StringComparison.Ordinal) ? method[6..]
        : method;

    [GeneratedRegex("^[A-Z][A-Za-z0-9]{1,39}$")]
    private static partial Regex KeyName();

    [GeneratedRegex("^(Text|Label|Title|Word|String|Message|Key)\\d*$")]
    private static partial Regex NumberedKey();
}

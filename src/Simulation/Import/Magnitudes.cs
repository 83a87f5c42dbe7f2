using System.Text;

namespace Simulator.Import;

/// <summary>
/// Words behind a number for thousands, millions and so on, as sources write volumes: <c>1.5M</c>, <c>2.3 Lakh</c>, <c>1,2 Mio.</c>,
/// <c>3.4億</c>.
/// </summary>
internal static class Magnitudes
{
    private const int Longest = 24; // bytes

    private static readonly Dictionary<string, double> s_factors = Factors();

    /// <summary>The factor of a word; false when it is none.</summary>
    public static bool TryFind(ReadOnlySpan<byte> word, out double factor)
    {
        factor = 1;
        return word.Length is > 0 and <= Longest && s_factors.TryGetValue(Encoding.UTF8.GetString(word), out factor);
    }

    /// <summary>A number without the word behind it.</summary>
    public static string WithoutWord(string number)
    {
        var end = number.Length;
        while (end > 0 && !char.IsAsciiDigit(number[end - 1]))
            end--;
        return end > 0 && s_factors.ContainsKey(number[end..].Trim(' ', '\u00A0', '\u202F')) ? number[..end] : number;
    }

    private static Dictionary<string, double> Factors()
    {
        var factors = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        void Add(double factor, string words)
        {
            foreach (var word in words.Split(' '))
            {
                factors.Add(word, factor);
                if (char.IsLetter(word[^1]) && word.Length > 1)
                    factors.TryAdd(word + ".", factor);
            }
        }
        Add(1e3, "K thousand thousands Tsd tys тыс 千 천");
        Add(1e4, "万 萬 만");
        Add(1e5, "L lac lacs lakh lakhs");
        Add(1e6, "M mm mn mln mio mill million millions Millionen млн 百万 百萬 백만");
        Add(1e7, "Cr crore crores 千万 千萬 천만");
        Add(1e8, "亿 億 억");
        Add(1e9, "B bn bln billion billions Mrd Md Mds mld млрд 十亿 十億 십억");
        Add(1e12, "T tn trn trillion trillions 兆 万亿 조");
        return factors;
    }
}

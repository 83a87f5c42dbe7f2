using System.Numerics;
using System.Runtime.Intrinsics;
using Simulator.Rules.Columns;
using Simulator.Rules.Compilation;

namespace Simulator.Rules;

/// <summary>The four conditions of a document: those of the bars alone for a block at a time, the others when they are asked for.</summary>
internal sealed class RuleSignals
{
    private static readonly string[] s_members = ["entryLong", "exitLong", "entryShort", "exitShort"];

    private readonly int[] _columns = [-1, -1, -1, -1];
    private readonly AccountFunction?[] _functions = new AccountFunction?[s_members.Length];
    private readonly byte _always;

    public RuleSignals(RuleProgram program)
    {
        for (var i = 0; i < s_members.Length; i++)
        {
            switch (program.OperandOf(s_members[i]))
            {
                case ConstantOperand { Value: 1 }:
                    _always |= (byte)(1 << i);
                    break;
                case ColumnOperand column:
                    _columns[i] = column.Node.Index;
                    break;
                case AccountOperand account:
                    _functions[i] = account.Function;
                    break;
            }
        }
        AsksAccount = _functions.Any(f => f is not null);
    }

    /// <summary>Whether a condition depends on the account.</summary>
    public bool AsksAccount { get; }

    /// <summary>[bar of the block] bits of the conditions that hold, as far as they do not depend on the account.</summary>
    public byte[] Known { get; } = new byte[Column.BlockLength];

    /// <summary>Works out the block.</summary>
    public void Fill(ClockRun run)
    {
        var known = Known.AsSpan(0, run.End - run.Start);
        known.Fill(_always);
        for (var k = 0; k < _columns.Length; k++)
        {
            if (_columns[k] < 0)
                continue;
            Mark(known, (byte)(1 << k), run.Columns[_columns[k]].Block(known.Length));
        }
    }

    // Most conditions hold on few bars, so bars are looked at eight at a time.
    private static void Mark(Span<byte> known, byte bit, ReadOnlySpan<double> condition)
    {
        var (i, one) = (0, Vector512.Create(1.0));
        for (; i + 8 <= known.Length; i += 8)
        {
            for (
                var holds = Vector512.Equals(Vector512.Create(condition.Slice(i, 8)), one).ExtractMostSignificantBits();
                holds != 0;
                holds &= holds - 1
            )
                known[i + BitOperations.TrailingZeroCount(holds)] |= bit;
        }
        for (; i < known.Length; i++)
            known[i] |= condition[i] == 1 ? bit : (byte)0;
    }

    /// <summary>Whether a condition that depends on the account holds.</summary>
    public bool Asked(byte bit, AccountView account) => _functions[BitOperations.Log2(bit)] is { } function && function(account) == 1;
}

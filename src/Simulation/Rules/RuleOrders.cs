using Simulator.Backtesting;
using Simulator.Rules.Compilation;

namespace Simulator.Rules;

/// <summary>Makes the orders of a document: prices, bracket and size worked out at the decision.</summary>
internal sealed class RuleOrders(RuleProgram program)
{
    private readonly AccountFunction? _limit = program.FunctionOf("limit");
    private readonly AccountFunction? _stop = program.FunctionOf("stop");
    private readonly AccountFunction? _stopLoss = program.FunctionOf("stopLoss");
    private readonly AccountFunction? _takeProfit = program.FunctionOf("takeProfit");
    private readonly AccountFunction? _trailing = program.FunctionOf("trailing");
    private readonly AccountFunction _size = program.FunctionOf("size")!;
    private readonly RuleSizeKind _sizeKind = program.Document.Size.Kind;
    private readonly int _goodForBars = program.Document.GoodForBars;

    /// <summary>Orders that could not be made.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Forgets earlier runs.</summary>
    public void Start() => LeftOut = 0;

    /// <summary>Enters a side; what is open on the other is closed first unless it is being closed already, what waits is renewed.</summary>
    public void Enter(BarContext context, AccountView account, int side, bool closesFirst)
    {
        account.Side = side;
        var request = Request(account, side);
        account.EndOrder();
        if (request is not { } order)
        {
            LeftOut++;
            return;
        }
        context.Orders.CancelEntries(purchases: true, sales: true);
        if (closesFirst)
            context.Orders.CloseAll();
        Place(context, order);
    }

    private void Place(BarContext context, in OrderRequest order)
    {
        try
        {
            context.Orders.Place(order).IsReusable = true; // the handle is not kept
        }
        catch (ArgumentException)
        {
            LeftOut++; // what the order costs on top has put its stop-loss or take-profit on the wrong side
        }
    }

    private OrderRequest? Request(AccountView account, int side)
    {
        var (limit, stop) = (Value(_limit, account), Value(_stop, account));
        var price = account.OrderPrice = _limit is not null ? limit : _stop is not null ? stop : account.Close;
        if (!IsPrice(_limit, limit) || !IsPrice(_stop, stop))
            return null;
        var (stopLoss, takeProfit, trailing) = (Value(_stopLoss, account), Value(_takeProfit, account), Value(_trailing, account));
        account.StopDistance = side * (price - stopLoss);
        var isBracketSound = (_stopLoss is null || side * (price - stopLoss) > 0) && (_takeProfit is null || side * (takeProfit - price) > 0) && (_trailing is null || trailing > 0);
        if (!isBracketSound || RuleSize.Order(_sizeKind, _size(account), side) is not { } request)
            return null;
        return request with
        {
            Limit = limit, Stop = stop, StopLoss = stopLoss, TakeProfit = takeProfit,
            Trail = _trailing is null ? default : TrailingStop.ByAmount(trailing),
            Life = _limit is null && _stop is null ? OrderLife.GoodTillCancelled : OrderLife.Bars, Bars = _goodForBars,
        };
    }

    private static double Value(AccountFunction? function, AccountView account) => function is null ? double.NaN : function(account);

    private static bool IsPrice(AccountFunction? function, double price) => function is null || price is > 0 and < double.PositiveInfinity;
}

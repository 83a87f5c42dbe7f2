using Simulator.Backtesting;
using Simulator.Numerics;
using Simulator.Rules.Compilation;

namespace Simulator.Rules;

/// <summary>Makes the orders of a document: prices, bracket and size computed at the decision.</summary>
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
    private readonly string _sizeDemand = RuleSize.Demand(program.Document.Size.Kind);

    /// <summary>Orders that could not be placed; the run's notes give the reasons.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Forgets earlier runs.</summary>
    public void Start() => LeftOut = 0;

    /// <summary>
    /// Enters a side. An open position on the other side is closed first, unless it is being closed already; a waiting entry is renewed.
    /// </summary>
    public void Enter(BarContext context, AccountView account, int side, bool closesFirst)
    {
        account.Side = side;
        var request = Request(context, account, side);
        account.EndOrder();
        if (request is not { } order)
            return;
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
            LeaveOut(
                context,
                "after slippage the stop-loss and the take-profit must still be on their sides of the price",
                order.StopLoss,
                context.Close[^1]
            );
        }
    }

    private OrderRequest? Request(BarContext context, AccountView account, int side)
    {
        var (limit, stop) = (Value(_limit, account), Value(_stop, account));
        var price = account.OrderPrice =
            _limit is not null ? limit
            : _stop is not null ? stop
            : account.Close;
        if (!IsPrice(_limit, limit, context.Series.IsSigned))
            return LeaveOut(context, "limit must be a price above 0", limit, account.Close);
        if (!IsPrice(_stop, stop, context.Series.IsSigned))
            return LeaveOut(context, "stop must be a price above 0", stop, account.Close);
        var (stopLoss, takeProfit, trailing) = (Value(_stopLoss, account), Value(_takeProfit, account), Value(_trailing, account));
        account.StopDistance = side * (price - stopLoss);
        if (_stopLoss is not null && side * Ties.Sign(price, stopLoss) <= 0)
            return LeaveOut(
                context,
                side > 0 ? "stopLoss of a buy order must be below its price" : "stopLoss of a sell order must be above its price",
                stopLoss,
                price
            );
        if (_takeProfit is not null && side * Ties.Sign(takeProfit, price) <= 0)
            return LeaveOut(
                context,
                side > 0 ? "takeProfit of a buy order must be above its price" : "takeProfit of a sell order must be below its price",
                takeProfit,
                price
            );
        if (_trailing is not null && !(trailing > 0))
            return LeaveOut(context, "trailing must be a distance above 0", trailing, price);
        var size = _size(account);
        if (RuleSize.Order(_sizeKind, size, side) is not { } request)
            return LeaveOut(context, _sizeDemand, size, price);
        return request with
        {
            Limit = limit,
            Stop = stop,
            StopLoss = stopLoss,
            TakeProfit = takeProfit,
            Trail = _trailing is null ? default : TrailingStop.ByAmount(trailing),
            Life = _limit is null && _stop is null ? OrderLife.GoodTillCancelled : OrderLife.Bars,
            Bars = _goodForBars,
        };
    }

    private OrderRequest? LeaveOut(BarContext context, string demand, double was, double price)
    {
        LeftOut++;
        context.Orders.Notes?.LeaveOut(context.Bar, demand, was, price);
        return null;
    }

    private static double Value(AccountFunction? function, AccountView account) => function is null ? double.NaN : function(account);

    private static bool IsPrice(AccountFunction? function, double price, bool isSigned) =>
        function is null || (isSigned ? double.IsFinite(price) : price is > 0 and < double.PositiveInfinity);
}

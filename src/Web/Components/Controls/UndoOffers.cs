using MudBlazor;

namespace Simulator.Web.Components.Controls;

/// <summary>
/// Says what was done and offers to undo it, for one person's tab. An offer stays when the page is left; whatever page is open then is
/// told when it was taken.
/// </summary>
public sealed class UndoOffers(ISnackbar snackbar)
{
    /// <summary>How long an offer stays, milliseconds; the lists of deleted things offer the same for longer.</summary>
    private const int Shown = 20_000;

    /// <summary>Something was undone: lists are to be read again.</summary>
    public event Func<Task>? Undone;

    /// <summary>Offers to undo what was just done.</summary>
    /// <param name="done">What was done, a sentence.</param>
    /// <param name="undo">Undoes it, whatever page is open by then.</param>
    public void Offer(string done, Func<Task> undo) =>
        snackbar.Add(
            done,
            Severity.Normal,
            options =>
            {
                options.Action = ControlsText.Undo;
                options.ActionColor = Color.Primary;
                options.VisibleStateDuration = Shown;
                options.CloseAfterNavigation = false;
                options.OnClick = _ => UndoAsync(undo);
            }
        );

    /// <summary>Undoes something and tells the open page.</summary>
    public async Task UndoAsync(Func<Task> undo)
    {
        ArgumentNullException.ThrowIfNull(undo);
        try
        {
            await undo();
        }
        catch (Simulator.Store.Database.StoreException e)
        {
            snackbar.Add(e.Message, Severity.Error, options => options.RequireInteraction = true);
        }
        if (Undone is not { } told)
            return;
        foreach (var one in told.GetInvocationList().Cast<Func<Task>>())
            await one();
    }
}

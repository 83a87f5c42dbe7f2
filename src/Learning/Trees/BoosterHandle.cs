using Microsoft.Win32.SafeHandles;

namespace Simulator.Learning.Trees;

/// <summary>Owns a booster of XGBoost.</summary>
internal sealed class BoosterHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Takes a booster over.</summary>
    public BoosterHandle(nint booster)
        : base(ownsHandle: true) => SetHandle(booster);

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => XgboostApi.FreeBooster(handle) == 0;
}

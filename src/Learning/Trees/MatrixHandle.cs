using Microsoft.Win32.SafeHandles;

namespace Simulator.Learning.Trees;

/// <summary>Owns a matrix of XGBoost.</summary>
internal sealed class MatrixHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Takes a matrix over.</summary>
    public MatrixHandle(nint matrix)
        : base(ownsHandle: true) => SetHandle(matrix);

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => XgboostApi.FreeMatrix(handle) == 0;
}

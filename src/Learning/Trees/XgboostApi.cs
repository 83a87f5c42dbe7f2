using System.Runtime.InteropServices;

namespace Simulator.Learning.Trees;

/// <summary>
/// The functions of XGBoost's C interface that are used here (<c>xgboost/c_api.h</c>, 1.7). Each but the first two returns 0, or −1 where
/// <see cref="LastError"/> says why. Results lie in memory of the library that its next call on the same thread overwrites.
/// </summary>
internal static partial class XgboostApi
{
    [LibraryImport(XgboostLibrary.Name, EntryPoint = "XGBoostVersion")]
    internal static partial void Version(out int major, out int minor, out int patch);

    [LibraryImport(XgboostLibrary.Name, EntryPoint = "XGBGetLastError")]
    internal static partial nint LastError();

    [LibraryImport(XgboostLibrary.Name, EntryPoint = "XGBSetGlobalConfig", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetGlobalConfig(string json);

    [LibraryImport(XgboostLibrary.Name, EntryPoint = "XGDMatrixCreateFromMat")]
    internal static partial int CreateMatrix(ReadOnlySpan<float> rowMajor, ulong rows, ulong columns, float missing, out nint matrix);

    [LibraryImport(XgboostLibrary.Name, EntryPoint = "XGDMatrixFree")]
    internal static partial int FreeMatrix(nint matrix);

    [LibraryImport(XgboostLibrary.Name, EntryPoint = "XGBoosterCreate")]
    internal static partial int CreateBooster(ReadOnlySpan<nint> matrices, ulong count, out nint booster);

    [LibraryImport(XgboostLibrary.Name, EntryPoint = "XGBoosterFree")]
    internal static partial int FreeBooster(nint booster);

    [LibraryImport(XgboostLibrary.Name, EntryPoint = "XGBoosterSetParam", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetParameter(BoosterHandle booster, string name, string value);

    [LibraryImport(XgboostLibrary.Name, EntryPoint = "XGBoosterBoostOneIter")]
    internal static partial int BoostOnce(
        BoosterHandle booster,
        MatrixHandle matrix,
        ReadOnlySpan<float> gradient,
        ReadOnlySpan<float> hessian,
        ulong rows
    );

    [LibraryImport(XgboostLibrary.Name, EntryPoint = "XGBoosterPredictFromDMatrix", StringMarshalling = StringMarshalling.Utf8)]
    internal static unsafe partial int Predict(
        BoosterHandle booster,
        MatrixHandle matrix,
        string json,
        out ulong* shape,
        out ulong dimensions,
        out float* values
    );

    [LibraryImport(XgboostLibrary.Name, EntryPoint = "XGBoosterFeatureScore", StringMarshalling = StringMarshalling.Utf8)]
    internal static unsafe partial int FeatureScore(
        BoosterHandle booster,
        string json,
        out ulong features,
        out byte** names,
        out ulong dimensions,
        out ulong* shape,
        out float* scores
    );
}

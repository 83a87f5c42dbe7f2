using TorchSharp.Native;
using static TorchSharp.Native.Methods;

namespace TorchSharp;

/// <summary>How a Fourier transform is scaled: 1/n on the way back, on the way there, or 1/√n on both.</summary>
public enum FFTNormType
{
    Backward = 0,
    Forward = 1,
    Ortho = 2,
}

public static partial class torch
{
    /// <summary>Discrete Fourier transforms along one dimension; n cuts or pads the input (-1: as long as it is).</summary>
    public static class fft
    {
        public static Tensor fft_(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Tensor.Of(st_fft_fft(input.Handle, n, dim, (int)norm), input);
        public static Tensor ifft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Tensor.Of(st_fft_ifft(input.Handle, n, dim, (int)norm), input);

        /// <summary>Transform of real input: the n/2 + 1 frequencies from 0 up.</summary>
        public static Tensor rfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Tensor.Of(st_fft_rfft(input.Handle, n, dim, (int)norm), input);

        /// <summary>Inverse of <see cref="rfft"/>; give n where the length was odd.</summary>
        public static Tensor irfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Tensor.Of(st_fft_irfft(input.Handle, n, dim, (int)norm), input);
        public static Tensor hfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Tensor.Of(st_fft_hfft(input.Handle, n, dim, (int)norm), input);
        public static Tensor ihfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Tensor.Of(st_fft_ihfft(input.Handle, n, dim, (int)norm), input);

        /// <summary>Frequencies of <see cref="fft_"/>, in cycles per sample times 1/d.</summary>
        public static Tensor fftfreq(long n, double d = 1.0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Tensor.Of(st_fft_fftfreq(n, d, new NativeOptions(dtype, device, requires_grad)));

        /// <summary>Frequencies of <see cref="rfft"/>.</summary>
        public static Tensor rfftfreq(long n, double d = 1.0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Tensor.Of(st_fft_rfftfreq(n, d, new NativeOptions(dtype, device, requires_grad)));
        public static Tensor fftshift(Tensor input, long[]? dim = null) => Tensor.Of(st_fft_fftshift(input.Handle), input);
        public static Tensor ifftshift(Tensor input, long[]? dim = null) => Tensor.Of(st_fft_ifftshift(input.Handle), input);
    }

    /// <summary>Linear algebra on the last two dimensions.</summary>
    public static unsafe class linalg
    {
        public static Tensor cholesky(Tensor input) => Tensor.Of(st_cholesky(input.Handle), input);
        public static Tensor solve(Tensor input, Tensor other, bool left = true) =>
            left ? Tensor.Of(st_solve(input.Handle, other.Handle), input, other) : throw new NotSupportedException("solve(left: false): transpose both sides instead");
        public static Tensor inv(Tensor input) => Tensor.Of(st_inv(input.Handle), input);
        public static Tensor det(Tensor input) => Tensor.Of(st_det(input.Handle), input);

        /// <summary>Orthonormal Q and upper triangular R with Q·R = input.</summary>
        public static (Tensor Q, Tensor R) qr(Tensor input)
        {
            var r = stackalloc nint[2];
            Check(st_qr(input.Handle, r), input);
            return (new Tensor(r[0]), new Tensor(r[1]));
        }

        /// <summary>Ascending eigenvalues and eigenvectors (columns) of a symmetric matrix.</summary>
        public static (Tensor, Tensor) eigh(Tensor input)
        {
            var r = stackalloc nint[2];
            Check(st_eigh(input.Handle, r), input);
            return (new Tensor(r[0]), new Tensor(r[1]));
        }

        /// <summary>Singular values and vectors: input = U · diag(S) · Vh.</summary>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true)
        {
            var r = stackalloc nint[3];
            Check(st_svd(input.Handle, fullMatrices ? 1 : 0, r), input);
            return (new Tensor(r[0]), new Tensor(r[1]), new Tensor(r[2]));
        }

        private static void Check(int status, Tensor input)
        {
            GC.KeepAlive(input);
            Failure.ThrowIfNegative(status);
        }
    }
}

// The same operations without .NET, timed the same way: processor time, best of many short repetitions. One "name<TAB>µs" per line.
#include <torch/torch.h>
#include <sys/resource.h>
#include <cstdio>

static double cpu() {
    rusage r;
    getrusage(RUSAGE_SELF, &r);
    return (r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1e6 + r.ru_utime.tv_usec + r.ru_stime.tv_usec;
}

template <class F> static void measure(const char *name, int count, int repetitions, F body) {
    for (double start = cpu(); cpu() - start < 3e5;) body();
    double best = 1e99;
    for (int r = 0; r < repetitions; r++) {
        double start = cpu();
        for (int i = 0; i < count; i++) body();
        best = std::min(best, (cpu() - start) / count);
    }
    printf("%s\t%.3f\n", name, best);
}

int main() {
    at::set_num_threads(1);
    auto a = torch::ones(8), b = torch::ones(8), x = torch::randn({1, 64});
    measure("add", 2000, 100, [&] { auto c = a + b; });
    measure("select", 2000, 100, [&] { auto c = a[3]; });
    {
        c10::InferenceMode mode;
        measure("inference", 2000, 100, [&] { auto c = a + b; });
    }
    torch::nn::Linear linear(64, 64);
    measure("linear", 2000, 100, [&] { auto y = linear(x); });
    torch::nn::LSTM lstm(torch::nn::LSTMOptions(112, 500).batch_first(true));
    torch::optim::Adam adam(lstm->parameters(), torch::optim::AdamOptions(1e-3));
    auto input = torch::randn({64, 17, 112});
    measure("lstm", 1, 10, [&] {
        adam.zero_grad();
        std::get<0>(lstm(input)).square().mean().backward();
        adam.step();
    });
}

// Gradients, random numbers, layers, losses, optimiser steps, devices.
#include "shim.h"
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/cuda.h>
#include <cmath>
#include <mutex>

int64_t keepResults(std::vector<at::Tensor> r);

// ---- gradients
static std::vector<at::Tensor> vec(const H *h, int64_t n) {
    std::vector<at::Tensor> r;
    r.reserve(n);
    for (int64_t i = 0; i < n; i++) r.push_back(orUndefined(h[i]));
    return r;
}
API int32_t st_backward(const H *out, int64_t n, const H *grads, int32_t retain, int32_t create, const H *inputs, int64_t m) {
    DO_LIST("backward", torch::autograd::backward(vec(out, n), grads ? vec(grads, n) : std::vector<at::Tensor>(),
        Opt<bool>(retain != 0), create != 0, vec(inputs, m)), out, n)
}
API int64_t st_grad(const H *out, int64_t n, const H *in, int64_t m, const H *grads, int32_t retain, int32_t create, int32_t allowUnused) {
    try {
        return keepResults(torch::autograd::grad(vec(out, n), vec(in, m), grads ? vec(grads, n) : std::vector<at::Tensor>(),
            Opt<bool>(retain != 0), create != 0, allowUnused != 0));
    }
    CATCH("grad", in, m, std::string(), -1)
}
API int32_t st_set_requires_grad(H a, int32_t on) { DO("requires_grad_", M(a).requires_grad_(on != 0), a) }
API int32_t st_retain_grad(H a) { DO("retain_grad", T(a).retain_grad(), a) }
// 1 and the gradient, 0 where there is none.
API int32_t st_get_grad(H a, H *to) {
    try { auto &g = T(a).grad(); if (!g.defined()) return 0; *to = give(g); return 1; } CATCH("grad", &a, 1, std::string(), -1)
}
API int32_t st_set_grad(H a, H g) { DO("grad", M(a).mutable_grad() = orUndefined(g), a, g) }
API int32_t st_grad_enabled() { return at::GradMode::is_enabled(); }
API void st_set_grad_enabled(int32_t on) { at::GradMode::set_enabled(on != 0); }
API void *st_inference_enter(int32_t on) { return new c10::InferenceMode(on != 0); }
API void st_inference_leave(void *mode) { delete static_cast<c10::InferenceMode *>(mode); }
API int32_t st_inference_enabled() { return c10::InferenceMode::is_enabled(); }

// ---- random numbers; a null generator means the device's default
using G = at::Generator;
static Opt<G> generator(void *g) { return g ? Opt<G>(*static_cast<G *>(g)) : Opt<G>(); }
API int32_t st_manual_seed(uint64_t seed) {
    DO("manual_seed", {
        auto g = at::detail::getDefaultCPUGenerator();
        { std::lock_guard<std::mutex> l(g.mutex()); g.set_current_seed(seed); }
        if (torch::cuda::is_available()) torch::cuda::manual_seed_all(seed);
    })
}
API void *st_generator_default() { return new G(at::detail::getDefaultCPUGenerator()); }
API void *st_generator_new(uint64_t seed, int32_t device, int32_t index) {
    try {
        G g = device == 0 ? at::detail::createCPUGenerator(seed) : at::globalContext().defaultGenerator(deviceOf(device, index < 0 ? 0 : index)).clone();
        g.set_current_seed(seed);
        return new G(g);
    }
    CATCH("Generator", nullptr, 0, std::string(), nullptr)
}
API void st_generator_free(void *g) { delete static_cast<G *>(g); }
API int32_t st_generator_seed(void *g, uint64_t seed) {
    DO("manual_seed", { auto &r = *static_cast<G *>(g); std::lock_guard<std::mutex> l(r.mutex()); r.set_current_seed(seed); })
}
API uint64_t st_generator_random_seed(void *g) { auto &r = *static_cast<G *>(g); std::lock_guard<std::mutex> l(r.mutex()); return r.seed(); }
API uint64_t st_generator_initial(void *g) { return static_cast<G *>(g)->current_seed(); }
API H st_generator_get_state(void *g) {
    RETURN("get_state", [&] { auto &r = *static_cast<G *>(g); std::lock_guard<std::mutex> l(r.mutex()); return r.get_state(); }())
}
API int32_t st_generator_set_state(void *g, H s) {
    DO("set_state", { auto &r = *static_cast<G *>(g); std::lock_guard<std::mutex> l(r.mutex()); r.set_state(T(s)); }, s)
}
#define DRAWN(t) [&] { auto r = t; if (o.requires_grad) r.requires_grad_(true); return r; }()
API H st_rand(const int64_t *s, int64_t n, void *g, Options o) { RETURN_ASKED("rand", DRAWN(at::rand(ints(s, n), generator(g), options(o))), shapeText(ints(s, n))) }
API H st_randn(const int64_t *s, int64_t n, void *g, Options o) { RETURN_ASKED("randn", DRAWN(at::randn(ints(s, n), generator(g), options(o))), shapeText(ints(s, n))) }
API H st_randint(int64_t lo, int64_t hi, const int64_t *s, int64_t n, void *g, Options o) {
    RETURN_ASKED("randint", DRAWN(at::randint(lo, hi, ints(s, n), generator(g), options(o))), shapeText(ints(s, n)))
}
API H st_randperm(int64_t n, void *g, Options o) { RETURN("randperm", at::randperm(n, generator(g), options(o))) }
API H st_normal(H mean, H std, void *g) { RETURN("normal", at::normal(T(mean), T(std), generator(g)), mean, std) }
API H st_multinomial(H a, int64_t n, int32_t replace, void *g) { RETURN("multinomial", at::multinomial(T(a), n, replace != 0, generator(g)), a) }
API H st_bernoulli(H a, void *g) { RETURN("bernoulli", at::bernoulli(T(a), generator(g)), a) }
API H st_poisson(H a, void *g) { RETURN("poisson", at::poisson(T(a), generator(g)), a) }
API H st_standard_gamma(H a, void *g) { RETURN("gamma", at::_standard_gamma(T(a), generator(g)), a) }
API int32_t st_normal_(H a, double mean, double std, void *g) { DO("normal_", M(a).normal_(mean, std, generator(g)), a) }
API int32_t st_uniform_(H a, double lo, double hi, void *g) { DO("uniform_", M(a).uniform_(lo, hi, generator(g)), a) }
API int32_t st_bernoulli_(H a, double p, void *g) { DO("bernoulli_", M(a).bernoulli_(p, generator(g)), a) }
API int32_t st_exponential_(H a, double rate, void *g) { DO("exponential_", M(a).exponential_(rate, generator(g)), a) }

// ---- layers
API H st_linear(H x, H w, H b) { RETURN("linear", at::linear(T(x), T(w), maybe(b)), x, w, b) }
API H st_conv1d(H x, H w, H b, int64_t stride, int64_t padding, int64_t dilation, int64_t groups) {
    RETURN("conv1d", at::conv1d(T(x), T(w), maybe(b), ints(&stride, 1), ints(&padding, 1), ints(&dilation, 1), groups), x, w, b)
}
API H st_conv_transpose1d(H x, H w, H b, int64_t stride, int64_t padding, int64_t outputPadding, int64_t groups, int64_t dilation) {
    RETURN("conv_transpose1d", at::conv_transpose1d(T(x), T(w), maybe(b), ints(&stride, 1), ints(&padding, 1), ints(&outputPadding, 1), groups, ints(&dilation, 1)), x, w, b)
}
API H st_layer_norm(H x, const int64_t *s, int64_t n, H w, H b, double eps) { RETURN_ASKED("layer_norm", at::layer_norm(T(x), ints(s, n), maybe(w), maybe(b), eps), shapeText(ints(s, n)), x, w, b) }
API H st_batch_norm(H x, H w, H b, H mean, H var, int32_t training, double momentum, double eps) {
    RETURN("batch_norm", at::batch_norm(T(x), maybe(w), maybe(b), maybe(mean), maybe(var), training != 0, momentum, eps, false), x, w, b)
}
API H st_embedding(H w, H i, int64_t padding) { RETURN("embedding", at::embedding(T(w), T(i), padding), w, i) }
API H st_dropout(H x, double p, int32_t training) { RETURN("dropout", at::dropout(T(x), p, training != 0), x) }
API int32_t st_dropout_(H x, double p, int32_t training) { DO("dropout_", at::dropout_(M(x), p, training != 0), x) }
API H st_leaky_relu(H x, double slope) { RETURN("leaky_relu", at::leaky_relu(T(x), slope), x) }
API int32_t st_leaky_relu_(H x, double slope) { DO("leaky_relu_", at::leaky_relu_(M(x), slope), x) }
API H st_elu(H x, double alpha) { RETURN("elu", at::elu(T(x), alpha), x) }
API H st_gelu(H x, int32_t tanh) { RETURN("gelu", at::gelu(T(x), tanh ? "tanh" : "none"), x) }
API H st_softplus(H x, double beta, double threshold) { RETURN("softplus", at::softplus(T(x), beta, threshold), x) }
API H st_one_hot(H x, int64_t classes) { RETURN("one_hot", at::one_hot(T(x), classes), x) }
API H st_pad(H x, const int64_t *p, int64_t n, int32_t mode, double value) {
    RETURN_ASKED("pad", mode == 0 ? at::constant_pad_nd(T(x), ints(p, n), value)
        : at::pad(T(x), ints(p, n), mode == 1 ? "reflect" : mode == 2 ? "replicate" : "circular"), shapeText(ints(p, n)), x)
}
API H st_avg_pool1d(H x, int64_t k, int64_t stride, int64_t padding) { RETURN("avg_pool1d", at::avg_pool1d(T(x), ints(&k, 1), ints(&stride, 1), ints(&padding, 1)), x) }
API H st_max_pool1d(H x, int64_t k, int64_t stride, int64_t padding) { RETURN("max_pool1d", at::max_pool1d(T(x), ints(&k, 1), ints(&stride, 1), ints(&padding, 1)), x) }

static std::vector<H> operands(H x, const H *w, int64_t n) { std::vector<H> r{x}; r.insert(r.end(), w, w + n); return r; }
API int32_t st_lstm(H x, H h, H c, const H *w, int64_t n, int32_t bias, int64_t layers, double dropout, int32_t train, int32_t bidirectional, int32_t batchFirst, H *o) {
    try {
        at::Tensor state[] = {T(h), T(c)};
        auto r = at::lstm(T(x), state, list(w, n), bias != 0, layers, dropout, train != 0, bidirectional != 0, batchFirst != 0);
        o[0] = give(std::move(std::get<0>(r))); o[1] = give(std::move(std::get<1>(r))); o[2] = give(std::move(std::get<2>(r)));
        return 0;
    }
    catch (...) { auto in = operands(x, w, n); try { throw; } CATCH("lstm", in.data(), (int64_t)in.size(), std::string(), -1) }
}
API int32_t st_gru(H x, H h, const H *w, int64_t n, int32_t bias, int64_t layers, double dropout, int32_t train, int32_t bidirectional, int32_t batchFirst, H *o) {
    try {
        auto r = at::gru(T(x), T(h), list(w, n), bias != 0, layers, dropout, train != 0, bidirectional != 0, batchFirst != 0);
        o[0] = give(std::move(std::get<0>(r))); o[1] = give(std::move(std::get<1>(r)));
        return 0;
    }
    catch (...) { auto in = operands(x, w, n); try { throw; } CATCH("gru", in.data(), (int64_t)in.size(), std::string(), -1) }
}
API int32_t st_lstm_cell(H x, H h, H c, H wi, H wh, H bi, H bh, H *o) {
    DO("lstm_cell", {
        std::vector<at::Tensor> state; state.push_back(T(h)); state.push_back(T(c));
        auto r = at::lstm_cell(T(x), state, T(wi), T(wh), maybe(bi), maybe(bh));
        o[0] = give(std::move(std::get<0>(r))); o[1] = give(std::move(std::get<1>(r)));
    }, x, h, c, wi, wh)
}
API H st_gru_cell(H x, H h, H wi, H wh, H bi, H bh) { RETURN("gru_cell", at::gru_cell(T(x), T(h), T(wi), T(wh), maybe(bi), maybe(bh)), x, h, wi, wh) }

// ---- losses; reduction 0 none, 1 mean, 2 sum
API H st_mse_loss(H x, H y, int64_t r) { RETURN("mse_loss", at::mse_loss(T(x), T(y), r), x, y) }
API H st_l1_loss(H x, H y, int64_t r) { RETURN("l1_loss", at::l1_loss(T(x), T(y), r), x, y) }
API H st_smooth_l1_loss(H x, H y, int64_t r, double beta) { RETURN("smooth_l1_loss", at::smooth_l1_loss(T(x), T(y), r, beta), x, y) }
API H st_huber_loss(H x, H y, int64_t r, double delta) { RETURN("huber_loss", at::huber_loss(T(x), T(y), r, delta), x, y) }
API H st_cross_entropy(H x, H y, H w, int64_t r, int64_t ignore, double smoothing) { RETURN("cross_entropy", at::cross_entropy_loss(T(x), T(y), maybe(w), r, ignore, smoothing), x, y, w) }
API H st_nll_loss(H x, H y, H w, int64_t r) { RETURN("nll_loss", at::nll_loss_nd(T(x), T(y), maybe(w), r, -100), x, y, w) }
API H st_bce(H x, H y, H w, int64_t r) { RETURN("binary_cross_entropy", at::binary_cross_entropy(T(x), T(y), maybe(w), r), x, y, w) }
API H st_bce_logits(H x, H y, H w, H pos, int64_t r) { RETURN("binary_cross_entropy_with_logits", at::binary_cross_entropy_with_logits(T(x), T(y), maybe(w), maybe(pos), r), x, y, w) }
API H st_kl_div(H x, H y, int64_t r, int32_t logTarget) { RETURN("kl_div", at::kl_div(T(x), T(y), r, logTarget != 0), x, y) }

// ---- optimiser steps over a whole list; `steps` counts per parameter, and only where there is a gradient
static at::Tensor gradientOf(const at::Tensor &p, bool maximize) {
    auto &g = p.grad();
    return !g.defined() ? at::Tensor() : maximize ? at::neg(g) : g;
}
API int32_t st_adam(const H *p, const H *m, const H *v, H *vmax, int64_t *steps, int64_t n, double lr, double b1, double b2, double eps, double decay, int32_t decoupled, int32_t maximize) {
    DO_LIST("Adam.step", {
        at::NoGradGuard guard;
        for (int64_t i = 0; i < n; i++) {
            auto g = gradientOf(T(p[i]), maximize != 0);
            if (!g.defined()) continue;
            double k = (double)++steps[i]; double c1 = 1 - std::pow(b1, k); double c2 = 1 - std::pow(b2, k);
            if (decay != 0 && decoupled) T(p[i]).mul_(1 - lr * decay);
            else if (decay != 0) g = at::add(g, T(p[i]), decay);
            T(m[i]).mul_(b1).add_(g, 1 - b1);
            T(v[i]).mul_(b2).addcmul_(g, g, 1 - b2);
            at::Tensor second = T(v[i]);
            if (vmax) { at::maximum_out(M(vmax[i]), T(vmax[i]), T(v[i])); second = T(vmax[i]); }
            auto denominator = at::sqrt(second).div_(std::sqrt(c2)).add_(eps);
            T(p[i]).addcdiv_(T(m[i]), denominator, -lr / c1);
        }
    }, p, n)
}
API int32_t st_sgd(const H *p, H *buffers, int64_t n, double lr, double momentum, double dampening, double decay, int32_t nesterov, int32_t maximize) {
    DO_LIST("SGD.step", {
        at::NoGradGuard guard;
        for (int64_t i = 0; i < n; i++) {
            auto g = gradientOf(T(p[i]), maximize != 0);
            if (!g.defined()) continue;
            if (decay != 0) g = at::add(g, T(p[i]), decay);
            if (momentum != 0) {
                if (buffers[i]) T(buffers[i]).mul_(momentum).add_(g, 1 - dampening);
                else buffers[i] = give(g.detach().clone());
                g = nesterov ? at::add(g, T(buffers[i]), momentum) : T(buffers[i]);
            }
            T(p[i]).add_(g, -lr);
        }
    }, p, n)
}
API int32_t st_rmsprop(const H *p, const H *square, const H *buffers, const H *average, int64_t *steps, int64_t n, double lr, double alpha, double eps, double decay, double momentum, int32_t maximize) {
    DO_LIST("RMSProp.step", {
        at::NoGradGuard guard;
        for (int64_t i = 0; i < n; i++) {
            auto g = gradientOf(T(p[i]), maximize != 0);
            if (!g.defined()) continue;
            steps[i]++;
            if (decay != 0) g = at::add(g, T(p[i]), decay);
            T(square[i]).mul_(alpha).addcmul_(g, g, 1 - alpha);
            at::Tensor scale;
            if (average) { T(average[i]).mul_(alpha).add_(g, 1 - alpha); scale = at::addcmul(T(square[i]), T(average[i]), T(average[i]), -1).sqrt_().add_(eps); }
            else scale = at::sqrt(T(square[i])).add_(eps);
            if (momentum > 0) { T(buffers[i]).mul_(momentum).addcdiv_(g, scale); T(p[i]).add_(T(buffers[i]), -lr); }
            else T(p[i]).addcdiv_(g, scale, -lr);
        }
    }, p, n)
}
API int32_t st_zero_grad(const H *p, int64_t n, int32_t setToNone) {
    DO_LIST("zero_grad", {
        for (int64_t i = 0; i < n; i++) {
            auto &g = T(p[i]).mutable_grad();
            if (!g.defined()) continue;
            if (setToNone) g.reset();
            else { if (g.grad_fn()) g = g.detach(); else g.requires_grad_(false); g.zero_(); }
        }
    }, p, n)
}
API int32_t st_clip_grad_norm(const H *p, int64_t n, double limit, double kind, double *total) {
    DO_LIST("clip_grad_norm_", {
        at::NoGradGuard guard;
        std::vector<at::Tensor> norms; std::vector<at::Tensor> grads;
        for (int64_t i = 0; i < n; i++) {
            auto &g = T(p[i]).grad();
            if (!g.defined()) continue;
            grads.push_back(g);
            norms.push_back(std::isinf(kind) ? at::max(at::abs(g)) : at::norm(g, kind));
        }
        *total = 0;
        if (!grads.empty()) {
            auto all = at::stack(norms);
            *total = (std::isinf(kind) ? at::max(all) : at::norm(all, kind)).item<double>();
            double scale = limit / (*total + 1e-6);
            if (scale < 1) for (auto &g : grads) g.mul_(scale);
        }
    }, p, n)
}
API int32_t st_clip_grad_value(const H *p, int64_t n, double limit) {
    DO_LIST("clip_grad_value_", { at::NoGradGuard guard; for (int64_t i = 0; i < n; i++) { auto &g = T(p[i]).mutable_grad(); if (g.defined()) g.clamp_(-limit, limit); } }, p, n)
}

// ---- devices and threads
API int32_t st_cuda_available() { try { return torch::cuda::is_available(); } catch (...) { return 0; } }
API int64_t st_cuda_count() { try { return (int64_t)torch::cuda::device_count(); } catch (...) { return 0; } }
API int32_t st_cuda_seed_all(uint64_t seed) { DO("cuda.manual_seed_all", if (torch::cuda::is_available()) torch::cuda::manual_seed_all(seed)) }
API int32_t st_cuda_synchronize(int64_t device) { DO("cuda.synchronize", torch::cuda::synchronize(device)) }
API int32_t st_set_threads(int32_t n) { DO("set_num_threads", at::set_num_threads(n)) }
API int32_t st_get_threads() { return at::get_num_threads(); }
API int32_t st_set_interop_threads(int32_t n) { DO("set_num_interop_threads", at::set_num_interop_threads(n)) }
API int32_t st_deterministic(int32_t on) { DO("use_deterministic_algorithms", at::globalContext().setDeterministicAlgorithms(on != 0, false)) }
API void st_allow_tf32(int32_t matmul, int32_t cudnn) {
    if (matmul >= 0) at::globalContext().setAllowTF32CuBLAS(matmul != 0);
    if (cudnn >= 0) at::globalContext().setAllowTF32CuDNN(cudnn != 0);
}
API int32_t st_set_default_dtype(int32_t dtype) { DO("set_default_dtype", c10::set_default_dtype(c10::scalarTypeToTypeMeta((at::ScalarType)dtype))) }
API int32_t st_get_default_dtype() { return (int32_t)c10::get_default_dtype_as_scalartype(); }
API const char *st_version() { return TORCH_VERSION; }

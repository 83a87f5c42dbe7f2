// Tensors: creation, element-wise operations, reductions, shapes, indexing, Fourier transforms, linear algebra.
#include "shim.h"
#include <ATen/TensorIndexing.h>
#include <cstring>

thread_local std::string lastError;
thread_local std::vector<at::Tensor> results;

std::string shapeText(at::IntArrayRef shape) {
    std::string s = "[";
    for (size_t i = 0; i < shape.size(); i++) s += (i ? ", " : "") + std::to_string(shape[i]);
    return s + "]";
}

const char *messageOf(const std::exception &e) {
    auto c = dynamic_cast<const c10::Error *>(&e);
    return c ? c->what_without_backtrace() : e.what();
}

void fail(const char *op, const char *what, const H *operands, int64_t n, const std::string &asked) {
    lastError = std::string(op) + ": " + what;
    std::string shapes;
    for (int64_t i = 0; i < n; i++)
        if (operands[i] && T(operands[i]).defined()) shapes += (shapes.empty() ? "" : ", ") + shapeText(T(operands[i]).sizes());
    if (!shapes.empty()) lastError += " (operand shapes: " + shapes + ")";
    if (!asked.empty()) lastError += " (asked: " + asked + ")";
}

API const char *st_last_error() { return lastError.c_str(); }

// The tensors of the last list-valued call, moved to `to`.
API void st_take(H *to) {
    for (size_t i = 0; i < results.size(); i++) to[i] = results[i].defined() ? give(std::move(results[i])) : nullptr;
    results.clear();
}
static int64_t keep(std::vector<at::Tensor> r) { results = std::move(r); return (int64_t)results.size(); }
int64_t keepResults(std::vector<at::Tensor> r) { return keep(std::move(r)); }

// ---- handles and facts
API void st_free(H a) { c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(a); }
API H st_alias(H a) { RETURN("alias", at::Tensor(T(a)), a) }
API int64_t st_sizes(H a, const int64_t **at) { auto s = T(a).sizes(); *at = s.data(); return (int64_t)s.size(); }
API int64_t st_strides(H a, const int64_t **at) { auto s = T(a).strides(); *at = s.data(); return (int64_t)s.size(); }
API int64_t st_dim(H a) { return T(a).dim(); }
API int64_t st_numel(H a) { return T(a).numel(); }
API int32_t st_dtype(H a) { return (int32_t)T(a).scalar_type(); }
API int32_t st_device_type(H a) { return (int32_t)T(a).device().type(); }
API int32_t st_device_index(H a) { return (int32_t)T(a).device().index(); }
API int64_t st_element_size(H a) { return (int64_t)T(a).element_size(); }
API int32_t st_is_contiguous(H a) { return T(a).is_contiguous(); }
API int32_t st_requires_grad(H a) { return T(a).requires_grad(); }
API int32_t st_is_leaf(H a) { return T(a).is_leaf(); }
API void *st_data(H a) { try { return T(a).data_ptr(); } CATCH("data", &a, 1, std::string(), nullptr) }
API int32_t st_same(H a, H b) { return T(a).is_same(T(b)); }

// The one element of `a` as raw bytes of its own type.
API int32_t st_item(H a, void *to) {
    DO("item", {
        TORCH_CHECK(T(a).numel() == 1, "a tensor with ", T(a).numel(), " elements has no single value");
        at::Tensor c = T(a).device().is_cpu() ? T(a) : T(a).cpu();
        if (c.is_conj()) c = c.resolve_conj();
        memcpy(to, c.data_ptr(), c.element_size());
    }, a)
}
API int32_t st_read(H a, void *to, int64_t bytes) {
    DO("data", {
        auto c = T(a).detach().cpu().contiguous();
        if (c.is_conj()) c = c.resolve_conj();
        TORCH_CHECK((int64_t)c.nbytes() == bytes, "expected ", bytes, " bytes, the tensor has ", c.nbytes());
        if (bytes) memcpy(to, c.data_ptr(), bytes);
    }, a)
}
API int32_t st_write(H a, const void *from, int64_t bytes) {
    DO("data", {
        at::NoGradGuard g;
        TORCH_CHECK((int64_t)(T(a).numel() * T(a).element_size()) == bytes, "expected ", T(a).numel() * T(a).element_size(), " bytes, got ", bytes);
        if (T(a).device().is_cpu() && T(a).is_contiguous()) { if (bytes) memcpy(T(a).data_ptr(), from, bytes); }
        else {
            auto c = at::from_blob(const_cast<void *>(from), T(a).sizes(), at::TensorOptions().dtype(T(a).scalar_type()));
            T(a).detach().copy_(c);
        }
    }, a)
}

// ---- creation
static at::Tensor finish(at::Tensor t, const Options &o) { if (o.requires_grad) t.requires_grad_(true); return t; }
API H st_from_data(const void *data, const int64_t *shape, int64_t n, int32_t source, Options o) {
    RETURN_ASKED("tensor", [&] {
        auto t = at::empty(ints(shape, n), at::TensorOptions().dtype((at::ScalarType)source));
        if (t.numel()) memcpy(t.data_ptr(), data, t.nbytes());
        if (o.dtype >= 0 && o.dtype != source) t = t.to((at::ScalarType)o.dtype);
        if (o.device != 0) t = t.to(deviceOf(o.device, o.index));
        return finish(std::move(t), o);
    }(), shapeText(ints(shape, n)))
}
API H st_scalar(Number v, Options o) { RETURN("tensor", finish(at::scalar_tensor(S(v), options(o)), o)) }
#define FILLED(name) API H st_##name(const int64_t *s, int64_t n, Options o) { RETURN_ASKED(#name, finish(at::name(ints(s, n), options(o)), o), shapeText(ints(s, n))) }
FILLED(empty) FILLED(zeros) FILLED(ones)
API H st_full(const int64_t *s, int64_t n, Number v, Options o) { RETURN_ASKED("full", finish(at::full(ints(s, n), S(v), options(o)), o), shapeText(ints(s, n))) }
API H st_eye(int64_t n, int64_t m, Options o) { RETURN("eye", finish(at::eye(n, m, options(o)), o)) }
API H st_arange(Number a, Number b, Number step, Options o) { RETURN("arange", finish(at::arange(S(a), S(b), S(step), options(o)), o)) }
API H st_linspace(double a, double b, int64_t n, Options o) { RETURN("linspace", finish(at::linspace(a, b, n, options(o)), o)) }
#define LIKE(name) API H st_##name(H a, int32_t dtype) { RETURN(#name, dtype < 0 ? at::name(T(a)) : at::name(T(a), T(a).options().dtype((at::ScalarType)dtype)), a) }
LIKE(empty_like) LIKE(zeros_like) LIKE(ones_like) LIKE(rand_like) LIKE(randn_like)
API H st_full_like(H a, Number v) { RETURN("full_like", at::full_like(T(a), S(v)), a) }

// ---- one operand
#define UNARY(name) API H st_##name(H a) { RETURN(#name, at::name(T(a)), a) }
UNARY(abs) UNARY(neg) UNARY(exp) UNARY(exp2) UNARY(expm1) UNARY(log) UNARY(log1p) UNARY(log2) UNARY(log10) UNARY(sqrt) UNARY(rsqrt)
UNARY(sin) UNARY(cos) UNARY(tan) UNARY(sinh) UNARY(cosh) UNARY(tanh) UNARY(asin) UNARY(acos) UNARY(atan) UNARY(sigmoid) UNARY(relu)
UNARY(floor) UNARY(ceil) UNARY(round) UNARY(trunc) UNARY(sign) UNARY(square) UNARY(reciprocal) UNARY(erf) UNARY(erfinv) UNARY(erfc)
UNARY(isnan) UNARY(isinf) UNARY(isfinite) UNARY(logical_not) UNARY(bitwise_not) UNARY(silu) UNARY(selu) UNARY(log_sigmoid) UNARY(lgamma) UNARY(digamma)
UNARY(t) UNARY(detach) UNARY(real) UNARY(imag) UNARY(angle) UNARY(conj) UNARY(view_as_real) UNARY(view_as_complex) UNARY(nonzero) UNARY(squeeze)
UNARY(min) UNARY(max) UNARY(median) UNARY(any) UNARY(all)
API H st_clone(H a) { RETURN("clone", T(a).clone(), a) }
API H st_contiguous(H a) { RETURN("contiguous", T(a).contiguous(), a) }
API H st_to(H a, int32_t dtype, int32_t device, int32_t index, int32_t copy) {
    RETURN("to", [&] {
        auto d = device < 0 ? T(a).device() : deviceOf(device, index);
        auto k = dtype < 0 ? T(a).scalar_type() : (at::ScalarType)dtype;
        return T(a).to(d, k, false, copy != 0);
    }(), a)
}

// ---- two operands
#define BINARY(name) API H st_##name(H a, H b) { RETURN(#name, at::name(T(a), T(b)), a, b) }
BINARY(mul) BINARY(pow) BINARY(maximum) BINARY(minimum) BINARY(fmod) BINARY(remainder) BINARY(atan2) BINARY(eq) BINARY(ne) BINARY(lt) BINARY(le)
BINARY(gt) BINARY(ge) BINARY(logical_and) BINARY(logical_or) BINARY(logical_xor) BINARY(bitwise_and) BINARY(bitwise_or) BINARY(bitwise_xor)
BINARY(matmul) BINARY(mm) BINARY(bmm) BINARY(mv) BINARY(dot) BINARY(outer) BINARY(masked_select)
API H st_add(H a, H b) { RETURN("add", at::add(T(a), T(b)), a, b) }
API H st_sub(H a, H b) { RETURN("sub", at::sub(T(a), T(b)), a, b) }
API H st_add_alpha(H a, H b, Number alpha) { RETURN("add", at::add(T(a), T(b), S(alpha)), a, b) }
API H st_sub_alpha(H a, H b, Number alpha) { RETURN("sub", at::sub(T(a), T(b), S(alpha)), a, b) }
static Opt<Text> rounding(int32_t mode) {
    return mode == 1 ? Opt<Text>("trunc") : mode == 2 ? Opt<Text>("floor") : Opt<Text>();
}
API H st_div(H a, H b, int32_t mode) { RETURN("div", mode ? at::div(T(a), T(b), rounding(mode)) : at::div(T(a), T(b)), a, b) }
#define WITH_NUMBER(name) API H st_##name##_number(H a, Number b) { RETURN(#name, at::name(T(a), S(b)), a) }
WITH_NUMBER(add) WITH_NUMBER(sub) WITH_NUMBER(mul) WITH_NUMBER(pow) WITH_NUMBER(fmod) WITH_NUMBER(remainder) WITH_NUMBER(eq) WITH_NUMBER(ne)
WITH_NUMBER(lt) WITH_NUMBER(le) WITH_NUMBER(gt) WITH_NUMBER(ge)
API H st_div_number(H a, Number b, int32_t mode) { RETURN("div", mode ? at::div(T(a), S(b), rounding(mode)) : at::div(T(a), S(b)), a) }
API H st_rsub_number(H a, Number b) { RETURN("sub", at::rsub(T(a), S(b)), a) }
static at::Tensor wrapped(Number n) {
    auto w = c10::scalar_to_tensor(S(n));
    w.unsafeGetTensorImpl()->set_wrapped_number(true);
    return w;
}
API H st_rdiv_number(H a, Number b) { RETURN("div", at::div(wrapped(b), T(a)), a) }
API H st_rpow_number(H a, Number b) { RETURN("pow", at::pow(S(b), T(a)), a) }
API H st_where(H c, H a, H b) { RETURN("where", at::where(T(c), T(a), T(b)), c, a, b) }
API H st_lerp(H a, H b, double w) { RETURN("lerp", at::lerp(T(a), T(b), w), a, b) }
API H st_lerp_tensor(H a, H b, H w) { RETURN("lerp", at::lerp(T(a), T(b), T(w)), a, b, w) }
API H st_addcmul(H a, H b, H c, Number v) { RETURN("addcmul", at::addcmul(T(a), T(b), T(c), S(v)), a, b, c) }
API H st_addcdiv(H a, H b, H c, Number v) { RETURN("addcdiv", at::addcdiv(T(a), T(b), T(c), S(v)), a, b, c) }
API H st_addmm(H a, H b, H c, double beta, double alpha) { RETURN("addmm", at::addmm(T(a), T(b), T(c), beta, alpha), a, b, c) }
API H st_clamp(H a, const Number *lo, const Number *hi) {
    RETURN("clamp", at::clamp(T(a), lo ? Opt<at::Scalar>(S(*lo)) : Opt<at::Scalar>(), hi ? Opt<at::Scalar>(S(*hi)) : Opt<at::Scalar>()), a)
}
API H st_clamp_tensor(H a, H lo, H hi) { RETURN("clamp", at::clamp(T(a), maybe(lo), maybe(hi)), a, lo, hi) }
API int32_t st_allclose(H a, H b, double rtol, double atol, int32_t equalNan) {
    try { return at::allclose(T(a), T(b), rtol, atol, equalNan != 0); } catch (...) { H in[] = {a, b}; try { throw; } CATCH("allclose", in, 2, std::string(), -1) }
}
API int32_t st_equal(H a, H b) {
    try { return at::equal(T(a), T(b)); } catch (...) { H in[] = {a, b}; try { throw; } CATCH("equal", in, 2, std::string(), -1) }
}

// ---- in place
#define IN_PLACE(name) API int32_t st_##name(H a) { DO(#name, M(a).name(), a) }
IN_PLACE(zero_) IN_PLACE(abs_) IN_PLACE(neg_) IN_PLACE(exp_) IN_PLACE(log_) IN_PLACE(sqrt_) IN_PLACE(tanh_) IN_PLACE(sigmoid_) IN_PLACE(relu_)
IN_PLACE(floor_) IN_PLACE(round_) IN_PLACE(square_) IN_PLACE(reciprocal_) IN_PLACE(t_) IN_PLACE(sign_) IN_PLACE(nan_to_num_)
#define IN_PLACE2(name) API int32_t st_##name(H a, H b) { DO(#name, M(a).name(T(b)), a, b) } API int32_t st_##name##_number(H a, Number b) { DO(#name, M(a).name(S(b)), a) }
IN_PLACE2(mul_) IN_PLACE2(div_) IN_PLACE2(pow_) IN_PLACE2(fill_)
API int32_t st_add_(H a, H b, Number alpha) { DO("add_", M(a).add_(T(b), S(alpha)), a, b) }
API int32_t st_sub_(H a, H b, Number alpha) { DO("sub_", M(a).sub_(T(b), S(alpha)), a, b) }
API int32_t st_add_number_(H a, Number b, Number alpha) { DO("add_", M(a).add_(S(b), S(alpha)), a) }
API int32_t st_copy_(H a, H b) { DO("copy_", M(a).copy_(T(b)), a, b) }
API int32_t st_lerp_(H a, H b, double w) { DO("lerp_", M(a).lerp_(T(b), w), a, b) }
API int32_t st_addcmul_(H a, H b, H c, Number v) { DO("addcmul_", M(a).addcmul_(T(b), T(c), S(v)), a, b, c) }
API int32_t st_addcdiv_(H a, H b, H c, Number v) { DO("addcdiv_", M(a).addcdiv_(T(b), T(c), S(v)), a, b, c) }
API int32_t st_clamp_(H a, const Number *lo, const Number *hi) {
    DO("clamp_", M(a).clamp_(lo ? Opt<at::Scalar>(S(*lo)) : Opt<at::Scalar>(), hi ? Opt<at::Scalar>(S(*hi)) : Opt<at::Scalar>()), a)
}
API int32_t st_masked_fill_(H a, H m, Number v) { DO("masked_fill_", M(a).masked_fill_(T(m), S(v)), a, m) }
API int32_t st_scatter_(H a, int64_t d, H i, H s) { DO("scatter_", M(a).scatter_(d, T(i), T(s)), a, i, s) }
API int32_t st_scatter_add_(H a, int64_t d, H i, H s) { DO("scatter_add_", M(a).scatter_add_(d, T(i), T(s)), a, i, s) }
API int32_t st_set_data(H a, H b) { DO("set", M(a).set_data(T(b)), a, b) }

// ---- reductions; an empty list of dimensions means all
static at::OptionalIntArrayRef dimsOrAll(const int64_t *d, int64_t n) { return n ? at::OptionalIntArrayRef(ints(d, n)) : at::OptionalIntArrayRef(); }
API H st_sum(H a, const int64_t *d, int64_t n, int32_t keep, int32_t dtype) {
    RETURN("sum", n ? at::sum(T(a), ints(d, n), keep != 0, kind(dtype)) : at::sum(T(a), kind(dtype)), a)
}
API H st_mean(H a, const int64_t *d, int64_t n, int32_t keep, int32_t dtype) {
    RETURN("mean", n ? at::mean(T(a), ints(d, n), keep != 0, kind(dtype)) : at::mean(T(a), kind(dtype)), a)
}
API H st_std(H a, const int64_t *d, int64_t n, int32_t unbiased, int32_t keep) {
    RETURN("std", n ? at::std(T(a), dimsOrAll(d, n), unbiased != 0, keep != 0) : at::std(T(a), unbiased != 0), a)
}
API H st_var(H a, const int64_t *d, int64_t n, int32_t unbiased, int32_t keep) {
    RETURN("var", n ? at::var(T(a), dimsOrAll(d, n), unbiased != 0, keep != 0) : at::var(T(a), unbiased != 0), a)
}
API H st_norm(H a, double p, const int64_t *d, int64_t n, int32_t keep) {
    RETURN("norm", n ? at::norm(T(a), Opt<at::Scalar>(at::Scalar(p)), ints(d, n), keep != 0) : at::norm(T(a), at::Scalar(p)), a)
}
API H st_prod(H a, int64_t d, int32_t all, int32_t keep) { RETURN("prod", all ? at::prod(T(a)) : at::prod(T(a), d, keep != 0), a) }
API H st_amax(H a, const int64_t *d, int64_t n, int32_t keep) { RETURN("amax", at::amax(T(a), ints(d, n), keep != 0), a) }
API H st_amin(H a, const int64_t *d, int64_t n, int32_t keep) { RETURN("amin", at::amin(T(a), ints(d, n), keep != 0), a) }
API H st_logsumexp(H a, const int64_t *d, int64_t n, int32_t keep) { RETURN("logsumexp", at::logsumexp(T(a), ints(d, n), keep != 0), a) }
API H st_any_dim(H a, int64_t d, int32_t keep) { RETURN("any", at::any(T(a), d, keep != 0), a) }
API H st_all_dim(H a, int64_t d, int32_t keep) { RETURN("all", at::all(T(a), d, keep != 0), a) }
API H st_argmax(H a, int64_t d, int32_t all, int32_t keep) { RETURN("argmax", all ? at::argmax(T(a)) : at::argmax(T(a), d, keep != 0), a) }
API H st_argmin(H a, int64_t d, int32_t all, int32_t keep) { RETURN("argmin", all ? at::argmin(T(a)) : at::argmin(T(a), d, keep != 0), a) }
API H st_argsort(H a, int64_t d, int32_t descending) { RETURN("argsort", at::argsort(T(a), d, descending != 0), a) }
API H st_cumsum(H a, int64_t d, int32_t dtype) { RETURN("cumsum", at::cumsum(T(a), d, kind(dtype)), a) }
API H st_cumprod(H a, int64_t d, int32_t dtype) { RETURN("cumprod", at::cumprod(T(a), d, kind(dtype)), a) }
API H st_softmax(H a, int64_t d, int32_t dtype) { RETURN("softmax", at::softmax(T(a), d, kind(dtype)), a) }
API H st_log_softmax(H a, int64_t d, int32_t dtype) { RETURN("log_softmax", at::log_softmax(T(a), d, kind(dtype)), a) }
API H st_quantile(H a, H q, int64_t d, int32_t all, int32_t keep) {
    RETURN("quantile", at::quantile(T(a), T(q), all ? Opt<int64_t>() : Opt<int64_t>(d), keep != 0), a, q)
}
#define PAIR(name, call) { DO(name, auto r = call; o[0] = give(std::move(std::get<0>(r))); o[1] = give(std::move(std::get<1>(r))), a) }
API int32_t st_max_dim(H a, int64_t d, int32_t keep, H *o) PAIR("max", at::max(T(a), d, keep != 0))
API int32_t st_min_dim(H a, int64_t d, int32_t keep, H *o) PAIR("min", at::min(T(a), d, keep != 0))
API int32_t st_median_dim(H a, int64_t d, int32_t keep, H *o) PAIR("median", at::median(T(a), d, keep != 0))
API int32_t st_sort(H a, int64_t d, int32_t descending, int32_t stable, H *o) PAIR("sort", at::sort(T(a), Opt<bool>(stable != 0), d, descending != 0))
API int32_t st_topk(H a, int64_t k, int64_t d, int32_t largest, int32_t sorted, H *o) PAIR("topk", at::topk(T(a), k, d, largest != 0, sorted != 0))
API int32_t st_cummax(H a, int64_t d, H *o) PAIR("cummax", at::cummax(T(a), d))

// ---- shapes
#define SHAPED(name, call) API H st_##name(H a, const int64_t *s, int64_t n) { RETURN_ASKED(#name, call, shapeText(ints(s, n)), a) }
SHAPED(reshape, at::reshape(T(a), ints(s, n))) SHAPED(view, T(a).view(ints(s, n))) SHAPED(permute, at::permute(T(a), ints(s, n)))
SHAPED(expand, T(a).expand(ints(s, n))) SHAPED(flip, at::flip(T(a), ints(s, n))) SHAPED(repeat, T(a).repeat(ints(s, n)))
SHAPED(broadcast_to, at::broadcast_to(T(a), ints(s, n))) SHAPED(tile, at::tile(T(a), ints(s, n)))
API H st_transpose(H a, int64_t x, int64_t y) { RETURN("transpose", at::transpose(T(a), x, y), a) }
API H st_movedim(H a, int64_t x, int64_t y) { RETURN("movedim", at::movedim(T(a), x, y), a) }
API H st_unsqueeze(H a, int64_t d) { RETURN("unsqueeze", at::unsqueeze(T(a), d), a) }
API H st_squeeze_dim(H a, int64_t d) { RETURN("squeeze", at::squeeze(T(a), d), a) }
API H st_flatten(H a, int64_t x, int64_t y) { RETURN("flatten", at::flatten(T(a), x, y), a) }
API H st_unflatten(H a, int64_t d, const int64_t *s, int64_t n) { RETURN_ASKED("unflatten", T(a).unflatten(d, ints(s, n)), shapeText(ints(s, n)), a) }
API H st_unfold(H a, int64_t d, int64_t size, int64_t step) { RETURN("unfold", T(a).unfold(d, size, step), a) }
API H st_roll(H a, const int64_t *s, int64_t n, const int64_t *d, int64_t m) { RETURN("roll", at::roll(T(a), ints(s, n), ints(d, m)), a) }
API H st_diff(H a, int64_t n, int64_t d, H p, H q) { RETURN("diff", at::diff(T(a), n, d, maybe(p), maybe(q)), a, p, q) }
API H st_tril(H a, int64_t d) { RETURN("tril", at::tril(T(a), d), a) }
API H st_triu(H a, int64_t d) { RETURN("triu", at::triu(T(a), d), a) }
API H st_diag(H a, int64_t d) { RETURN("diag", at::diag(T(a), d), a) }
API H st_cat(const H *a, int64_t n, int64_t d) { RETURN_LIST("cat", at::cat(list(a, n), d), a, n) }
API H st_stack(const H *a, int64_t n, int64_t d) { RETURN_LIST("stack", at::stack(list(a, n), d), a, n) }
API H st_einsum(const char *equation, const H *a, int64_t n) { RETURN_LIST("einsum", at::einsum(equation, list(a, n)), a, n) }
#define MANY(name, call) try { return keep(call); } catch (...) { H in[] = {a}; try { throw; } CATCH(name, in, 1, std::string(), -1) }
API int64_t st_split(H a, int64_t size, int64_t d) { MANY("split", at::split(T(a), size, d)) }
API int64_t st_split_sizes(H a, const int64_t *s, int64_t n, int64_t d) { MANY("split", at::split_with_sizes(T(a), ints(s, n), d)) }
API int64_t st_chunk(H a, int64_t n, int64_t d) { MANY("chunk", at::chunk(T(a), n, d)) }
API int64_t st_unbind(H a, int64_t d) { MANY("unbind", at::unbind(T(a), d)) }
API int64_t st_broadcast_tensors(const H *a, int64_t n) {
    try { return keep(at::broadcast_tensors(list(a, n))); } CATCH("broadcast_tensors", a, n, std::string(), -1)
}

// ---- indexing
API H st_select(H a, int64_t d, int64_t i) { RETURN("index", at::select(T(a), d, i), a) }
API H st_select_all(H a, const int64_t *i, int64_t n) {
    RETURN_ASKED("index", [&] {
        TORCH_CHECK(n <= T(a).dim(), "too many indices: ", n, " for a tensor of ", T(a).dim(), " dimensions");
        at::Tensor r = T(a);
        for (int64_t k = 0; k < n; k++) r = at::select(r, 0, i[k]);
        return r;
    }(), shapeText(ints(i, n)), a)
}
API H st_narrow(H a, int64_t d, int64_t start, int64_t length) { RETURN("narrow", at::narrow(T(a), d, start, length), a) }
API H st_slice(H a, int64_t d, int64_t start, int64_t stop, int64_t step) { RETURN("slice", at::slice(T(a), d, start, stop, step), a) }
API H st_index_select(H a, int64_t d, H i) { RETURN("index_select", at::index_select(T(a), d, T(i)), a, i) }
API H st_gather(H a, int64_t d, H i) { RETURN("gather", at::gather(T(a), d, T(i)), a, i) }
API H st_scatter(H a, int64_t d, H i, H s) { RETURN("scatter", at::scatter(T(a), d, T(i), T(s)), a, i, s) }
API H st_scatter_add(H a, int64_t d, H i, H s) { RETURN("scatter_add", at::scatter_add(T(a), d, T(i), T(s)), a, i, s) }
API H st_masked_fill(H a, H m, Number v) { RETURN("masked_fill", at::masked_fill(T(a), T(m), S(v)), a, m) }
API H st_repeat_interleave(H a, int64_t n, int64_t d, int32_t flat) { RETURN("repeat_interleave", at::repeat_interleave(T(a), n, flat ? Opt<int64_t>() : Opt<int64_t>(d)), a) }
API H st_searchsorted(H a, H v, int32_t right) { RETURN("searchsorted", at::searchsorted(T(a), T(v), false, right != 0), a, v) }

// kind: 0 none (new axis), 1 ellipsis, 2 single, 3 slice, 4 tensor, 5 boolean. INT64_MIN in start or stop means absent.
struct Index { int64_t kind, start, stop, step; H tensor; };
// libtorch 1.13 wants plain integers here, 2.x symbolic ones; both take the result of this.
#if TORCH_VERSION_MAJOR >= 2
using Bound = c10::SymInt;
#else
using Bound = int64_t;
#endif
static at::indexing::Slice slice(int64_t start, int64_t stop, int64_t step) {
    auto bound = [](int64_t v) { return v == INT64_MIN ? Opt<Bound>() : Opt<Bound>(Bound(v)); };
    return at::indexing::Slice(bound(start), bound(stop), bound(step));
}
static std::vector<at::indexing::TensorIndex> indices(const Index *p, int64_t n) {
    using namespace at::indexing;
    std::vector<TensorIndex> r;
    for (int64_t i = 0; i < n; i++) {
        switch (p[i].kind) {
            case 0: r.emplace_back(None); break;
            case 1: r.emplace_back(Ellipsis); break;
            case 2: r.emplace_back((int64_t)p[i].start); break;
            case 3: r.emplace_back(slice(p[i].start, p[i].stop, p[i].step)); break;
            case 5: r.emplace_back(p[i].start != 0); break;
            default: r.emplace_back(T(p[i].tensor)); break;
        }
    }
    return r;
}
API H st_index(H a, const Index *p, int64_t n) { RETURN("index", T(a).index(indices(p, n)), a, n ? p[0].tensor : nullptr) }
API int32_t st_index_put(H a, const Index *p, int64_t n, H v) { DO("index_put_", M(a).index_put_(indices(p, n), T(v)), a, v) }
API int32_t st_index_put_number(H a, const Index *p, int64_t n, Number v) { DO("index_put_", M(a).index_put_(indices(p, n), S(v)), a) }

// ---- Fourier transforms; n < 0 and a null norm mean the default
static Opt<int64_t> lengthOr(int64_t n) { return n < 0 ? Opt<int64_t>() : Opt<int64_t>(n); }
static Opt<Text> normOr(int32_t m) {
    return m == 1 ? Opt<Text>("forward") : m == 2 ? Opt<Text>("ortho") : Opt<Text>("backward");
}
#define FOURIER(name) API H st_##name(H a, int64_t n, int64_t d, int32_t norm) { RETURN(#name, at::name(T(a), lengthOr(n), d, normOr(norm)), a) }
FOURIER(fft_fft) FOURIER(fft_ifft) FOURIER(fft_rfft) FOURIER(fft_irfft) FOURIER(fft_hfft) FOURIER(fft_ihfft)
API H st_fft_fftfreq(int64_t n, double d, Options o) { RETURN("fftfreq", at::fft_fftfreq(n, d, options(o))) }
API H st_fft_rfftfreq(int64_t n, double d, Options o) { RETURN("rfftfreq", at::fft_rfftfreq(n, d, options(o))) }
API H st_fft_fftshift(H a) { RETURN("fftshift", at::fft_fftshift(T(a)), a) }
API H st_fft_ifftshift(H a) { RETURN("ifftshift", at::fft_ifftshift(T(a)), a) }

// ---- linear algebra
API H st_cholesky(H a) { RETURN("cholesky", at::linalg_cholesky(T(a)), a) }
API H st_solve(H a, H b) { RETURN("solve", at::linalg_solve(T(a), T(b)), a, b) }
API H st_inv(H a) { RETURN("inv", at::linalg_inv(T(a)), a) }
API H st_det(H a) { RETURN("det", at::linalg_det(T(a)), a) }
API int32_t st_qr(H a, H *o) PAIR("qr", at::linalg_qr(T(a)))
API int32_t st_eigh(H a, H *o) PAIR("eigh", at::linalg_eigh(T(a)))
API int32_t st_svd(H a, int32_t full, H *o) {
    DO("svd", auto r = at::linalg_svd(T(a), full != 0); o[0] = give(std::get<0>(r)); o[1] = give(std::get<1>(r)); o[2] = give(std::get<2>(r)), a)
}

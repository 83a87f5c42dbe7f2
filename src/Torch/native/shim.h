// The C boundary between Simulator.Torch and libtorch.
//
// A tensor crosses it as the address of its TensorImpl, one reference owned by the caller. at::Tensor is exactly one such pointer, so an
// argument, or an array of arguments, is read in place: no allocation and no reference count per call.
// No exception crosses: a failing call returns null (or -1) and leaves its message, with the operands' shapes, for st_last_error.
#pragma once
#include <ATen/ATen.h>
#include <torch/version.h>

#if __has_include(<c10/util/string_view.h>)
#include <c10/util/string_view.h>
using Text = c10::string_view;
#else
#include <string_view>
using Text = std::string_view;
#endif
#include <string>
#include <vector>

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
#include <optional>
template <class T> using Opt = std::optional<T>;
#else
template <class T> using Opt = c10::optional<T>;
#endif

#define API extern "C" __attribute__((visibility("default")))

using H = c10::TensorImpl *;
static_assert(sizeof(at::Tensor) == sizeof(H), "at::Tensor must be one pointer");

// A number as C# passes it: kind 0 integer, 1 floating point (the double's bits), 2 boolean.
struct Number { int64_t kind; int64_t bits; };
// Element type (-1: default), device type, device index, requires_grad.
struct Options { int32_t dtype; int32_t device; int32_t index; int32_t requires_grad; };

inline const at::Tensor &T(const H &h) { return reinterpret_cast<const at::Tensor &>(h); }
inline at::Tensor &M(H &h) { return reinterpret_cast<at::Tensor &>(h); }
inline H give(at::Tensor t) { return t.unsafeReleaseTensorImpl(); }
inline Opt<at::Tensor> maybe(const H &h) { return h ? Opt<at::Tensor>(T(h)) : Opt<at::Tensor>(); }
inline at::Tensor orUndefined(const H &h) { return h ? T(h) : at::Tensor(); }
inline at::TensorList list(const H *h, int64_t n) { return at::TensorList(reinterpret_cast<const at::Tensor *>(h), n); }
inline at::IntArrayRef ints(const int64_t *p, int64_t n) { return at::IntArrayRef(p, n); }

inline at::Scalar S(Number n) {
    if (n.kind == 0) return at::Scalar(n.bits);
    if (n.kind == 2) return at::Scalar(n.bits != 0);
    double d;
    memcpy(&d, &n.bits, sizeof d);
    return at::Scalar(d);
}

inline Opt<at::ScalarType> kind(int dtype) { return dtype < 0 ? Opt<at::ScalarType>() : Opt<at::ScalarType>((at::ScalarType)dtype); }
inline at::Device deviceOf(int type, int index) { return at::Device((at::DeviceType)type, (c10::DeviceIndex)index); }
inline at::TensorOptions options(const Options &o) {
    auto r = at::TensorOptions().device(deviceOf(o.device, o.index));
    return o.dtype < 0 ? r : r.dtype((at::ScalarType)o.dtype);
}

// Notes the failure of `op`; `operands` are described by their shapes, `asked` is what the caller asked for where that is no tensor.
void fail(const char *op, const char *what, const H *operands, int64_t n, const std::string &asked);
std::string shapeText(at::IntArrayRef shape);
const char *messageOf(const std::exception &e);

#define CATCH(op, operands, n, asked, result)                                        \
    catch (const std::exception &e) { fail(op, messageOf(e), operands, n, asked); }  \
    catch (...) { fail(op, "unknown failure", operands, n, asked); }                 \
    return result;

// Runs `body` (an at::Tensor expression); null when it throws.
#define RETURN(op, body, ...)                                                        \
    try { return give(body); }                                                       \
    catch (...) { H in[] = {__VA_ARGS__};                                            \
        try { throw; } CATCH(op, in, sizeof(in) / sizeof(H), std::string(), nullptr) }
#define RETURN_ASKED(op, body, asked, ...)                                           \
    try { return give(body); }                                                       \
    catch (...) { H in[] = {__VA_ARGS__};                                            \
        try { throw; } CATCH(op, in, sizeof(in) / sizeof(H), asked, nullptr) }
#define RETURN_LIST(op, body, items, n)                                              \
    try { return give(body); } CATCH(op, items, n, std::string(), nullptr)
// Runs statements; 0, or -1 when they throw.
#define DO(op, body, ...)                                                            \
    try { body; return 0; }                                                          \
    catch (...) { H in[] = {__VA_ARGS__};                                            \
        try { throw; } CATCH(op, in, sizeof(in) / sizeof(H), std::string(), -1) }
#define DO_LIST(op, body, items, n)                                                  \
    try { body; return 0; } CATCH(op, items, n, std::string(), -1)

"""Prints the numbers of GarchFitTests, SkewedStudentLawTests, ArmaFitTests, RegressionFitTests and LawTensorsTests. Run with Python 3.11, scipy 1.10.1, statsmodels 0.13.5, scikit-learn 1.2.1."""
from math import exp, lgamma, log, log1p, pi, sqrt, tanh

import numpy as np
from scipy import integrate, optimize, special, stats
from statsmodels.tsa.ar_model import AutoReg
from statsmodels.tsa.arima.model import ARIMA


def uniforms(count, seed):
    state, values = seed, []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        values.append((state + 0.5) / 2**31)
    return np.array(values)


def logistic(count, seed):
    u = uniforms(count, seed)
    return np.log(u / (1 - u)) * np.sqrt(3) / np.pi


def market(count, seed):
    """Returns with GJR volatility and logistic innovations."""
    z, returns, h = logistic(count, seed), [], 1e-4
    for value in z:
        r = 0.0003 + np.sqrt(h) * value
        returns.append(r)
        e = r - 0.0003
        h = 2e-6 + (0.04 + (0.08 if e < 0 else 0)) * e * e + 0.9 * h
    return np.array(returns)


def hansen(z, nu, lam):
    c = np.exp(special.gammaln((nu + 1) / 2) - special.gammaln(nu / 2)) / np.sqrt(np.pi * (nu - 2))
    a = 4 * lam * c * (nu - 2) / (nu - 1)
    b = np.sqrt(1 + 3 * lam**2 - a**2)
    s = np.where(z < -a / b, 1 - lam, 1 + lam)
    return np.log(b * c) - (nu + 1) / 2 * np.log1p(((b * z + a) / s) ** 2 / (nu - 2))


def loss(p, r, kind):
    mu, omega, alpha, gamma, beta = p[:5]
    if omega <= 0 or alpha < 0 or alpha + gamma < 0 or beta < 0 or alpha + gamma / 2 + beta >= 1:
        return np.inf
    h, variances = 1.0, []
    for x in r:
        variances.append(h)
        e = x - mu
        h = omega + (alpha + (gamma if e < 0 else 0)) * e * e + beta * h
    h = np.array(variances)
    z = (r - mu) / np.sqrt(h)
    if kind == "gaussian":
        log = stats.norm.logpdf(z)
    else:
        nu, lam = p[5], p[6] if kind == "skewedStudent" else 0.0
        if nu <= 2.05 or abs(lam) >= 0.99:
            return np.inf
        log = hansen(z, nu, lam)
    return -(log - 0.5 * np.log(h)).sum()


def fit(returns, kind, asymmetric):
    size = returns.std()
    r = returns / size
    start = [r.mean(), 0.02, 0.06, 0.0, 0.92] + {"gaussian": [], "student": [6], "skewedStudent": [6, 0]}[kind]
    keep = [i for i in range(len(start)) if asymmetric or i != 3]

    def objective(q):
        p = np.array(start, float)
        p[keep] = q
        return loss(p, r, kind)

    q = np.array(start, float)[keep]
    for _ in range(6):
        q = optimize.minimize(objective, q, method="Nelder-Mead",
                              options=dict(maxiter=8000, maxfev=8000, xatol=1e-9, fatol=1e-11)).x
    p = np.array(start, float)
    p[keep] = q
    p[0] *= size
    p[1] *= size**2
    return -objective(q) - len(r) * np.log(size), p


def hansen_figures(mean, deviation, nu, lam, outcome):
    density = lambda x: np.exp(hansen(np.array((x - mean) / deviation), nu, lam)) / deviation

    def below(x):
        c = np.exp(special.gammaln((nu + 1) / 2) - special.gammaln(nu / 2)) / np.sqrt(np.pi * (nu - 2))
        a = 4 * lam * c * (nu - 2) / (nu - 1)
        y = (np.sqrt(1 + 3 * lam**2 - a**2) * (x - mean) / deviation + a) * np.sqrt(nu / (nu - 2))
        return (1 - lam) * stats.t.cdf(y / (1 - lam), nu) if y < 0 else 1 - (1 + lam) * stats.t.sf(y / (1 + lam), nu)

    edges = mean + deviation * np.array([-1e5, -1e3, -50, -10, -3, -1, -0.3, 0, 0.3, 1, 3, 10, 50, 1e3, 1e5])

    def area(function, low, high):
        points = [low, *[e for e in edges if low < e < high], high]
        return sum(integrate.quad(function, p, q, epsabs=1e-14, epsrel=1e-12, limit=200)[0] for p, q in zip(points, points[1:]))

    assert abs(area(density, edges[0], outcome) - below(outcome)) < 1e-9
    crps = area(lambda x: below(x) ** 2, edges[0], outcome) + area(lambda x: (1 - below(x)) ** 2, outcome, edges[-1])
    quantile = optimize.brentq(lambda x: below(x) - 0.025, mean - 30 * deviation, mean, xtol=1e-14)
    return crps, -np.log(density(outcome)), quantile, 1 - below(0)


def network_loss(kind, y, location, log_scale, *free):
    """-ln f of location + exp(log_scale) z, with nu and lambda from free parameters: the numbers of LawTensorsTests."""
    z = (y - location) * exp(-log_scale)
    if kind == 0:
        return log_scale + z * z / 2 + log(2 * pi) / 2
    nu = 2.05 + 1 / (1 / 500 + exp(-free[0]))
    lam = 0.99 * tanh(free[1]) if kind == 2 else 0.0
    log_c = lgamma((nu + 1) / 2) - lgamma(nu / 2) - log(pi * (nu - 2)) / 2
    a = 4 * lam * exp(log_c) * (nu - 2) / (nu - 1)
    b = sqrt(1 + 3 * lam**2 - a**2)
    s = 1 - lam if b * z + a < 0 else 1 + lam
    return log_scale - log(b) - log_c + (nu + 1) / 2 * log1p(((b * z + a) / s) ** 2 / (nu - 2))


def network_law():
    """Prints the loss of each case and its slopes by location, log-scale and free parameters."""
    for case in [
        (0, 1.3, 0.2, -0.1),
        (1, -2.5, 0.1, 0.3, 1.2),
        (1, 0.4, 0.0, -0.5, 5.0),
        (2, -3.0, 0.05, 0.2, 0.8, -0.3),
        (2, 0.7, -0.1, -0.2, 2.5, 0.4),
        (2, 4.0, 0.0, 0.0, -1.0, -0.1),
    ]:
        kind, values = case[0], list(case[1:])
        slopes = []
        for k in range(1, len(values)):
            up, down = values.copy(), values.copy()
            up[k] += 1e-5
            down[k] -= 1e-5
            slopes.append((network_loss(kind, *up) - network_loss(kind, *down)) / 2e-5)
        print("network law", case, f"{network_loss(kind, *values):.10f}", [f"{s:.8f}" for s in slopes])


def regressions():
    """Prints intercept and coefficients of weighted ridge and of logistic regression, with and without a penalty."""
    import statsmodels.api as sm
    from sklearn.linear_model import LogisticRegression, Ridge

    n = 400
    x = np.column_stack([logistic(n, 31), logistic(n, 32)]).astype(np.float32).astype(float)
    sigma = 0.01 * np.exp(0.3 * logistic(n, 34))
    r = 0.0005 + sigma * (0.2 * x[:, 0] - 0.1 * x[:, 1] + logistic(n, 33))
    r[::20] = 0
    weight = 1 / sigma**2 / np.mean(1 / sigma**2)
    print("wls", sm.WLS(r, sm.add_constant(x), weight).fit().params)
    for penalty in [0.1, 3]:
        line = Ridge(alpha=n * penalty).fit(x, r, sample_weight=weight)
        print("ridge", penalty, line.intercept_, line.coef_)
    # A return of 0 counts half as a rise, half as a fall.
    rows = np.concatenate([np.arange(n), np.flatnonzero(r == 0)])
    rise = np.concatenate([r > 0, np.ones((r == 0).sum())]).astype(int)
    share = np.where(r[rows] == 0, 0.5, 1)
    glm = sm.GLM(rise, sm.add_constant(x[rows]), family=sm.families.Binomial(), freq_weights=share)
    print("logit", glm.fit(tol=1e-14).params)
    for penalty in [0.03, 1]:
        odds = LogisticRegression(C=1 / (n * penalty), tol=1e-9, max_iter=10000, solver="newton-cg")
        odds.fit(x[rows], rise, sample_weight=share)
        print("ridge logit", penalty, odds.intercept_, odds.coef_)


if __name__ == "__main__":
    network_law()
    regressions()
    np.set_printoptions(precision=10)
    r = market(2000, 20240229)
    print("market", r[0], r[-1], r.std())
    for kind, asymmetric in [("gaussian", False), ("student", False), ("student", True), ("skewedStudent", True)]:
        print(kind, asymmetric, *map(lambda v: f"{v:.8g}" if np.isscalar(v) else [f"{x:.6g}" for x in v], fit(r, kind, asymmetric)))
    for case in [(0, 1, 5, -0.2, 0.3), (0, 1, 3, 0.4, -1.5), (0.0004, 0.012, 6.5, -0.1, -0.03)]:
        print("hansen", case, [f"{v:.12g}" for v in hansen_figures(*case)])
    z = logistic(1200, 7)
    x = np.zeros(1200)
    for t in range(1200):
        x[t] = 0.05 + (0.5 * (x[t - 1] - 0.05) - 0.2 * (x[t - 2] - 0.05) if t > 1 else 0) + z[t] + (0.3 * z[t - 1] if t > 0 else 0)
    for order in [(1, 0, 0), (5, 0, 0), (2, 0, 1)]:
        m = ARIMA(x, order=order).fit()
        print("arima", order, [f"{v:.6g}" for v in m.params], f"{m.forecast(1)[0]:.8g}", [f"{v:.3g}" for v in m.bse])
    print("autoreg", [f"{v:.10g}" for v in AutoReg(x, 5).fit().params])

    def residuals(p):
        c, a1, a2, m1 = p
        e = np.zeros(1200)
        for t in range(2, 1200):
            e[t] = x[t] - c - a1 * x[t - 1] - a2 * x[t - 2] - m1 * e[t - 1]
        return e[2:]

    css = optimize.least_squares(residuals, [0, 0.1, 0, 0.1], xtol=1e-14, ftol=1e-14, gtol=1e-14)
    last = residuals(css.x)[-1]
    print("css (2,0,1)", [f"{v:.10g}" for v in css.x], f"{2 * css.cost:.10g}", f"{css.x @ [1, x[-1], x[-2], last]:.10g}")

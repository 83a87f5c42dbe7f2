"""Prints the numbers of FactMeasureTests and JudgeTests. Run with Python 3.11, numpy 1.24, scipy 1.10.1, scikit-learn 1.2.1."""
import numpy as np
from scipy import stats
from sklearn.linear_model import LogisticRegression

# The series of ReferenceSeries.cs; importing reference.py would run it.
source = open(__file__.replace("realism.py", "reference.py")).read()
exec(source[source.index("def uniforms"):source.index("def hansen")])

r = market(2000, 20240229)
def cross(x, y, lags):
    a, b = x - x.mean(), y - y.mean()
    s = np.sqrt((a @ a) * (b @ b))
    return np.array([a[:-k] @ b[k:] / s for k in range(1, lags + 1)])
def sums(x, n): return np.convolve(x, np.ones(n), "valid")
f = lambda v: repr(float(v))
print("acf rms", f(np.sqrt((cross(r, r, 20)**2).mean())))
for h in (1, 5, 20): print("kurt", h, f(stats.kurtosis(sums(r, h))))
def hill(x):
    s = np.sort(x)[::-1]; k = int(.05 * len(x))
    return 1 / np.mean(np.log(s[:k] / s[k]))
print("hill low", f(hill(-r)), "up", f(hill(r)))
def wait(d, level):
    out = []
    for i in range(len(d)):
        c = np.cumsum(d[i:]); hit = np.nonzero(c >= level if level > 0 else c <= level)[0]
        out.append(hit[0] + 1 if len(hit) else np.inf)
    return np.median(out)
d = r - r.mean(); lv = 5 * d.std()
print("passage", f(np.log(wait(d, -lv) / wait(d, lv))), wait(d, -lv), wait(d, lv))
b = (r**2).reshape(-1, 20).sum(1)
print("bursts", f(b.std(ddof=1) / b.mean()))
print("|r|", f(cross(abs(r), abs(r), 20).mean()), "r2", f(cross(r**2, r**2, 20).mean()))
c = cross(abs(r), abs(r), 63); xs, ys = [], []
for o in range(6):
    a, z = 1 << o, (2 << o) - 1
    xs.append(np.log(np.sqrt(a * z))); ys.append(np.log(max(.01, c[a - 1:z].mean())))
print("decay", f(-np.polyfit(xs, ys, 1)[0]))
print("leverage", f(cross(r, r**2, 20).mean()))
fine, coarse = sums(abs(r), 5), abs(sums(r, 5))
print("scale", f(np.corrcoef(coarse[:-5], fine[5:])[0, 1] - np.corrcoef(fine[:-5], coarse[5:])[0, 1]))
x, y = logistic(300, 1), 1.3 * logistic(200, 2) + .1
print("W1", f(stats.wasserstein_distance(x, y)), "KS", f(stats.ks_2samp(x, y).statistic))
# MMD
A, B = logistic(120, 3).reshape(40, 3), 1.5 * logistic(90, 4).reshape(30, 3)
allv = np.vstack([A, B]); D2 = ((allv[:, None] - allv[None]) ** 2).sum(-1)
med = np.median(np.sqrt(D2[np.triu_indices(70, 1)])); K = np.exp(-D2 / (2 * med**2))
m, n = 40, 30
print("MMD", f((K[:m, :m].sum() - m) / (m * (m - 1)) + (K[m:, m:].sum() - n) / (n * (n - 1)) - 2 * K[:m, m:].mean()))
X = np.vstack([logistic(120, 5).reshape(40, 3) + .4, logistic(120, 6).reshape(40, 3)])
yy = np.r_[np.ones(40), np.zeros(40)]
lr = LogisticRegression(C=1.0, tol=1e-12, max_iter=10000).fit(X, yy)
print("logit", lr.intercept_, lr.coef_)

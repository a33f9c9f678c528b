"""A course in numpy and scipy: arrays, models, random numbers, records."""

# ruff: noqa: E501 - the code of a notebook has its own lines

from tests.grading.ordinary_courses import Task

SETUP = """\
import hashlib, math
import numpy as np
import numpy.testing as npt
import scipy.optimize, scipy.stats, scipy.sparse, scipy.interpolate, scipy.integrate
rng = np.random.default_rng(0)
X = rng.normal(size=(20, 3))
def h(x): return hashlib.md5(str(x).encode()).hexdigest()"""
TASKS = (
    Task(
        (
            "A = np.eye(3); A[0, 2] = 5\nb = A @ np.arange(3)\nmask = b > 1",
            "A = np.array([[1, 0, 5], [0, 1, 0], [0, 0, 1.]])\nb = A.dot([0, 1, 2])\nmask = np.array([True, False, True])",
            "A = [[1, 0, 5], [0, 1, 0], [0, 0, 1]]\nb = [10, 1, 2]\nmask = np.array(b) > 1",
            "A = np.identity(3, dtype=int)\nb = A.sum(0)\nmask = [True, False, True]",
            "A = None\nb = [10, 1, 2]\nmask = b",
            "A = np.asfortranarray([[1, 0, 5], [0, 1, 0], [0, 0, 1.]])\nb = np.array([10, 1, 2], dtype=object)\nmask = np.array([1, 0, 1])",
        ),
        (
            "npt.assert_array_equal(A, [[1, 0, 5], [0, 1, 0], [0, 0, 1]])",
            "assert A.dtype == np.float64",
            "assert type(A) is np.ndarray",
            "assert np.linalg.matrix_rank(A) == 3",
            "npt.assert_allclose(b, [10, 1, 2])",
            "assert b[mask].tolist() == [10, 2]",
            "assert mask.dtype == bool",
            "assert h(np.round(b, 2)) == h(np.array([10., 1., 2.]))",
            "assert b.shape == (3,), b.shape",
            "assert np.allclose(np.linalg.inv(A) @ A, np.eye(3))",
            "A2 = A.copy()\nA2[0] = 0\nassert A[0, 0] == 1",
            "assert (A == A.T).sum() == 7",
            "float(np.isclose(A[0, 2], 5)) + float(b[0] == 10)",
            "assert str(b) == '[10.  1.  2.]'",
            "assert repr(mask) == 'array([ True, False,  True])'",
            "assert A.base is None",
            "assert isinstance(b[0], np.floating)",
            "assert not np.shares_memory(A, b)",
        ),
    ),
    Task(
        (
            "def standardise(x):\n    return (x - x.mean(axis=0)) / x.std(axis=0)\ndef dist(a, b):\n    return np.sqrt(((a[:, None, :] - b[None]) ** 2).sum(-1))\ndef zero(x):\n    x[x < 0] = 0\ndef softmax(z):\n    e = np.exp(z - z.max())\n    return e / e.sum()",
            "def standardise(x): return np.apply_along_axis(lambda c: (c - c.mean()) / c.std(), 0, x)\ndef dist(a, b): return np.array([[np.linalg.norm(p - q) for q in b] for p in a])\ndef zero(x): np.maximum(x, 0, out=x)\ndef softmax(z): return np.exp(z) / np.sum(np.exp(z))",
            "def standardise(x): return (x - x.mean()) / x.std()\ndef dist(a, b): return [[math.dist(p, q) for q in b] for p in a]\ndef zero(x): return np.where(x < 0, 0, x)\ndef softmax(z): return z / z.sum()",
            "def standardise(x):\n    x -= x.mean(axis=0)\n    x /= x.std(axis=0)\n    return x\ndef dist(a, b): raise NotImplementedError\ndef zero(x): x *= x > 0\nsoftmax = lambda z: [math.exp(i) / sum(map(math.exp, z)) for i in z]",
        ),
        (
            "Z = standardise(X)\nnpt.assert_allclose(Z.mean(axis=0), 0, atol=1e-12)\nnpt.assert_allclose(Z.std(axis=0), 1)",
            "before = X.copy()\nstandardise(X)\nnpt.assert_array_equal(X, before)",
            "assert dist(X, X[:2]).shape == (20, 2)",
            "npt.assert_almost_equal(dist(np.zeros((1, 2)), np.array([[3, 4.]])), [[5]])",
            "x = np.array([-1., 2.])\nzero(x)\nassert x.tolist() == [0, 2]",
            "x = np.array([[-1., 2.], [3, -4]])\nrow = x[1]\nzero(row)\nassert x[1, 1] == 0",
            "x = np.array([-1., 5.])\nassert zero(x) is None",
            "p = softmax(np.array([1000., 1000.]))\nnpt.assert_allclose(p, .5)",
            "npt.assert_allclose(softmax(np.array([1., 2.])).sum(), 1)",
            "with np.errstate(over='ignore', invalid='ignore'):\n    assert np.isfinite(softmax(np.array([1e4, 1.]))).all()",
            "for seed in range(3):\n    a = np.random.default_rng(seed).normal(size=(4, 2))\n    npt.assert_allclose(standardise(a), (a - a.mean(0)) / a.std(0))",
        ),
    ),
    Task(
        (
            "def simulate(rng, n):\n    return rng.normal(2, 3, size=n)\ndef boot(x, n=50, seed=1):\n    r = np.random.default_rng(seed)\n    return np.array([r.choice(x, len(x)).mean() for _ in range(n)])\nnp.random.seed(5)\ndraws = np.random.rand(4)\ngen = np.random.default_rng(9)",
            "def simulate(rng, n): return 2 + 3 * rng.standard_normal(n)\ndef boot(x, n=50, seed=1):\n    r = np.random.default_rng(seed)\n    out = []\n    for i in range(n): out.append(r.choice(x, size=len(x), replace=True).mean())\n    return np.array(out)\nnp.random.seed(5)\ndraws = np.array([np.random.rand() for _ in range(4)])\ngen = np.random.default_rng(9)",
            "def simulate(rng, n): return np.random.normal(2, 3, n)\ndef boot(x, n=50, seed=1): return [x.mean()] * n\ndraws = [0.2, .3]\ngen = np.random.RandomState(9)",
        ),
        (
            "a = simulate(np.random.default_rng(4), 5)\nb = np.random.default_rng(4).normal(2, 3, 5)\nnpt.assert_allclose(a, b)",
            "r = np.random.default_rng(4)\nassert not np.array_equal(simulate(r, 3), simulate(r, 3))",
            "assert boot(np.arange(10.)).shape == (50,)",
            "npt.assert_allclose(boot(np.arange(10.)).mean(), boot(np.arange(10.)).mean())",
            "np.random.seed(5)\nnpt.assert_allclose(draws, np.random.rand(4))",
            "assert isinstance(gen, np.random.Generator)",
            "npt.assert_allclose(gen.random(), np.random.default_rng(9).random())",
            "np.random.seed(0)\nx = np.random.randn(100)\nassert abs(np.mean(boot(x)) - x.mean()) < .1",
        ),
    ),
    Task(
        (
            "f = lambda x: x ** 2 - 2\nroot = scipy.optimize.brentq(f, 0, 2)\nres = scipy.optimize.minimize(lambda v: (v[0] - 1) ** 2 + v[1] ** 2, [0, 1])\nfit = scipy.stats.linregress([1, 2, 3], [2, 4, 6])\nt, p = scipy.stats.ttest_ind([1, 2, 3], [2, 3, 4])",
            "def f(x): return x * x - 2\nroot = scipy.optimize.root_scalar(f, bracket=[0, 2]).root\nres = scipy.optimize.fmin_bfgs(lambda v: (v[0] - 1) ** 2 + v[1] ** 2, [0, 1], disp=0)\nfit = scipy.stats.linregress([1, 2, 3], [2, 4, 6])\nt, p = scipy.stats.ttest_ind([1, 2, 3], [2, 3, 4])",
            "f = np.poly1d([1, 0, -2])\nroot = max(f.roots)\nres = scipy.optimize.minimize(lambda v: (v[0] - 1) ** 2 + v[1] ** 2, [0, 1], method='Nelder-Mead')\nfit = np.polyfit([1, 2, 3], [2, 4, 6], 1)\nt = scipy.stats.ttest_ind([1, 2, 3], [2, 3, 4])\np = t.pvalue\nt = t.statistic",
            "f = root = res = fit = t = p = 1",
        ),
        (
            "npt.assert_allclose(root, math.sqrt(2))",
            "npt.assert_allclose(f(root), 0, atol=1e-9)",
            "assert res.success",
            "npt.assert_allclose(res.x, [1, 0], atol=1e-4)",
            "npt.assert_allclose(fit.slope, 2)",
            "npt.assert_allclose(fit[0], 2)",
            "assert abs(fit.rvalue) > .99",
            "assert 0 < p < 1",
            "assert round(float(t), 3) == -1.225",
            "assert isinstance(res, scipy.optimize.OptimizeResult)",
            "assert np.isclose(res['fun'], 0, atol=1e-4)",
            "npt.assert_allclose(scipy.optimize.brentq(f, 0, 2), root)",
            "assert 'x' in res",
        ),
    ),
    Task(
        (
            "S = scipy.sparse.csr_matrix(([1., 2.], ([0, 1], [1, 2])), shape=(3, 3))\nspline = scipy.interpolate.interp1d([0, 1, 2], [0, 1, 4])\nnormal = scipy.stats.norm(1, 2)\narea, err = scipy.integrate.quad(np.sin, 0, np.pi)",
            "S = scipy.sparse.lil_matrix((3, 3)); S[0, 1] = 1; S[1, 2] = 2\nS = S.tocsr()\nspline = scipy.interpolate.interp1d(np.arange(3), np.arange(3) ** 2)\nnormal = scipy.stats.norm(loc=1, scale=2)\narea, err = scipy.integrate.quad(lambda x: math.sin(x), 0, math.pi)",
            "S = np.array([[0, 1, 0], [0, 0, 2], [0, 0, 0.]])\nspline = lambda x: x ** 2\nnormal = scipy.stats.norm\narea, err = 2, 0",
            "S = spline = normal = None\narea = 3",
        ),
        (
            "npt.assert_array_equal(S.toarray(), [[0, 1, 0], [0, 0, 2], [0, 0, 0]])",
            "assert S.nnz == 2",
            "assert scipy.sparse.issparse(S)",
            "assert S.shape == (3, 3)",
            "npt.assert_allclose(spline(1.5), 2.5)",
            "npt.assert_allclose(spline([0, 1]), [0, 1])",
            "npt.assert_allclose(normal.mean(), 1)",
            "npt.assert_allclose(normal.cdf(1), .5)",
            "npt.assert_allclose(area, 2)",
            "assert (S @ np.ones(3))[1] == 2",
            "assert S[0, 1] == 1",
            "assert isinstance(S, scipy.sparse.csr_matrix)",
        ),
    ),
    Task(
        (
            "dt = np.dtype([('name', 'U10'), ('age', 'i4')])\npeople = np.array([('Ann', 3), ('Bo', 5)], dtype=dt)\ndays = np.arange('2020-01', '2020-02', dtype='datetime64[D]')\nz = np.array([1 + 2j, 3])\nmasked = np.ma.masked_less([1, -1, 3], 0)\nwords = np.array(['a', 'bcd'])\nbig = np.array([2 ** 40], dtype=np.int64)\nhalf = np.float16(0.5)\npoly = np.polynomial.Polynomial([1, 2])",
            "people = np.array([('Ann', 3), ('Bo', 5)], dtype=[('name', 'U10'), ('age', 'i4')])\ndays = np.datetime64('2020-01-01') + np.arange(31)\nz = np.array([1, 3], complex) + [2j, 0]\nmasked = np.ma.array([1, -1, 3], mask=[0, 1, 0])\nwords = np.array(['a', 'bcd'], dtype='<U3')\nbig = np.array([1 << 40])\nhalf = np.half(.5)\npoly = np.polynomial.Polynomial((1, 2))",
            "people = [('Ann', 3), ('Bo', 5)]\ndays = [np.datetime64('2020-01-01')] * 31\nz = [1 + 2j, 3]\nmasked = [1, 3]\nwords = ['a', 'bcd']\nbig = 2 ** 40\nhalf = .5\npoly = np.poly1d([2, 1])",
            "people = np.rec.array([('Ann', 3), ('Bo', 5)], dtype=[('name', 'U10'), ('age', 'i4')])\ndays = np.arange(np.datetime64('2020-01-01'), np.datetime64('2020-02-01'))\nz = np.array([1 + 2j, 3], dtype='c8')\nmasked = np.ma.masked_where(np.array([1, -1, 3]) < 0, [1, -1, 3])\nwords = np.array(['a', 'bcd'], dtype=object)\nbig = np.array([2 ** 40], dtype='uint64')\nhalf = np.float32(.5)\npoly = lambda x: 1 + 2 * x",
        ),
        (
            "assert people['age'].mean() == 4",
            "assert people.dtype.names == ('name', 'age')",
            "assert people[0]['name'] == 'Ann'",
            "assert len(days) == 31 and days[0] == np.datetime64('2020-01-01')",
            "assert (days[-1] - days[0]) == np.timedelta64(30, 'D')",
            "npt.assert_allclose(np.abs(z), [5 ** .5, 3])",
            "assert masked.sum() == 4",
            "assert masked.mask.tolist() == [False, True, False]",
            "assert words.dtype.kind == 'U'",
            "assert np.char.upper(words)[1] == 'BCD'",
            "assert big.dtype == np.int64 and big[0] == 2 ** 40",
            "assert half.dtype == np.float16",
            "assert poly(2) == 5",
            "npt.assert_allclose(poly.coef, [1, 2])",
            "npt.assert_array_almost_equal(z.real, [1, 3])",
            "assert np.ma.is_masked(masked)",
        ),
    ),
    Task(
        (
            "class LinReg:\n    def fit(self, X, y):\n        X1 = np.c_[np.ones(len(X)), X]\n        self.coef_ = np.linalg.lstsq(X1, y, rcond=None)[0]\n        return self\n    def predict(self, X):\n        return np.c_[np.ones(len(X)), X] @ self.coef_\n    def score(self, X, y):\n        r = y - self.predict(X)\n        return 1 - (r ** 2).sum() / ((y - y.mean()) ** 2).sum()\nmodel = LinReg().fit(X, X @ [1, 2, 3] + 4)\ndef gd(f, df, x0, lr=.1, n=100):\n    x, hist = x0, []\n    for _ in range(n):\n        x = x - lr * df(x)\n        hist.append(f(x))\n    return x, hist",
            "class LinReg:\n    def fit(self, X, y):\n        X1 = np.hstack([np.ones((len(X), 1)), X])\n        self.coef_ = np.linalg.pinv(X1) @ y\n        return self\n    def predict(self, X): return self.coef_[0] + X @ self.coef_[1:]\n    def score(self, X, y): return np.corrcoef(self.predict(X), y)[0, 1] ** 2\nmodel = LinReg()\nmodel.fit(X, X @ np.array([1, 2, 3]) + 4)\ndef gd(f, df, x0, lr=.1, n=100):\n    h = []\n    for i in range(n): x0 -= lr * df(x0); h += [f(x0)]\n    return x0, np.array(h)",
            "class LinReg:\n    def fit(self, X, y): self.coef_ = np.zeros(4)\n    def predict(self, X): return np.zeros(len(X))\nmodel = LinReg()\nmodel.fit(X, 1)\ndef gd(f, df, x0, lr=.1, n=100): return x0, []",
            "LinReg = model = gd = None",
        ),
        (
            "npt.assert_allclose(model.coef_, [4, 1, 2, 3])",
            "npt.assert_allclose(model.predict(X), X @ [1, 2, 3] + 4)",
            "m = LinReg()\nassert m.fit(X, X[:, 0]) is m",
            "m = LinReg()\nm.fit(X, X[:, 0])\nassert m.score(X, X[:, 0]) > .99",
            "x, hist = gd(lambda v: v ** 2, lambda v: 2 * v, 5.)\nassert abs(x) < 1e-6 and len(hist) == 100",
            "x, hist = gd(lambda v: (v ** 2).sum(), lambda v: 2 * v, np.array([3., 4.]))\nassert np.all(np.diff(hist) <= 0)\nnpt.assert_allclose(x, 0, atol=1e-6)",
            "from unittest.mock import Mock\ndf = Mock(return_value=0.)\ngd(lambda v: v, df, 1., n=7)\nassert df.call_count == 7",
            "assert hasattr(LinReg(), 'fit') and not hasattr(LinReg(), 'coef_')",
            "with np.testing.assert_raises(AttributeError):\n    LinReg().predict(X)",
        ),
    ),
)  # fmt: skip

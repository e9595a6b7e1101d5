"""Records what reference implementations say, for Tests/ForecastingTests.

    python3 forecasting.py ../Fixtures/forecasting      # needs numpy, scikit-learn 1.9
"""
import json
import sys
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import Ridge
from sklearn.metrics import silhouette_score


def plain(values):
    return [None if v != v else float(v) for v in values]


def trees(random):
    x = np.round(random.normal(size=(300, 4)), 2)
    y = np.round(3 * np.sin(x[:, 0]) + x[:, 1] * (x[:, 2] > 0) + random.normal(size=300) * 0.1, 4)
    x[random.random(300) < 0.15, 1] = np.nan
    model = HistGradientBoostingRegressor(
        max_iter=25, learning_rate=0.1, max_leaf_nodes=8, min_samples_leaf=10,
        l2_regularization=0.5, early_stopping=False)
    model.fit(x, y)
    return {"columns": [plain(c) for c in x.T], "target": plain(y), "iterations": 25, "learning_rate": 0.1,
            "leaves": 8, "least_rows": 10, "l2": 0.5, "predictions": plain(model.predict(x))}


def ridge(random):
    x = np.round(random.normal(size=(60, 6)), 3)
    y = np.round(x @ np.array([1, -2, 0.5, 0, 3, 0.1]) + random.normal(size=60), 3)
    model = Ridge(alpha=2.5, fit_intercept=False).fit(x, y)
    return {"rows": [plain(r) for r in x], "target": plain(y), "penalty": 2.5, "coefficients": plain(model.coef_)}


def holt_winters(random):
    """Taylor 2003: additive daily and weekly seasons, AR(1) error, no trend; started from the first two weeks."""
    hours = np.arange(24 * 7 * 5)
    y = np.round(100 + 20 * np.sin(hours / 24 * 2 * np.pi) + 8 * (hours // 24 % 7 < 5)
                 + random.normal(size=len(hours)) * 2, 3)
    y[500:510] = np.nan
    a, d, w, p = 0.05, 0.1, 0.2, 0.6
    # 1970-01-05 is a Monday: hour 0 of the series.
    slot, week = hours % 24, hours % 168
    first = slice(0, 336)
    day_means = np.array([y[first][slot[first] == s].mean() for s in range(24)])
    week_means = np.array([y[first][week[first] == s].mean() for s in range(168)])
    level = y[first].mean()
    s, v, e = day_means - level, week_means - day_means[np.arange(168) % 24], 0.0
    for t in range(336, len(y)):
        if np.isnan(y[t]):
            e *= p
            continue
        expected = level + s[slot[t]] + v[week[t]]
        surprise = y[t] - expected - p * e
        level += a * surprise
        s[slot[t]] += d * surprise
        v[week[t]] += w * surprise
        e = y[t] - expected
    ahead = [level + s[h % 24] + v[h % 168] + p ** (h + 1) * e for h in range(30)]
    return {"start": 345600, "load": plain(y), "weights": [a, d, w, p], "forecast": plain(ahead)}


def clusters(random):
    centers = np.array([[0, 0, 5], [4, 0, 0], [0, 6, 1], [5, 5, 5]], dtype=float)
    x = np.round(np.vstack([c + random.normal(size=(25, 3)) * 0.8 for c in centers]), 3)
    result = {"rows": [plain(r) for r in x], "counts": []}
    for k in range(2, 7):
        model = KMeans(n_clusters=k, n_init=500, random_state=0).fit(x)
        result["counts"].append(
            {"k": k, "inertia": float(model.inertia_), "silhouette": float(silhouette_score(x, model.labels_)),
             "labels": [int(v) for v in model.labels_]})
    return result


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for number, make in enumerate([trees, ridge, holt_winters, clusters]):
        text = json.dumps(make(np.random.default_rng(number)), separators=(",", ":"))
        (folder / f"{make.__name__}.json").write_text(text + "\n")

#!/usr/bin/env python3
"""Record what scikit-learn's IsolationForest says, for the tests of AnomalyDetection.

usage: record.py [DATA_DIR]     (pip install scikit-learn==1.9.1 pandas scipy)

Writes beside itself:
  trees_*.json   small data, the trees scikit-learn grew on them, its scores and offset
  moments.json   numpy's percentiles
With DATA_DIR (the folder that holds `outliers/` and `smart_meter/`) also:
  auc.json       mean and standard deviation of the AUC over ten seeds on each outlier set
  ziya07.json    scores of each row, two columns, contamination 0.05, random_state 42
"""
import json
import pathlib
import sys

import numpy as np
import sklearn
from sklearn.ensemble import IsolationForest

HERE = pathlib.Path(__file__).parent


def write(name, value):
    (HERE / name).write_text(json.dumps(value, allow_nan=False, separators=(",", ":")) + "\n")


def plain(values):
    return [None if np.isnan(v) else float(v) for v in values]


def tree(estimator, columns):
    t = estimator.tree_
    return {
        "features": [int(columns[f]) if f >= 0 else -1 for f in t.feature],
        "thresholds": [float(v) for v in t.threshold],
        "left": [int(v) for v in t.children_left],
        "right": [int(v) for v in t.children_right],
        "counts": [int(v) for v in t.n_node_samples],
        "missing_goes_left": [bool(v) for v in t.missing_go_to_left],
    }


def record(name, rows, **parameters):
    forest = IsolationForest(random_state=1, **parameters).fit(rows)
    write(
        f"trees_{name}.json",
        {
            "scikit_learn": sklearn.__version__,
            "columns": [plain(column) for column in rows.T],
            "max_samples": int(forest._max_samples),
            "offset": float(forest.offset_),
            "trees": [tree(e, c) for e, c in zip(forest.estimators_, forest.estimators_features_)],
            "contamination": None if forest.contamination == "auto" else forest.contamination,
            "score_samples": [float(v) for v in forest.score_samples(rows)],
            "decision_function": [float(v) for v in forest.decision_function(rows)],
            "predict": [int(v) for v in forest.predict(rows)],
        },
    )


def record_trees():
    random = np.random.default_rng(7)
    blob = random.normal(size=(120, 3))
    blob[:4] += 6
    gaps = blob.copy()
    gaps[random.random(blob.shape) < 0.15] = np.nan
    wide = random.normal(size=(90, 6)) * [1, 10, 100, 1e3, 1e4, 1e5]
    record("plain", blob, n_estimators=8)
    record("contamination", blob, n_estimators=8, max_samples=32, contamination=0.1)
    record("missing", gaps, n_estimators=8, contamination=0.05)
    record("bootstrap", wide, n_estimators=6, bootstrap=True, max_features=0.5, max_samples=0.6)
    record("two_rows", blob[:2], n_estimators=3)
    record("one_row", blob[:1], n_estimators=3)
    record("constant", np.full((20, 2), 3.5), n_estimators=3)


def record_moments():
    random = np.random.default_rng(11)
    cases = []
    for size in [1, 2, 3, 10, 101, 1000]:
        values = np.round(random.normal(size=size), 3)
        for fraction in [0.0, 0.001, 0.02, 0.1, 1 / 3, 0.5]:
            cases.append(
                {
                    "values": plain(values),
                    "fraction": fraction,
                    "percentile": float(np.percentile(values, 100.0 * fraction)),
                }
            )
    write("moments.json", cases)


def record_auc(folder):
    import pandas
    from sklearn.metrics import roc_auc_score

    result = {}
    for path in sorted(folder.glob("*.csv.gz")):
        table = pandas.read_csv(path)
        rows = table.drop(columns="label").to_numpy()
        scores = [
            roc_auc_score(table["label"], -IsolationForest(random_state=s).fit(rows).score_samples(rows))
            for s in range(10)
        ]
        result[path.name.split(".")[0]] = {
            "rows": len(table),
            "mean": float(np.mean(scores)),
            "sd": float(np.std(scores, ddof=1)),
        }
        print(path.name, result[path.name.split(".")[0]], flush=True)
    write("auc.json", result)


def record_ziya07(path):
    import pandas

    table = pandas.read_csv(path)
    rows = table[["Electricity_Consumed", "Avg_Past_Consumption"]].to_numpy()
    forest = IsolationForest(contamination=0.05, random_state=42).fit(rows)
    scores = forest.score_samples(rows)
    assert ((forest.predict(rows) == -1) == (table["Anomaly_Label"] == "Abnormal")).all()
    write("ziya07.json", [round(float(v), 7) for v in scores])


record_trees()
record_moments()
if len(sys.argv) > 1:
    data = pathlib.Path(sys.argv[1])
    record_ziya07(data / "smart_meter" / "ziya07_5000.csv")
    record_auc(data / "outliers")

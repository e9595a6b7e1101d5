#!/usr/bin/env python3
"""Time our Isolation Forest beside scikit-learn's: same rows, same machine, alternating rounds.

usage: bench.py BINARY [ROUNDS]     (started by run.sh)
"""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import joblib
import numpy as np
import sklearn
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

BINARY = sys.argv[1]
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
# The shapes of ADBench's http and cover sets, and the round million.
SHAPES = {"million": (1_000_000, 5), "http": (567_498, 3), "cover": (286_048, 10)}


def data(rows, features):
    random = np.random.default_rng(rows)
    values = random.normal(size=(rows, features))
    labels = random.random(rows) < 0.01
    values[labels] *= 3
    return values, labels


def theirs(values, jobs):
    start, begun = time.perf_counter(), time.process_time()
    forest = IsolationForest(random_state=1, n_jobs=jobs).fit(values)
    fitted = time.perf_counter()
    with joblib.parallel_backend("threading", n_jobs=jobs):
        scores = forest.score_samples(values)
    scored, cpu = time.perf_counter(), time.process_time() - begun
    return {"fit": fitted - start, "score": scored - fitted, "cpu": cpu}, scores


def ours(folder, shape, threads):
    out = folder / "scores"
    command = [BINARY, folder / "rows", *map(str, shape), str(threads), out]
    return json.loads(subprocess.check_output(command)), np.fromfile(out)


def main():
    print(f"scikit-learn {sklearn.__version__}, {ROUNDS} rounds, medians in seconds")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for label, shape in SHAPES.items():
            values, labels = data(*shape)
            values.T.tofile(folder / "rows")
            runs = {}
            for _ in range(ROUNDS):
                for threads in (1, 2):
                    for who, (times, scores) in (
                        ("scikit-learn", theirs(values, threads)),
                        ("swiftdbt", ours(folder, shape, threads)),
                    ):
                        auc = roc_auc_score(labels, -scores)
                        runs.setdefault((who, threads), []).append(times | {"auc": auc})
            report(label, shape, runs)


def report(label, shape, runs):
    print(f"\n{label}: {shape[0]:,} x {shape[1]}")
    for (who, threads), times in runs.items():
        fit, score, cpu, auc = (
            statistics.median(t[k] for t in times) for k in ("fit", "score", "cpu", "auc")
        )
        print(
            f"  {who:13} {threads} threads  fit {fit:6.3f}  score {score:6.3f}"
            f"  CPU {cpu:6.3f}  AUC {auc:.4f}"
        )
    for threads in (1, 2):
        pairs = list(zip(runs["scikit-learn", threads], runs["swiftdbt", threads]))
        wall = statistics.median((a["fit"] + a["score"]) / (b["fit"] + b["score"]) for a, b in pairs)
        cpu = statistics.median(a["cpu"] / b["cpu"] for a, b in pairs)
        print(f"  fit + score, {threads} threads: {wall:.1f} times as fast, {cpu:.1f} times less CPU")


main()

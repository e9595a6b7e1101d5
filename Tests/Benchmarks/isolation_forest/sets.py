#!/usr/bin/env python3
"""Compare the AUC of our Isolation Forest with scikit-learn's on labelled outlier sets (started by sets.sh).

Ten seeds each. A set passes when |mean - scikit-learn's mean| <= max(0.01, 3 sd sqrt(2/10)), sd being
scikit-learn's over its seeds: what ten seeds on either side can tell apart. Exits 1 if one does not.
"""
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import sklearn
from sklearn import datasets
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

SEEDS = 10


def from_file(path):
    if path.suffix == ".npz":
        content = np.load(path, allow_pickle=True)
        return content["X"].astype(float), content["y"].astype(int)
    import pandas

    table = pandas.read_csv(path)
    label = "label" if "label" in table.columns else table.columns[-1]
    return table.drop(columns=label).to_numpy(float), table[label].to_numpy(int)


def from_scikit_learn():
    """Classes turned into outliers as ODDS and ADBench do: one class, thinned out."""

    def thinned(bunch, outliers, count):
        rows, labels = bunch.data, np.isin(bunch.target, outliers)
        kept = np.flatnonzero(labels)[:count]
        chosen = np.sort(np.concatenate([np.flatnonzero(~labels), kept]))
        return rows[chosen], labels[chosen].astype(int)

    yield "breast_cancer", *thinned(datasets.load_breast_cancer(), [0], 10)
    yield "digits_0", *thinned(datasets.load_digits(), [0], 30)
    yield "digits_8", *thinned(datasets.load_digits(), [8], 30)
    yield "wine_1", *thinned(datasets.load_wine(), [0], 10)
    yield "iris_2", *thinned(datasets.load_iris(), [2], 10)


def sets(folders):
    if not folders:
        yield from from_scikit_learn()
    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob("*")):
            if path.name.endswith((".npz", ".csv", ".csv.gz")):
                yield path.name.split(".")[0], *from_file(path)


def ours(binary, folder, rows, seed):
    (folder / "rows").write_bytes(np.ascontiguousarray(rows.T).tobytes())
    shape = [str(size) for size in rows.shape]
    command = [binary, folder / "rows", *shape, "2", folder / "scores", str(seed)]
    subprocess.check_output(command)
    return np.fromfile(folder / "scores")


def main(binary, folders):
    print(f"scikit-learn {sklearn.__version__}, {SEEDS} seeds")
    print("| set | rows | outliers | scikit-learn | sd | ours | difference | allowed |")
    print("|---|---|---|---|---|---|---|---|")
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        for label, rows, labels in sets(folders):
            theirs, mine = [], []
            for seed in range(SEEDS):
                forest = IsolationForest(random_state=seed).fit(rows)
                theirs.append(roc_auc_score(labels, -forest.score_samples(rows)))
                mine.append(roc_auc_score(labels, -ours(binary, pathlib.Path(name), rows, seed)))
            sd = np.std(theirs, ddof=1)
            allowed = max(0.01, 3 * sd * np.sqrt(2 / SEEDS))
            difference = np.mean(mine) - np.mean(theirs)
            failed += abs(difference) > allowed
            print(
                f"| {label} | {rows.shape[0]:,} × {rows.shape[1]} | {labels.sum():,} "
                f"| {np.mean(theirs):.4f} | {sd:.4f} | {np.mean(mine):.4f} | {difference:+.4f} "
                f"| {allowed:.4f}{'' if abs(difference) <= allowed else ' FAILED'} |",
                flush=True,
            )
    sys.exit(1 if failed else 0)


main(sys.argv[1], sys.argv[2:])

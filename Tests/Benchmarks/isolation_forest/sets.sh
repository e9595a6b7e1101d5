#!/bin/bash
# AUC beside scikit-learn's on labelled sets, ten seeds each; PYTHON must have scikit-learn and pandas.
# usage: sets.sh [FOLDER…]      folders of .npz (X, y: as ADBench ships them), .csv, .csv.gz (label: the last column);
#                               without one: what scikit-learn brings along
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$here/build.sh" "$out"
"${PYTHON:-python3}" "$here/sets.py" "$out/benchmark" "$@"

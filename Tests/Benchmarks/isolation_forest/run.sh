#!/bin/bash
# Builds the benchmark in release mode and runs it; PYTHON must have scikit-learn (default: python3).
# usage: run.sh [ROUNDS]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$here/build.sh" "$out"
"${PYTHON:-python3}" "$here/bench.py" "$out/benchmark" "${1:-5}"

#!/bin/bash
# Builds the benchmark in release mode and runs it; PYTHON must have scikit-learn (default: python3).
# usage: run.sh [ROUNDS]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
sources=$here/../../../Sources
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
module() {
  swiftc -O -wmo -parse-as-library -package-name swiftdbt -swift-version 6 -I "$out" -module-name "$1" \
    -emit-module -emit-module-path "$out/$1.swiftmodule" -emit-object -o "$out/$1.o" "${@:2}"
}
features=(-enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault)
# shellcheck disable=SC2046
module Parallelism "${features[@]}" $(find "$sources/Parallelism" -name '*.swift')
# shellcheck disable=SC2046
module AnomalyDetection "${features[@]}" $(find "$sources/AnomalyDetection" -name '*.swift')
swiftc -O -parse-as-library -package-name swiftdbt -swift-version 6 -I "$out" \
  -o "$out/benchmark" "$here/Benchmark.swift" "$out/Parallelism.o" "$out/AnomalyDetection.o"
"${PYTHON:-python3}" "$here/bench.py" "$out/benchmark" "${1:-5}"

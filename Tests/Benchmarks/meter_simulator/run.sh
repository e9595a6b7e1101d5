#!/bin/bash
# Builds the benchmark in release mode and writes readings to a file.
# usage: run.sh [HOUSEHOLDS DAYS STEP_MINUTES THREADS FILE ROUNDS]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
sources=$here/../../../Sources
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
modules=(Diagnostics PlainData Calendars Parallelism AnomalyDetection Clustering Forecasting Warehouse SwiftModels)
features=(-enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault)
for module in "${modules[@]}"; do
  # shellcheck disable=SC2046
  swiftc -O -wmo -parse-as-library -package-name swiftdbt -swift-version 6 -I "$out" -module-name "$module" \
    "${features[@]}" -emit-module -emit-module-path "$out/$module.swiftmodule" -emit-object \
    -o "$out/$module.o" $(find "$sources/$module" -name '*.swift')
done
swiftc -O -parse-as-library -package-name swiftdbt -swift-version 6 -I "$out" -o "$out/benchmark" \
  "$here/Benchmark.swift" "$out"/*.o
[ $# -gt 0 ] || set -- 1000 30 15 2 "$out/readings.csv" 5
"$out/benchmark" "$@"

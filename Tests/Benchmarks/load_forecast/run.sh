#!/bin/bash
# Builds Forecasting in release mode and scores every method on the French load of 2024, trained up to 2022.
# usage: run.sh fr_load_hourly_2015_2024.csv.gz [THREADS]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
sources=$here/../../../Sources
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
features=(-enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault)
objects=()
for name in Diagnostics Calendars Parallelism Forecasting; do
  # shellcheck disable=SC2046
  swiftc -O -wmo -parse-as-library -package-name swiftdbt -swift-version 6 -I "$out" -module-name "$name" \
    "${features[@]}" -emit-module -emit-module-path "$out/$name.swiftmodule" -emit-object -o "$out/$name.o" \
    $(find "$sources/$name" -name '*.swift')
  objects+=("$out/$name.o")
done
swiftc -O -parse-as-library -package-name swiftdbt -swift-version 6 -I "$out" \
  -o "$out/benchmark" "$here/Benchmark.swift" "${objects[@]}"
zcat "$1" | "$out/benchmark" "${2:-1}"

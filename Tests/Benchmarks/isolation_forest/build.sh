#!/bin/bash
# Builds the benchmark's program in release mode into a folder: FOLDER/benchmark.
# usage: build.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
sources=$here/../../../Sources
out=$1
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

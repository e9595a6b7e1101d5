#!/bin/sh
# Fuzzes the template engine: ./run.sh [seconds] [folder for the build]
# Needs the toolchain's libFuzzer. New inputs go to the build folder's corpus, crashes beside it.
set -e
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
seconds=${1:-3600}
build=${2:-$root/.build/fuzz}
mkdir -p "$build/corpus" "$build/modules"
# Without this the crash reporter and the sanitizer wait for each other for ever.
export SWIFT_BACKTRACE=enable=no
flags="-O -g -sanitize=fuzzer -package-name swiftdbt -parse-as-library -swift-version 6 -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility -I $build/modules"
includes="-I $root/Sources/CPCRE2 -I $root/Sources/CCrypto"
link=""
for module in Diagnostics PlainData Digests RegularExpressions Jinja; do
  files=$(find "$root/Sources/$module" -name '*.swift')
  swiftc $flags $includes -wmo -emit-module -emit-module-path "$build/modules/$module.swiftmodule" \
    -module-name "$module" -emit-object -o "$build/$module.o" $files
  link="$link $build/$module.o"
done
swiftc $flags $includes -module-name FuzzTarget "$here/FuzzTarget.swift" $link \
  -lpcre2-8 -lcrypto -o "$build/fuzz-jinja"
"$build/fuzz-jinja" -max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=2048 \
  -dict="$here/jinja.dict" -artifact_prefix="$build/" "$build/corpus" "$here/corpus"

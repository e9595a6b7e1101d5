#!/bin/bash
# run.sh SWIFTDBT [MODELS]: wall time, processor time and memory of a synthetic project.
set -e
here=$(cd "$(dirname "$0")" && pwd); tool=$(realpath "${1:-.build/release/swiftdbt}"); models=${2:-10000}
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 "$here/make_project.py" "$folder" "$models" --rows 20
cd "$folder"
for command in --version parse "ls --select dim_0001" compile; do
  /usr/bin/time -f "$command: %e s, %U s user, %S s system, %M KB" "$tool" $command > /dev/null 2> times
  tail -1 times
done

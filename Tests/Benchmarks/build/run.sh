#!/bin/bash
# run.sh SWIFTDBT [MODELS [ROUNDS]]: building a project on SQLite, first and again, beside the same statements in the
# sqlite3 shell. Prints medians of seconds: wall, user, system (needs GNU time, sqlite3, python3).
set -e
here=$(cd "$(dirname "$0")" && pwd); tool=$(realpath "${1:-.build/release/swiftdbt}"); models=${2:-1000}; rounds=${3:-5}
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 "$here/../project/make_project.py" "$folder/project" "$models" --rows 200 > /dev/null
cd "$folder/project"
for time in first again; do
  rm -rf log; "$tool" build --threads 1 --log-path log --log-level-file debug --log-file-max-bytes 0 > /dev/null
  python3 "$here/statements.py" log/dbt.log seeds > "../$time.sql"
done
setting="pragma journal_mode=wal; pragma synchronous=normal; pragma secure_delete=off; pragma legacy_alter_table=on;"
measure() { /usr/bin/time -a -o "../$1.times" -f "%e %U %S" "${@:2}" > /dev/null; }
shell() { (echo "$setting"; cat "../$1.sql") | measure "shell-$1" sqlite3 -bail shell.db; }
for round in $(seq "$rounds"); do
  rm -f bench.db* shell.db*
  for time in first again; do
    measure "build-$time" "$tool" build --log-level-file info
    shell "$time"
  done
  measure parse "$tool" parse
done
median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
for kind in build-first shell-first build-again shell-again parse; do
  echo "$kind: $(for column in 1 2 3; do cut -d' ' -f$column "../$kind.times" | median; done | xargs)"
done

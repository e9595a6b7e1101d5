#!/usr/bin/env python3
"""Rows of PostgreSQL through a Swift model and back, beside COPY out of one psql session and into another.

usage: run.py SWIFTDBT [--rows 10000000] [--forest-rows 1000000] [--rounds 1]

"Pass through" is a model in one Swift file that hands every row on; "forest" is `isolation_forest` on five columns, trained
and scored, whose result is keys and scores; there COPY moves the same rows out and the rows of the result in. The first run of
a Swift file compiles it; it is not measured. Needs psql and initdb (or SWIFTDBT_POSTGRES_URL).
"""
import argparse
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import measuring  # noqa: E402

COLUMNS = ["id", "a", "b", "c", "d", "e"]

MODEL = """
@main struct PassThrough: ModelProgram {
  static func columns(for request: Request) throws -> [Column] {
    [Column("id", .integer)] + "abcde".map { Column(String($0), .double) }
  }

  static func run(_ request: Request, _ output: Output) throws {
    try request.inputs[0].forEachRow { row in
      try output.append([row["id"], row["a"], row["b"], row["c"], row["d"], row["e"]])
    }
  }
}
"""

PROPERTIES = """
sources:
  - name: bench
    schema: bench
    tables: [{name: wide}, {name: few}]
swift_models:
  - name: passed
    uses: pass_through.swift
    input: source('bench', 'wide')
  - name: passed_few
    uses: pass_through.swift
    input: source('bench', 'few')
  - name: scored
    uses: isolation_forest
    input: source('bench', 'few')
    arguments: {key: [id], features: [a, b, c, d, e]}
"""


def write_project(path, server):
    (path / "models").mkdir(parents=True)
    (path / "dbt_project.yml").write_text("name: bench\nversion: '1.0'\nprofile: bench\nmodels: {+materialized: table}\n")
    (path / "profiles.yml").write_text(
        "bench:\n  target: dev\n  outputs:\n    dev:\n      " + server.profile(threads=1, schema="bench"))
    (path / "models" / "pass_through.swift").write_text(MODEL)
    (path / "models" / "bench.yml").write_text(PROPERTIES)


def fill(server, table, rows):
    numbers = ", ".join(f"random() * {place + 1} AS {name}" for place, name in enumerate(COLUMNS[1:]))
    server.psql(f"create table bench.{table} as select n::bigint as id, {numbers} from generate_series(1, {rows}) n;"
                f"analyze bench.{table}")


def copy(server, source, columns, target):
    """Out of one session into another, as text; `target` is made anew."""
    server.psql(f"drop table if exists bench.copied; create table bench.copied as {target} limit 0")
    pipe = (f"psql -Xqc '\\copy bench.{source} to stdout' | "
            + (f"cut -f{columns} | " if columns else "") + "psql -Xqc '\\copy bench.copied from stdin'")
    return measuring.run(["bash", "-o", "pipefail", "-c", pipe], env=server.env)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--forest-rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    tool = options.tool.resolve()
    with measuring.folder() as path, measuring.Postgres() as server:
        write_project(path, server)
        server.psql("create schema if not exists bench")
        fill(server, "wide", options.rows)
        fill(server, "few", options.forest_rows)

        def model(name):
            return measuring.run([tool, "run", "--select", name], cwd=path, log=path / "output")

        model("passed_few")
        measuring.print_machine()
        works = [
            (f"Swift file, {options.rows} rows × 6 through it", "passed", "wide", "", "select * from bench.wide",
             "≤ 1.25 (0.8 of COPY's throughput)"),
            (f"Isolation Forest, {options.forest_rows} rows × 5, fit and score", "scored", "few", "1-4",
             "select id, a as score, b as flag, c as version from bench.few", "≤ 1.5"),
        ]
        for work, name, source, columns, target, goal in works:
            ours, reference = [], []
            for _ in range(options.rounds):
                ours.append(model(name))
                reference.append(copy(server, source, columns, target))
            measuring.print_row(work, measuring.median(ours), measuring.median(reference), goal)
        server.psql("drop schema bench cascade")


if __name__ == "__main__":
    main()

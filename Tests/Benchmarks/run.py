#!/usr/bin/env python3
"""All rows of the table in README.md, or some of them, each a command of its own.

    run.py SWIFTDBT [ROW …] [--rounds N] [--dbt PATH] [--dbt2 PATH]

Rows: start, parse, compile, edit, ls, scale, binary, sqlite, postgres, csv, swift-model, micro.
"""

import argparse
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = ["start", "parse", "compile", "edit", "ls", "scale", "binary"]


def micro(swiftdbt, rounds):
    subprocess.run(["swift", "build", "-c", "release", "--package-path", HERE, "--product", "micro"], check=True)
    subprocess.run([HERE / ".build" / "release" / "micro", HERE / "jinja" / "models" / "medium.sql"], check=True)


def script(*words):
    def run(swiftdbt, rounds):
        subprocess.run([sys.executable, HERE / words[0], swiftdbt, *words[1:], *rounds], check=True)
    return run


OTHERS = {
    "sqlite": script("build/run.py", "--only", "sqlite"), "postgres": script("build/run.py", "--only", "postgres"),
    "csv": script("csv/run.py"), "swift-model": script("swift_model/run.py"), "micro": micro,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("swiftdbt", type=pathlib.Path)
    parser.add_argument("row", nargs="*", choices=[[], *PROJECT, *OTHERS])
    parser.add_argument("--rounds", help="of each row, where it has rounds; each has a number of its own otherwise")
    parser.add_argument("--dbt", help="dbt-core 1.x with dbt-sqlite")
    parser.add_argument("--dbt2", help="dbt 2, the Rust one")
    options = parser.parse_args()
    rounds = ["--rounds", options.rounds] if options.rounds else []
    rows = options.row or [*PROJECT, *OTHERS]
    own = [row for row in rows if row in PROJECT]
    references = [
        word for name in ("dbt", "dbt2") if getattr(options, name) for word in (f"--{name}", getattr(options, name))]
    if own:
        script("project/run.py", *own, *references)(options.swiftdbt.resolve(), rounds)
    for row in rows:
        if row in OTHERS:
            print(f"\n{row}", flush=True)
            OTHERS[row](options.swiftdbt.resolve(), rounds)


if __name__ == "__main__":
    main()

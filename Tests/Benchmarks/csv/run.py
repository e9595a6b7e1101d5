#!/usr/bin/env python3
"""Loading a large CSV file, beside `\\copy` of psql and `.import` of the sqlite3 shell.

usage: run.py SWIFTDBT [--megabytes 1000] [--rounds 1] [--only postgres|sqlite]

`seed` infers the types (it reads the file twice) and fills a typed table; the reference fills the same
table. `load` keeps the texts and adds file, line and moment to each row; the reference fills a table of
texts without these. Needs psql, sqlite3 and initdb (or SWIFTDBT_POSTGRES_URL). The file and the tables are
deleted afterwards.
"""
import datetime
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import measuring  # noqa: E402

HEADER = "id,meter,read_at,kwh,note"
TYPES = {"id": "integer", "meter": "text", "read_at": "timestamp", "kwh": "float8", "note": "text"}


def write_csv(path, megabytes):
    """Rows of numbers, moments and texts, some of them quoted; returns how many."""
    start = datetime.datetime(2024, 1, 1)
    notes = ["", "ok", '"estimated, see letter"', "replaced", '"the ""old"" one"', "Zählerstand"]
    tails = []
    for number in range(50_000):
        moment = start + datetime.timedelta(minutes=15 * (number % 35_000))
        tails.append(f"meter-{number * 7919 % 10_007:05d},{moment},{number * 31 % 9973 / 1000:.3f},"
                     f"{notes[number % 11] if number % 11 < 6 else 'ok'}\n")
    row, size = 0, 0
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        while size < megabytes * 1_000_000:
            text = "".join(f"{row + place},{tail}" for place, tail in enumerate(tails))
            file.write(text)
            row += len(tails)
            size += len(text)
    return row


def write_project(folder, profile):
    (folder / "models").mkdir(parents=True)
    (folder / "dbt_project.yml").write_text("name: bench\nprofile: bench\nmodel-paths: [models]\n")
    (folder / "profiles.yml").write_text(
        "bench:\n  target: dev\n  outputs:\n    dev:\n      " + profile)
    (folder / "models" / "sources.yml").write_text(
        "version: 2\nsources:\n  - name: raw\n    schema: raw\n    tables:\n"
        "      - name: readings\n        files: [data/readings.csv]\n")
    for name in ("seeds", "data"):
        (folder / name).mkdir()
    return folder


def place(csv, project, name):
    """The one file, under the folder that the command looks into; the other folder is empty."""
    for other in ("seeds", "data"):
        (project / other / "readings.csv").unlink(missing_ok=True)
    (project / name / "readings.csv").hardlink_to(csv)


def rounds_of(count, ours, reference):
    pairs = [(ours(), reference()) for _ in range(count)]
    return measuring.median([pair[0] for pair in pairs]), measuring.median([pair[1] for pair in pairs])


def postgres(tool, base, csv, rows, options):
    with measuring.Postgres() as server:
        project = write_project(base / "postgres", server.profile())
        log = base / "log.txt"

        def ours(command, folder, relation):
            def perform():
                server.psql("drop schema if exists bench cascade; drop schema if exists raw cascade")
                place(csv, project, folder)
                result = measuring.run([tool, command], cwd=project, log=log)
                assert int(server.psql(f"select count(*) from {relation}")) == rows
                return result
            return perform

        def reference(types):
            def perform():
                columns = ", ".join(f"{name} {type}" for name, type in types.items())
                server.psql(f"drop table if exists reference; create table reference ({columns})")
                result = measuring.run(
                    ["psql", "-XqAtv", "ON_ERROR_STOP=1", "-c",
                     f"\\copy reference from '{csv}' with (format csv, header)"],
                    env=server.env, log=log)
                assert int(server.psql("select count(*) from reference")) == rows
                server.psql("drop table reference")
                return result
            return perform

        texts = dict.fromkeys(TYPES, "text")
        for command, folder, relation, types in (
            ("seed", "seeds", "bench.readings", TYPES), ("load", "data", "raw.readings", texts)):
            measuring.print_row(
                f"PostgreSQL `{command}`",
                *rounds_of(options.rounds, ours(command, folder, relation), reference(types)),
                "≤ 1.0")


def sqlite(tool, base, csv, rows, options):
    project = write_project(base / "sqlite", "type: sqlite\n      path: bench.db\n      threads: 1\n")
    log = base / "log.txt"

    def clear():
        for file in project.glob("*.db*"):
            file.unlink()

    def ours(command, folder):
        def perform():
            clear()
            place(csv, project, folder)
            return measuring.run([tool, command], cwd=project, log=log)
        return perform

    def reference(types):
        def perform():
            clear()
            columns = ", ".join(f"{name} {type}" for name, type in types.items())
            result = measuring.run(
                ["sqlite3", "reference.db", f"create table reference ({columns})",
                 f".import --csv --skip 1 {csv} reference"], cwd=project, log=log)
            clear()
            return result
        return perform

    types = {"id": "INT", "meter": "TEXT", "read_at": "TEXT", "kwh": "REAL", "note": "TEXT"}
    for command, folder, kinds in (
        ("seed", "seeds", types), ("load", "data", dict.fromkeys(types, "TEXT"))):
        measuring.print_row(
            f"SQLite `{command}`", *rounds_of(options.rounds, ours(command, folder), reference(kinds)),
            "≤ 0.5")
    clear()


def main():
    parser = measuring.parser(__doc__, rounds=1)
    parser.add_argument("--megabytes", type=int, default=1000)
    options = parser.parse_args()
    tool = options.tool.resolve()
    with measuring.folder() as base:
        csv = base / "readings.csv"
        rows = write_csv(csv, options.megabytes)
        print(f"{csv.stat().st_size / 1e6:.0f} MB, {rows:,} rows")
        measuring.print_machine()
        if options.only != "sqlite":
            postgres(tool, base, csv, rows, options)
        if options.only != "postgres":
            sqlite(tool, base, csv, rows, options)


if __name__ == "__main__":
    main()

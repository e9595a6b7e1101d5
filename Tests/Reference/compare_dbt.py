#!/usr/bin/env python3
"""Build one generated project with dbt-core and with swiftdbt, and compare every relation.

usage: compare_dbt.py --venv VENV --swiftdbt BINARY [--models 300] [--adapters sqlite,postgres]
                      [--generator gen_project.py] [--folder WORK] [--port 5432] [--user postgres]

VENV holds dbt-core with dbt-sqlite and dbt-postgres from PyPI. PostgreSQL listens on 127.0.0.1; two
databases are created there (and dropped first): compare_dbt and compare_swiftdbt.
Compared are kind, columns with their types, and rows. Exit 1 when anything differs.
"""
import argparse
import datetime
import decimal
import math
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
GENERATOR = HERE.parents[2] / "shared" / "bench" / "gen_project.py"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--venv", required=True, type=pathlib.Path)
    parser.add_argument("--swiftdbt", required=True, type=pathlib.Path)
    parser.add_argument("--models", default=300, type=int)
    parser.add_argument("--adapters", default="sqlite,postgres")
    parser.add_argument("--generator", default=GENERATOR, type=pathlib.Path)
    parser.add_argument("--folder", type=pathlib.Path, help="where to work; default: a temporary folder")
    parser.add_argument("--port", default=5432, type=int)
    parser.add_argument("--user", default="postgres")
    parser.add_argument("--twice", action="store_true", help="run a second time, over what stands")
    return parser.parse_args()


class Relation:
    """One table or view, as far as it is compared."""

    def __init__(self, kind, columns, rows):
        self.kind = kind
        self.columns = columns
        self.rows = sorted((tuple(plain(value) for value in row) for row in rows), key=repr)


def plain(value):
    """The value without the driver's types, so that both sides print alike."""
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value


def equal(left, right):
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=1e-12)
    return left == right and type(left) is type(right)


def differences(left, right):
    """What distinguishes two relations, in words; empty when nothing does."""
    if left is None or right is None:
        return ["only swiftdbt builds it" if left is None else "only dbt builds it"]
    found = []
    if left.kind != right.kind:
        found.append(f"kind {left.kind} / {right.kind}")
    if left.columns != right.columns:
        pairs = [f"{a} / {b}" for a, b in zip(left.columns, right.columns) if a != b]
        found.append("columns " + (", ".join(pairs[:3]) or f"{len(left.columns)} / {len(right.columns)}"))
    if len(left.rows) != len(right.rows):
        found.append(f"{len(left.rows)} / {len(right.rows)} rows")
    else:
        odd = [
            (a, b) for a, b in zip(left.rows, right.rows)
            if len(a) != len(b) or not all(equal(x, y) for x, y in zip(a, b))
        ]
        if odd:
            found.append(f"{len(odd)} rows differ, first {odd[0][0]} / {odd[0][1]}")
    return found


class SQLite:
    name = "sqlite"

    def __init__(self, options, folder):
        self.folder = folder

    def environment(self, tool):
        place = self.folder / tool
        place.mkdir(parents=True, exist_ok=True)
        return {"BENCH_SQLITE_DIR": str(place)}

    def relations(self, tool):
        found = {}
        with sqlite3.connect(self.folder / tool / "bench.db") as connection:
            listed = connection.execute(
                "select name, type from sqlite_master where type in ('table', 'view')"
                " and name not like 'sqlite~_%' escape '~'").fetchall()
            for name, kind in listed:
                columns = [row[1] for row in connection.execute(f'pragma table_info("{name}")')]
                rows = connection.execute(f'select * from "{name}"').fetchall()
                found[f"main.{name}"] = Relation(kind, columns, rows)
        return found


class Postgres:
    name = "postgres"
    kinds = {"r": "table", "p": "table", "v": "view", "m": "materialized view"}

    def __init__(self, options, folder):
        self.options = options

    def connect(self, database):
        import psycopg2  # the virtual environment's: dbt-postgres brings it

        connection = psycopg2.connect(
            host="127.0.0.1", port=self.options.port, user=self.options.user, dbname=database)
        connection.autocommit = True
        return connection

    def environment(self, tool):
        database = f"compare_{tool}"
        with self.connect("postgres").cursor() as cursor:
            cursor.execute(f"drop database if exists {database}")
            cursor.execute(f"create database {database}")
        return {
            "BENCH_PGPORT": str(self.options.port), "BENCH_PGUSER": self.options.user,
            "BENCH_PGDATABASE": database,
        }

    def relations(self, tool):
        found = {}
        cursor = self.connect(f"compare_{tool}").cursor()
        cursor.execute(
            "select n.nspname, c.relname, c.relkind, c.oid from pg_class c"
            " join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm')"
            " and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg~_%' escape '~'")
        for schema, name, kind, identifier in cursor.fetchall():
            cursor.execute(
                "select attname, format_type(atttypid, atttypmod) from pg_attribute"
                " where attrelid = %s and attnum > 0 and not attisdropped order by attnum", (identifier,))
            columns = [f"{column} {kind_of}" for column, kind_of in cursor.fetchall()]
            cursor.execute(f'select * from "{schema}"."{name}"')
            found[f"{schema}.{name}"] = Relation(self.kinds[kind], columns, cursor.fetchall())
        return found


def build(name, command, project, environment, times):
    """Seeds and models; tests are left out, because they leave no relation."""
    started = time.monotonic()
    for step in (["seed"], ["run"]) * times:
        done = subprocess.run(
            [str(part) for part in command] + step + ["--project-dir", str(project), "--profiles-dir", str(project)],
            env={**os.environ, **environment}, cwd=project, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{name} {step[0]} ended with {done.returncode}:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    print(f"{name}: {time.monotonic() - started:.1f} s", file=sys.stderr)


def compare(adapter, options, folder):
    warehouse = adapter(options, folder / adapter.name)
    built = {}
    commands = {
        "dbt": [options.venv / "bin" / "dbt"],
        "swiftdbt": [options.swiftdbt.resolve()],
    }
    for tool, command in commands.items():
        project = folder / adapter.name / f"project_{tool}"
        subprocess.run(
            [sys.executable, options.generator, project, str(options.models), "--adapter", adapter.name],
            check=True, stdout=subprocess.DEVNULL)
        build(f"{tool} on {adapter.name}", command, project, warehouse.environment(tool), 2 if options.twice else 1)
        built[tool] = warehouse.relations(tool)
    return report(adapter.name, built["dbt"], built["swiftdbt"])


def report(adapter, left, right):
    names = sorted(left.keys() | right.keys())
    odd = 0
    print(f"{adapter:<10} {'relation':<28} {'kind':<8} {'columns':>7} {'rows':>8}  verdict (dbt / swiftdbt)")
    for name in names:
        found = differences(left.get(name), right.get(name))
        shown = left.get(name) or right.get(name)
        odd += bool(found)
        print(f"{adapter:<10} {name:<28} {shown.kind:<8} {len(shown.columns):>7} {len(shown.rows):>8}  "
              + ("; ".join(found) or "same"))
    print(f"{adapter}: {len(names)} relations, {odd} differ\n")
    return odd


def main():
    options = arguments()
    if os.path.realpath(sys.prefix) != os.path.realpath(options.venv):
        # psycopg2 is the virtual environment's.
        python = options.venv / "bin" / "python"
        os.execv(python, [str(python), *sys.argv])
    folder = options.folder or pathlib.Path(tempfile.mkdtemp(prefix="compare_dbt_"))
    adapters = [kind for kind in (SQLite, Postgres) if kind.name in options.adapters.split(",")]
    odd = sum(compare(adapter, options, folder.resolve()) for adapter in adapters)
    if not options.folder:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if odd else 0)


if __name__ == "__main__":
    main()

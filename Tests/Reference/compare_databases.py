#!/usr/bin/env python3
"""Compare what the example left in SQLite with what it left in PostgreSQL: same columns, same rows.

usage: compare_databases.py target/energy.db [--schemas staging,intermediate,marts] [--ignore loaded_at,…]

PostgreSQL is reached by psql, with PGHOST, PGPORT, PGUSER and PGDATABASE (or ENERGY_PG…) from the environment.
Numbers are compared as numbers, booleans as 0 and 1, times as text. Exit 1 when anything differs.
"""
import argparse
import csv
import io
import os
import pathlib
import sqlite3
import subprocess
import sys


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("database", type=pathlib.Path, help="the main file; schemas are files beside it")
    parser.add_argument("--schemas", default="staging,intermediate,marts")
    parser.add_argument("--ignore", default="", help="columns that may differ")
    return parser.parse_args()


def psql(statement):
    environment = {"PGHOST": "127.0.0.1", "PGUSER": "postgres", **os.environ}
    for name in ("HOST", "PORT", "USER", "PASSWORD", "DATABASE"):
        if value := os.environ.get(f"ENERGY_PG{name}"):
            environment[f"PG{name}"] = value
    done = subprocess.run(
        ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", f"copy ({statement}) to stdout (format csv, header)"],
        env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    header, *rows = csv.reader(io.StringIO(done.stdout))
    return header, rows


def plain(value):
    """Null and the empty text are alike here: CSV tells them apart by quotes, which the reader drops."""
    if value is None or value == "":
        return ""
    if value in ("t", "f"):
        return float(value == "t")
    try:
        return float(value)
    except (TypeError, ValueError):
        return str(value)


def relations(path):
    with sqlite3.connect(path) as connection:
        names = connection.execute(
            "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite~_%' escape '~'"
            " order by name")
        return [name for (name,) in names.fetchall()]


def sqlite_rows(path, name):
    with sqlite3.connect(path) as connection:
        cursor = connection.execute(f'select * from "{name}"')
        return [column[0] for column in cursor.description], cursor.fetchall()


def table(header, rows, ignored):
    kept = [index for index, name in enumerate(header) if name not in ignored]
    return [header[index] for index in kept], sorted(
        (tuple(plain(row[index]) for index in kept) for row in rows), key=repr)


def difference(left, right):
    if left[0] != right[0]:
        return f"columns differ: {left[0]} / {right[0]}"
    if len(left[1]) != len(right[1]):
        return f"{len(left[1])} / {len(right[1])} rows"
    odd = [(a, b) for a, b in zip(left[1], right[1]) if a != b]
    return f"{len(odd)} rows differ, first {odd[0][0]} / {odd[0][1]}" if odd else None


def main():
    options = arguments()
    ignored = set(options.ignore.split(","))
    failed = 0
    for schema in options.schemas.split(","):
        path = options.database.with_suffix(f".{schema}{options.database.suffix}")
        in_postgres = {name for (name,) in psql(
            f"select relname from pg_class where relkind in ('r', 'v') and relnamespace = '{schema}'::regnamespace")[1]}
        in_sqlite = set(relations(path))
        for name in sorted(in_postgres | in_sqlite):
            if name not in in_postgres & in_sqlite:
                found, count = "only on " + ("PostgreSQL" if name in in_postgres else "SQLite"), 0
            else:
                left = table(*sqlite_rows(path, name), ignored)
                right = table(*psql(f'select * from {schema}."{name}"'), ignored)
                found, count = difference(left, right), len(left[1])
            failed += bool(found)
            print(f"{schema}.{name:<32} {count:>9} rows  {found or 'same'}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Records what dbt's own seed reader (agate with dbt's type tester) makes of each *.csv here.

usage: record.py     (needs dbt-core 1.x, dbt-postgres and dbt-sqlite; rewrites the *.expected files)

A file may have options in NAME.options: `delimiter=;`, `text=column,column` (columns with `column_types`).
"""
import datetime
import json
import math
import pathlib
import warnings
from decimal import Decimal

from dbt.adapters.postgres.impl import PostgresAdapter
from dbt.adapters.sqlite.impl import SQLiteAdapter
from dbt_common.clients.agate_helper import from_csv

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent


def shown(value, sql_type):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        if sql_type in ("integer", "bigint", "numeric") and value == value.to_integral_value():
            return str(int(value))
        # No database keeps the sign of a zero that arrives as a decimal.
        number = float(value) + 0.0
        return "nan" if math.isnan(number) else repr(number)
    if isinstance(value, datetime.datetime):
        if value.tzinfo is not None:
            # Stored here in UTC; dbt leaves it to the session's time zone.
            value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
        text = value.isoformat(" ")
        return text.rstrip("0") if "." in text else text
    if isinstance(value, datetime.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def options(path):
    lines = path.with_suffix(".options").read_text().split("\n") if path.with_suffix(".options").exists() else []
    return dict(line.split("=", 1) for line in lines if line)


def types_of(table, index):
    """PostgreSQL's and SQLite's type: dbt's, but for integers that dbt's `integer` cannot hold."""
    postgres = PostgresAdapter.convert_agate_type(table, index)
    sqlite = SQLiteAdapter.convert_agate_type(table, index)
    if postgres == "integer":
        # dbt-sqlite has no name of its own for a column of a file without rows.
        sqlite = "INT"
        numbers = [abs(v) for v in table.columns[index].values() if v is not None]
        if numbers and max(numbers) > 2**63:
            postgres, sqlite = "numeric", "NUMERIC"
        elif any(not -(2**31) <= v < 2**31 for v in table.columns[index].values() if v is not None):
            postgres, sqlite = "bigint", "INTEGER"
    return postgres, sqlite


for path in sorted(here.glob("*.csv")):
    chosen = options(path)
    text_columns = chosen["text"].split(",") if "text" in chosen else []
    try:
        table = from_csv(path, text_columns=text_columns, delimiter=chosen.get("delimiter", ","))
        types = [types_of(table, i) for i in range(len(table.column_names))]
        out = [f"{name}: {pg}, {lite}" for name, (pg, lite) in zip(table.column_names, types)]
        out += ["| ".join(["", *[shown(v, t[0]) + " " for v, t in zip(row, types)]]).strip() for row in table.rows]
    except Exception as error:  # noqa: BLE001
        out = [f"error: {error}"]
    path.with_suffix(".expected").write_text("\n".join(out) + "\n")

"""Records what Great Expectations says of every case, on SQLite and on PostgreSQL, in cases/<family>.json.

    python record.py postgresql+psycopg2://user:password@host:port/database [family ...]

Needs great_expectations 1.24, SQLAlchemy and psycopg2. The database gets a schema `recorded_cases`.
"""

import json
import logging
import math
import os
import sys
import tempfile
import warnings
from datetime import date, datetime
from decimal import Decimal

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import great_expectations.expectations as gxe
import sqlalchemy as sa
from great_expectations.expectations.registry import get_expectation_impl

import cases
import hostile_cases
import random_cases
from tables import TABLES

HERE = os.path.dirname(os.path.abspath(__file__))
KEPT = ["element_count", "unexpected_count", "unexpected_percent", "missing_count", "missing_percent",
        "unexpected_percent_total", "unexpected_percent_nonmissing", "partial_unexpected_list",
        "partial_missing_list", "observed_value", "details"]


def exists(table, is_sqlite):
    kind = "sqlite" if is_sqlite else "postgres"
    return kind in table.get("on", [kind])


def create(engine, is_sqlite, schema):
    prefix = schema + "." if schema else ""
    with engine.begin() as connection:
        if schema:
            connection.execute(sa.text("DROP SCHEMA IF EXISTS %s CASCADE" % schema))
            connection.execute(sa.text("CREATE SCHEMA %s" % schema))
        for name, table in TABLES.items():
            if not exists(table, is_sqlite):
                continue
            columns = ", ".join('"%s" %s' % (c[0], c[2] if is_sqlite else c[1]) for c in table["columns"])
            connection.execute(sa.text("CREATE TABLE %s%s (%s)" % (prefix, name, columns)))
            for row in table["rows"]:
                marks = ", ".join(":v%d" % k for k in range(len(row)))
                connection.execute(sa.text("INSERT INTO %s%s VALUES (%s)" % (prefix, name, marks)),
                                   {"v%d" % k: v for k, v in enumerate(row)})


def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (datetime, date)):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, (bytes, memoryview)):
        return "\\x" + bytes(value).hex()
    return value if value is None or isinstance(value, (str, bool, int, float)) else str(value)


def outcome(batch, name, arguments, options):
    try:
        expectation = get_expectation_impl(name)(**arguments)
    except Exception as error:
        return {"refused": type(error).__name__}
    try:
        given = {"expectation_parameters": options["parameters"]} if "parameters" in options else {}
        result = batch.validate(expectation, result_format=options.get("format", "COMPLETE"), **given)
    except Exception as error:
        return {"error": type(error).__name__}
    raised = result.exception_info or {}
    nested = raised.values() if "raised_exception" not in raised else [raised]
    if any(isinstance(one, dict) and one.get("raised_exception") for one in nested):
        message = next(one["exception_message"] for one in nested if one.get("raised_exception"))
        return {"error": str(message).split("\n")[0][:160]}
    kept = {key: plain(result.result[key]) for key in KEPT if key in result.result}
    if "format" in options:
        kept["fields"] = sorted(result.result)
    return {"success": bool(result.success), "result": kept}


def batches(context, url, is_sqlite):
    source = (context.data_sources.add_sqlite("s", connection_string=url) if is_sqlite
              else context.data_sources.add_postgres("p", connection_string=url))
    found = {}
    for name, table in TABLES.items():
        if not exists(table, is_sqlite):
            continue
        asset = source.add_table_asset(name, table_name=name,
                                       **({} if is_sqlite else {"schema_name": "recorded_cases"}))
        found[name] = asset.add_batch_definition_whole_table("all").get_batch()
    return found


def main(url, wanted):
    folder = tempfile.mkdtemp()
    file = "sqlite:///%s/cases.db" % folder
    create(sa.create_engine(file), True, None)
    create(sa.create_engine(url), False, "recorded_cases")
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    engines = {"sqlite": batches(context, file, True), "postgres": batches(context, url, False)}
    with open(os.path.join(HERE, "tables.json"), "w") as out:
        json.dump(TABLES, out, ensure_ascii=False, indent=1)
    total = 0
    for family in cases.FAMILIES + hostile_cases.FAMILIES + [random_cases.random_cases]:
        if wanted and family.__name__ not in wanted:
            continue
        recorded, seen = [], set()
        for table, name, arguments, *rest in family():
            options = rest[0] if rest else {}
            key = json.dumps([table, name, arguments, options], sort_keys=True)
            if key in seen:
                continue
            seen.add(key)
            case = {"table": table, "expectation": name, "kwargs": arguments, **options}
            for engine, found in engines.items():
                if table not in found:
                    continue
                case[engine] = outcome(found[table], name, arguments, options)
            recorded.append(case)
        total += len(recorded)
        with open(os.path.join(HERE, "cases", family.__name__ + ".json"), "w") as out:
            out.write("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in recorded) + "\n]\n")
        print(family.__name__, len(recorded), flush=True)
    print("cases", total)


if __name__ == "__main__":
    main(sys.argv[1], set(sys.argv[2:]))

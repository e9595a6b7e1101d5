#!/usr/bin/env python3
"""Print the statements of a run for the sqlite3 shell, in their order.

usage: statements.py DBT_LOG [SEED_FOLDER]

DBT_LOG is the debug log of a build with one thread. Rows of seeds are not in it: with SEED_FOLDER each
seed's are inserted where it was loaded. Queries that are only described, not run, are left out.
"""
import csv
import pathlib
import re
import sys

HEAD = re.compile(r"^\d\d:\d\d:\d\d\.\d{6} \[\w+ *\] ?\[[\w-]+ *\]: ", re.M)
log = pathlib.Path(sys.argv[1]).read_text()
seeds = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None


def entries():
    """Pairs of a node and a statement."""
    starts = list(HEAD.finditer(log))
    for start, following in zip(starts, starts[1:] + [None]):
        text = log[start.end():following.start() if following else None].strip()
        if text.startswith("On "):
            node, sql = text[3:].split(": ", 1)
            yield node, re.sub(r"^/\*.*?\*/\n", "", sql).rstrip().rstrip(";")


def rows(node, sql):
    """The insertions of a seed, in statements of a hundred rows."""
    table = re.search(r'"main"\."\w+"', sql).group()
    with open(seeds / (node.split(".")[-1] + ".csv"), newline="") as file:
        _, *found = csv.reader(file)
    for start in range(0, len(found), 100):
        values = ",".join("(" + ",".join(row) + ")" for row in found[start:start + 100])
        yield f"insert into {table} values {values};"


def is_query(sql):
    return re.match(r"\s*(select|with)\b", sql, re.I) is not None


found = list(entries())
for index, (node, sql) in enumerate(found):
    if sql.startswith("copy rows"):
        print("\n".join(rows(node, sql)))
        continue
    following = found[index + 1][1] if index + 1 < len(found) else ""
    is_described = is_query(sql) and node.startswith(("model.", "seed.")) and not is_query(following)
    if not is_described:
        print(sql + ";")

"""The statements of a build, read from its debug log, for the shells of the databases."""
import csv
import re

HEAD = re.compile(r"^\d\d:\d\d:\d\d\.\d{6} \[\w+ *\] ?\[[\w-]+ *\]: ", re.M)


def entries(log):
    """Pairs of a node and a statement, in the order in which they ran."""
    text = log.read_text()
    starts = list(HEAD.finditer(text))
    for start, following in zip(starts, starts[1:] + [None]):
        entry = text[start.end():following.start() if following else None].strip()
        if entry.startswith("On "):
            node, sql = entry[3:].split(": ", 1)
            yield node, re.sub(r"^/\*.*?\*/\n", "", sql).rstrip().rstrip(";")


def is_query(sql):
    return re.match(r"\s*(select|with)\b", sql, re.I) is not None


def seed_file(node, seeds):
    return seeds / (node.split(".")[-1] + ".csv")


def inserted(node, sql, seeds):
    """The rows of a seed, which are not in the log, in statements of a hundred."""
    table = re.search(r'"main"\."\w+"', sql).group()
    with open(seed_file(node, seeds), newline="") as file:
        _, *found = csv.reader(file)
    for start in range(0, len(found), 100):
        values = ",".join("(" + ",".join(row) + ")" for row in found[start:start + 100])
        yield f"insert into {table} values {values};"


def of_log(log, seeds):
    """The statements of a build on SQLite. Queries that are only described, not run, are left out."""
    found = list(entries(log))
    for index, (node, sql) in enumerate(found):
        if sql.startswith("copy rows"):
            yield from inserted(node, sql, seeds)
            continue
        following = found[index + 1][1] if index + 1 < len(found) else ""
        is_described = is_query(sql) and node.startswith(("model.", "seed.")) and not is_query(following)
        if not is_described:
            yield sql + ";"


def psql(node, sql, seeds):
    """One statement of a build on PostgreSQL for psql."""
    if sql.startswith("copy rows"):
        table = re.search(r"into (.*)$", sql.strip(), re.S).group(1)
        rows = seed_file(node, seeds).read_text().rstrip()
        return f"copy {table} from stdin with (format csv, header);\n{rows}\n\\."
    return sql + ";"

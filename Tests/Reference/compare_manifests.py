#!/usr/bin/env python3
"""Compares two manifest.json files, dbt's first: which entries both have, and where entries differ.

    compare_manifests.py DBT_MANIFEST OUR_MANIFEST [--all] [--skip KEY …]

Times, ids of the run, and the texts and inner calls of built-in macros are left out: they differ by
nature. Prints one line per kind of entry, then the differing keys with how often they differ and an
example of each (every case with --all). Exits 1 when something differs.
"""
import argparse
import collections
import json
import sys

SECTIONS = [
    "nodes", "sources", "exposures", "metrics", "groups", "docs", "macros", "unit_tests",
    "semantic_models", "saved_queries", "functions", "disabled", "selectors",
    "parent_map", "child_map", "group_map",
]
NEVER = {"created_at", "root_path"}
BUILT_IN = ("macro.dbt.", "macro.dbt_postgres.", "doc.dbt.")


def flat(value, prefix=""):
    """The leaves of a tree, by their paths; lists are leaves."""
    if isinstance(value, dict) and value:
        for key, part in value.items():
            yield from flat(part, f"{prefix}.{key}" if prefix else key)
    else:
        yield prefix, value


def normal(path, value):
    if path == "depends_on.macros":
        return sorted(item for item in value if not item.startswith(BUILT_IN))
    if path in ("parents", "children") and isinstance(value, list):
        return sorted(value)
    return value


def compare(name, ours, theirs, skip):
    left = {key: value for key, value in theirs.items() if not key.startswith(BUILT_IN)}
    right = {key: value for key, value in ours.items() if not key.startswith(BUILT_IN)}
    missing, extra = sorted(left.keys() - right.keys()), sorted(right.keys() - left.keys())
    print(f"{name}: {len(left)} of dbt, {len(right)} of ours", end="")
    print(f"; missing {missing[:5]}" if missing else "", end="")
    print(f"; extra {extra[:5]}" if extra else "")
    differing = collections.defaultdict(list)
    for key in sorted(left.keys() & right.keys()):
        one, other = dict(flat(left[key])), dict(flat(right[key]))
        if not isinstance(left[key], dict):
            one, other = {"": sorted(left[key], key=str)}, {"": sorted(right[key], key=str)}
        for path in sorted(one.keys() | other.keys()):
            if path.split(".")[0] in NEVER or any(path.startswith(part) for part in skip):
                continue
            a, b = one.get(path, "<none>"), other.get(path, "<none>")
            if normal(path, a) != normal(path, b):
                differing[path].append((key, a, b))
    return missing, extra, differing


def disabled(manifest):
    return {
        f"{key}[{index}]": entry
        for key, entries in manifest["disabled"].items()
        for index, entry in enumerate(entries)
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dbt")
    parser.add_argument("ours")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--skip", nargs="*", default=[])
    options = parser.parse_args()
    theirs, ours = json.load(open(options.dbt)), json.load(open(options.ours))
    failed = False
    for name in SECTIONS:
        if name == "disabled":
            pair = disabled(ours), disabled(theirs)
        else:
            pair = ours[name], theirs[name]
        missing, extra, differing = compare(name, *pair, options.skip)
        failed = failed or bool(missing or extra or differing)
        for path, cases in sorted(differing.items()):
            for key, a, b in cases if options.all else cases[:1]:
                print(f"  {path} ×{len(cases)}  {key}\n     dbt  {a!r:.300}\n     ours {b!r:.300}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

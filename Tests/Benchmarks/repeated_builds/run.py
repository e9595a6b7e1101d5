#!/usr/bin/env python3
"""Builds a project of views that read one another again and again, on PostgreSQL, with many threads.

    Tests/Support/postgres with Tests/Benchmarks/repeated_builds/run.py .build/release/swiftdbt

Every build must end well: no deadlock, no error, no view gone. Every other round changes the columns of
the tables below the views, so that these have to be replaced by name and not in place, which is where
dbt's own drop with cascade runs into itself. Prints one line a round; exits 1 at the first that fails.
"""
import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import urllib.parse


def write_project(folder, views, tables, url):
    (folder / "models").mkdir()
    (folder / "dbt_project.yml").write_text(
        "name: many\nversion: '1.0'\nprofile: many\nvars: {round: 0}\n")
    address = urllib.parse.urlparse(url)
    (folder / "profiles.yml").write_text(
        "many:\n  target: dev\n  outputs:\n    dev:\n      type: postgres\n"
        f"      host: {address.hostname}\n      port: {address.port}\n      user: {address.username}\n"
        f"      password: '{urllib.parse.unquote(address.password or '')}'\n"
        f"      dbname: {address.path[1:]}\n      schema: repeated_builds\n      threads: 8\n")
    chance = random.Random(7)
    bases = [f"base_{index}" for index in range(tables)]
    for index, name in enumerate(bases):
        (folder / "models" / f"{name}.sql").write_text(
            "{{ config(materialized='table') }}\n"
            f"select {index} as id{{{{ ', ' ~ var('round') ~ ' as round_' ~ var('round') }}}}\n")
    # Four layers: PostgreSQL takes views apart when it plans, so that depth costs exponentially.
    above, layer = bases, []
    for index in range(views):
        parents = {chance.choice(above), chance.choice(above), chance.choice(bases)}
        layer.append(f"view_{index}")
        (folder / "models" / f"view_{index}.sql").write_text(
            "\nunion all\n".join(
                f"select id from {{{{ ref('{parent}') }}}}" for parent in sorted(parents)) + "\n")
        if len(layer) >= max(1, views // 4):
            above, layer = layer, []


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--views", type=int, default=200)
    parser.add_argument("--tables", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--threads", type=int, default=8)
    options = parser.parse_args()
    url = os.environ["SWIFTDBT_POSTGRES_URL"]
    binary = pathlib.Path(options.binary).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_project(folder, options.views, options.tables, url)
        for number in range(1, options.rounds + 1):
            began = time.monotonic()
            done = subprocess.run(
                [binary, "build", "--threads", str(options.threads),
                 "--vars", f"round: {number // 2}"],
                cwd=folder, capture_output=True, text=True)
            last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""
            print(f"round {number}: exit {done.returncode}, {time.monotonic() - began:.1f} s, {last}")
            whole = f"PASS={options.views + options.tables} "
            if done.returncode != 0 or whole not in last or "deadlock" in done.stdout:
                print(done.stdout[-4000:], done.stderr[-2000:], file=sys.stderr)
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

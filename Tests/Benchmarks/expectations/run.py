"""Compares the ways to check 1,000,000 readings, in rounds; prints medians and peak memory.

python run.py --swiftdbt PATH [--gx PYTHON] [--postgres URL] [--rounds 5]

Needs gcc with SQLite's header, psql where --postgres is given. URL: postgres://user:password@host:port/database.
"""

import argparse
import multiprocessing
import os
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).parent
COLUMNS = "reading_id bigint, meter_id integer, read_at timestamp, kwh double precision, kind text, zone text, quality text"


def timed(command, **options):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{command}\n{output}")
    return seconds, usage.ru_maxrss / 1024, output


def load(folder, url):
    subprocess.run([sys.executable, HERE / "make_data.py", folder], check=True)
    database = sqlite3.connect(folder / "readings.db")
    database.execute(f"CREATE TABLE readings ({COLUMNS})")
    lines = (folder / "readings.csv").read_text().splitlines()[1:]
    database.executemany("INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?)", ([v or None for v in line.split(",")] for line in lines))
    database.commit()
    if url:
        script = f"DROP TABLE IF EXISTS readings; CREATE TABLE readings ({COLUMNS});\n\\copy readings FROM '{folder}/readings.csv' CSV HEADER\nVACUUM ANALYZE readings;\n"
        subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", url], input=script, text=True, check=True)


def project(folder, kind, url):
    target = folder / kind
    shutil.copytree(HERE / "project", target)
    if kind == "sqlite":
        settings = f"type: sqlite, path: {folder}/readings.db, schema: main"
    else:
        parts = urllib.parse.urlparse(url)
        settings = f"type: postgres, host: {parts.hostname}, port: {parts.port or 5432}, user: {parts.username}, password: '{parts.password}', dbname: {parts.path[1:]}, schema: public"
    (target / "profiles.yml").write_text(f"benchmark: {{target: dev, outputs: {{dev: {{{settings}, threads: 1}}}}}}\n")
    return target


def ways(folder, options):
    yield "sqlite", "swiftdbt validate", lambda: timed([options.swiftdbt, "validate"], cwd=folder / "sqlite")
    yield "sqlite", "hand-written pass in C", lambda: timed([folder / "native", folder / "readings.db"])
    if options.gx:
        yield "sqlite", "Great Expectations", lambda: gx(options.gx, f"sqlite:///{folder}/readings.db")
    if options.postgres:
        psql = ["psql", "-q", "-v", "ON_ERROR_STOP=1", options.postgres, "-f"]
        yield "postgres", "swiftdbt validate", lambda: timed([options.swiftdbt, "validate"], cwd=folder / "postgres")
        yield "postgres", "hand-fused SQL", lambda: timed(psql + [HERE / "fused.sql"])
        yield "postgres", "one query a test", lambda: timed(psql + [HERE / "single.sql"])
        if options.gx:
            url = options.postgres.replace("postgres://", "postgresql+psycopg2://")
            yield "postgres", "Great Expectations", lambda: gx(options.gx, url)


def gx(python, url):
    """Of Great Expectations only the validation counts, without its start."""
    _, memory, output = timed([python, HERE / "gx.py", url])
    return float(output.split("\n")[-2].split()[0]), memory, output


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--swiftdbt", required=True, type=os.path.abspath)
    parser.add_argument("--gx")
    parser.add_argument("--postgres")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        # In a process of its own: what a child inherits of memory counts as the child's.
        loading = multiprocessing.Process(target=load, args=(folder, options.postgres))
        loading.start()
        loading.join()
        subprocess.run(["gcc", "-O2", HERE / "native.c", "-o", folder / "native", "-lsqlite3", "-lm"], check=True)
        project(folder, "sqlite", None)
        if options.postgres:
            project(folder, "postgres", options.postgres)
        results = {}
        for _ in range(options.rounds):
            for database, way, run in ways(folder, options):
                seconds, memory, _ = run()
                results.setdefault((database, way), []).append((seconds, memory))
        for (database, way), runs in results.items():
            print(f"{database:9} {way:24} {statistics.median(s for s, _ in runs):7.2f} s {max(m for _, m in runs):6.0f} MB")


main()

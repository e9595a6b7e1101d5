"""Records dbt-core's artifacts for the project beside this script: the expectations of ArtifactsTests.

Needs dbt-core 1.12.3 with dbt-postgres, and an empty PostgreSQL database at SWIFTDBT_POSTGRES_URL:
    Tests/Support/postgres with python Tests/Fixtures/artifacts/record.py

Everything of the packages `dbt` and `dbt_postgres` is left out of the manifests.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from urllib.parse import urlparse

import psycopg2

here = pathlib.Path(__file__).parent
url = urlparse(os.environ["SWIFTDBT_POSTGRES_URL"])
os.environ.update(
    PGHOST=url.hostname, PGPORT=str(url.port), PGUSER=url.username, PGPASSWORD=url.password or "",
    PGDATABASE=url.path[1:], DBT_SEND_ANONYMOUS_USAGE_STATS="0")

folder = pathlib.Path(tempfile.mkdtemp()) / "sink"
shutil.copytree(here / "project", folder)
connection = psycopg2.connect("")
connection.autocommit = True
connection.cursor().execute(
    "create schema sink; create table sink.things (id int, loaded_at timestamp);"
    "insert into sink.things values (1, now())")


def dbt(*arguments):
    program = pathlib.Path(sys.executable).with_name("dbt")
    subprocess.run(
        [program, "--quiet", *arguments, "--profiles-dir", "."], cwd=folder, check=True)


def keep(artifact, name):
    content = json.loads((folder / "target" / f"{artifact}.json").read_text())
    for section in ("nodes", "macros", "docs"):
        if artifact == "manifest":
            content[section] = {
                key: value for key, value in content[section].items() if key.split(".")[1] == "sink"}
    text = json.dumps(content, indent=1).replace(str(folder), "/sink")
    (here / name).write_text(text + "\n")


dbt("parse")
keep("manifest", "manifest_parsed.json")
dbt("build")
keep("run_results", "run_results.json")
dbt("docs", "generate")
keep("catalog", "catalog.json")
keep("manifest", "manifest_compiled.json")
dbt("source", "freshness")
keep("sources", "sources.json")
shutil.rmtree(folder.parent)

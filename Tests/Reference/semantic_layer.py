#!/usr/bin/env python3
"""Record what dbt makes of the projects in Tests/Fixtures/semantic_layer.

usage: semantic_layer.py --dbt DBT

DBT is the command of dbt-core 1.12 with dbt-postgres; no database is needed. Each project gets an
expected.json: its metrics, semantic models, saved queries, columns and semantic_manifest.json, as dbt
writes them, without times.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1] / "Fixtures" / "semantic_layer"


def timeless(value):
    if isinstance(value, dict):
        return {key: timeless(entry) for key, entry in value.items() if key != "created_at"}
    return [timeless(entry) for entry in value] if isinstance(value, list) else value


def record(dbt, project):
    with tempfile.TemporaryDirectory() as target:
        subprocess.run(
            [dbt, "--no-send-anonymous-usage-stats", "parse", "--no-partial-parse", "--project-dir",
             project, "--profiles-dir", project, "--target-path", target, "--log-path", target],
            check=True, stdout=subprocess.DEVNULL)
        manifest = json.loads((pathlib.Path(target) / "manifest.json").read_text())
        semantic = json.loads((pathlib.Path(target) / "semantic_manifest.json").read_text())
    kept = {key: manifest[key] for key in
            ("metrics", "semantic_models", "saved_queries", "exposures", "parent_map", "group_map")}
    kept["columns"] = {key: node["columns"] for key, node in manifest["nodes"].items()}
    kept["semantic_manifest"] = semantic
    text = json.dumps(timeless(kept), indent=1, sort_keys=True)
    (project / "expected.json").write_text(text + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--dbt", required=True)
    arguments = parser.parse_args()
    for project in sorted(path for path in ROOT.iterdir() if path.is_dir()):
        record(arguments.dbt, project)
        print(project.name)

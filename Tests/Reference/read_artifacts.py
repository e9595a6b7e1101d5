#!/usr/bin/env python3
"""Read the artifacts of a target folder with the tools that read dbt's.

usage: read_artifacts.py TARGET [--reader artifacts] [--reader openlineage --project FOLDER]

`artifacts` needs dbt-artifacts-parser (PyPI): its pydantic classes for manifest v12, run-results v6,
catalog v1 and sources v3 refuse keys and types that their schemas do not have. `openlineage` needs
openlineage-integration-common: its processor turns manifest, run results and catalog into events.
Prints a line for each file or event kind; exit 1 when one cannot be read.
"""
import argparse
import collections
import json
import pathlib
import sys


def artifacts(target):
    from dbt_artifacts_parser import parser

    readers = {
        "manifest.json": parser.parse_manifest_v12, "run_results.json": parser.parse_run_results_v6,
        "catalog.json": parser.parse_catalog_v1, "sources.json": parser.parse_sources_v3,
    }
    failed = False
    for name, read in readers.items():
        path = target / name
        if not path.exists():
            print(f"{name}: not there")
            continue
        try:
            parsed = read(json.loads(path.read_text()))
            size = len(getattr(parsed, "nodes", None) or getattr(parsed, "results", None) or [])
            print(f"{name}: {type(parsed).__name__}, {size} entries")
        except Exception as error:
            failed = True
            print(f"{name}: {str(error)[:2000]}")
    return failed


def openlineage(target, project):
    from openlineage.common.provider.dbt.local import DbtLocalArtifactProcessor

    processor = DbtLocalArtifactProcessor(
        producer="https://example.org/swiftdbt", job_namespace="swiftdbt", project_dir=str(project),
        profile_name=None, target=None, target_path=str(target.relative_to(project)))
    parsed = processor.parse()
    events = parsed.events() if hasattr(parsed, "events") else list(parsed)
    kinds = collections.Counter(event.eventType.value for event in events)
    outputs = sorted({output.name for event in events for output in (event.outputs or [])})
    print(f"openlineage: {dict(kinds)}, {len(outputs)} datasets written: {', '.join(outputs[:3])}, …")
    return not events


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("target", type=pathlib.Path)
    options.add_argument("--reader", default="artifacts", choices=["artifacts", "openlineage"])
    options.add_argument("--project", type=pathlib.Path)
    given = options.parse_args()
    target = given.target.resolve()
    if given.reader == "artifacts":
        sys.exit(artifacts(target))
    sys.exit(openlineage(target, (given.project or target.parent).resolve()))


if __name__ == "__main__":
    main()

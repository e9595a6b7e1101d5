#!/usr/bin/env python3
"""Build an Airflow DAG with astronomer-cosmos from a project that swiftdbt reads, and run its tasks.

usage: cosmos_dag.py PROJECT --swiftdbt BINARY --profile NAME [--mode manifest|ls|both] [--run]

Needs apache-airflow and astronomer-cosmos (PyPI). The graph comes from target/manifest.json (`swiftdbt
parse` is called first) or from `swiftdbt ls`, which cosmos calls itself (`dbt_executable_path`).
Prints the tasks of each; with --run, runs every one in order as the operators do. Exit 1 when the two
graphs differ or a task fails.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="airflow-"))
os.environ.setdefault("AIRFLOW__CORE__LOAD_EXAMPLES", "False")
os.environ.setdefault("AIRFLOW__COSMOS__ENABLE_CACHE", "False")
os.environ.setdefault("AIRFLOW__COSMOS__ENABLE_CACHE_DBT_LS", "False")


def dag(options, mode):
    from datetime import datetime

    from cosmos import DbtDag, ExecutionConfig, ProfileConfig, ProjectConfig, RenderConfig
    from cosmos.constants import InvocationMode, LoadMode

    load = LoadMode.DBT_MANIFEST if mode == "manifest" else LoadMode.DBT_LS
    manifest = options.project / "target" / "manifest.json" if mode == "manifest" else None
    binary = str(options.swiftdbt.resolve())
    return DbtDag(
        dag_id=f"swiftdbt_{mode}", start_date=datetime(2026, 1, 1), schedule=None,
        project_config=ProjectConfig(
            dbt_project_path=options.project, manifest_path=manifest, install_dbt_deps=False),
        profile_config=ProfileConfig(
            profile_name=options.profile, target_name=options.target,
            profiles_yml_filepath=options.project / "profiles.yml"),
        execution_config=ExecutionConfig(
            dbt_executable_path=binary, invocation_mode=InvocationMode.SUBPROCESS),
        render_config=RenderConfig(
            load_method=load, dbt_executable_path=binary, dbt_deps=False,
            invocation_mode=InvocationMode.SUBPROCESS, emit_datasets=False),
        operator_args={"install_deps": False})


def shape(found):
    return {task.task_id: sorted(task.downstream_task_ids) for task in found.tasks}


def run(found):
    """Runs the tasks in the order of the graph, each through its operator."""
    for task in found.topological_sort():
        if not hasattr(task, "build_and_run_cmd"):
            continue
        result = task.build_and_run_cmd(context={"ti": None, "run_id": "reference"}, cmd_flags=task.add_cmd_flags())
        print(f"  {task.task_id}: exit {getattr(result, 'exit_code', result)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("--swiftdbt", required=True, type=pathlib.Path)
    parser.add_argument("--profile", required=True)
    parser.add_argument("--target", default="dev")
    parser.add_argument("--mode", default="both", choices=["manifest", "ls", "both"])
    parser.add_argument("--run", action="store_true")
    options = parser.parse_args()
    options.project = options.project.resolve()
    binary = str(options.swiftdbt.resolve())
    subprocess.run([binary, "parse", "--quiet"], cwd=options.project, check=True)
    modes = ["manifest", "ls"] if options.mode == "both" else [options.mode]
    graphs = {mode: dag(options, mode) for mode in modes}
    for mode, found in graphs.items():
        edges = sum(len(below) for below in shape(found).values())
        print(f"{mode}: {len(found.tasks)} tasks, {edges} edges")
    if options.run:
        run(graphs[modes[-1]])
    shapes = [shape(found) for found in graphs.values()]
    sys.exit(0 if all(one == shapes[0] for one in shapes) else 1)


if __name__ == "__main__":
    main()

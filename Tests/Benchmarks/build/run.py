#!/usr/bin/env python3
"""Building a project of many small models, beside the same statements in the databases' own shells.

usage: run.py SWIFTDBT [--models 1000] [--rounds 5] [--only sqlite|postgres]

The project (`../project/make_project.py`) is built on an empty database ("first") and once more on what
that left ("again"). The statements of the reference are those of the debug log of a build with one thread
(`statements.py`): one sqlite3 shell; four psql sessions, each level of the graph dealt out to them. Needs
sqlite3, psql and initdb (or SWIFTDBT_POSTGRES_URL).
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import measuring  # noqa: E402
import statements  # noqa: E402

SETTING = ("pragma journal_mode=wal; pragma synchronous=normal; pragma secure_delete=off; "
           "pragma legacy_alter_table=on;\n")
SESSIONS = 4


def log_of(tool, project, number, env):
    """The debug log of a build with one thread."""
    log = project / f"log-{number}"
    measuring.run([tool, "build", "--threads", "1", "--log-path", log, "--log-level-file", "debug",
                   "--log-file-max-bytes", "0", "--target-path", project / "target-log"],
                  cwd=project, env=env, log=project / "out.txt")
    return log / "dbt.log"


def build(tool, project, env, number):
    # A target folder of its own: a file system that has just deleted thousands of files is slow to make new ones.
    return measuring.run([tool, "build", "--target-path", project / f"target-{number}"],
                         cwd=project, env=env, log=project / "out.txt")


def sqlite(tool, base, options):
    project = base / "project"
    scripts = {}
    for moment in ("first", "again"):
        found = statements.of_log(log_of(tool, project, moment, {}), project / "seeds")
        scripts[moment] = project / f"{moment}.sql"
        scripts[moment].write_text(SETTING + "\n".join(found) + "\n")
    runs = {"first": ([], []), "again": ([], [])}
    for number in range(options.rounds):
        for file in project.glob("*.db*"):
            file.unlink()
        for moment in ("first", "again"):
            runs[moment][0].append(build(tool, project, {}, number))
            with open(scripts[moment]) as script:
                runs[moment][1].append(measuring.run(
                    ["sqlite3", "-bail", "shell.db"], cwd=project, stdin=script))
    for moment, (ours, shell) in runs.items():
        measuring.print_row(f"SQLite, {moment}", measuring.median(ours), measuring.median(shell), "≤ 1.25")


def levels_of(manifest):
    """The level of each node: a model after the tests of what it reads, as in a build."""
    nodes = manifest["nodes"]
    tests = {}
    for name, node in nodes.items():
        if node["resource_type"] == "test":
            for parent in node["depends_on"]["nodes"]:
                tests.setdefault(parent, []).append(name)
    known = {}

    def level(name):
        if name not in known:
            node = nodes[name]
            parents = [parent for parent in node.get("depends_on", {}).get("nodes", []) if parent in nodes]
            before = [level(parent) for parent in parents]
            if node["resource_type"] != "test":
                before += [level(parent) + 1 for parent in parents if parent in tests]
            known[name] = 1 + max(before, default=0)
        return known[name]

    sys.setrecursionlimit(100_000)
    return {name: level(name) for name in nodes}


def dealt(entries, levels, project):
    """For each level the scripts of the sessions: nodes are dealt out in their order."""
    texts = {}
    for node, sql in entries:
        texts.setdefault(node, []).append(statements.psql(node, sql, project / "seeds"))
    result = {}
    for place, (node, found) in enumerate(texts.items()):
        level = result.setdefault(levels[node] if node in levels else 0, [[] for _ in range(SESSIONS)])
        level[place % SESSIONS] += found
    return [result[number] for number in sorted(result)]


def psql_sessions(levels, env):
    """Runs the scripts: each session says when it has done its part of a level, and waits for the others."""
    psql = shutil.which("psql", path=os.pathsep.join(
        [str(path) for path in sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
        + [os.environ["PATH"]]))
    started, before = time.monotonic(), os.times()
    sessions = [subprocess.Popen([psql, "-XqAtv", "ON_ERROR_STOP=1"], env={**os.environ, **env},
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
                for _ in range(SESSIONS)]
    outputs = [os.fdopen(os.dup(session.stdout.fileno()), "rb") for session in sessions]
    for level in levels:
        for session, script in zip(sessions, level):
            session.stdin.write(("\n".join(script) + "\n\\echo level-done\n").encode())
        for output in outputs:
            for line in output:
                if line == b"level-done\n":
                    break
            else:
                raise SystemExit("a psql session failed")
    for session in sessions:
        session.stdin.close()
        session.wait()
    after = os.times()
    return measuring.Measured(
        time.monotonic() - started, after.children_user - before.children_user,
        after.children_system - before.children_system, 0)


def postgres(tool, base, options):
    with measuring.Postgres() as server:
        project = base / "project-postgres"
        shutil.copytree(base / "original", project)
        profile = project / "profiles.yml"
        profile.write_text("bench:\n  target: dev\n  outputs:\n    dev:\n      " + server.profile(SESSIONS))
        clear = "set client_min_messages = error; drop schema if exists bench cascade"
        parts = {}
        for moment in ("first", "again"):
            entries = list(statements.entries(log_of(tool, project, moment, {})))
            levels = levels_of(json.loads((project / "target-log" / "manifest.json").read_text()))
            parts[moment] = dealt(entries, levels, project)
        runs = {"first": ([], []), "again": ([], [])}
        for number in range(options.rounds):
            for place, perform in enumerate((
                lambda moment: build(tool, project, {}, number),
                lambda moment: psql_sessions(parts[moment], server.env))):
                server.psql(clear)
                if place == 1:
                    server.psql("create schema bench")
                for moment in ("first", "again"):
                    runs[moment][place].append(perform(moment))
        server.psql(clear)
        for moment, (ours, shell) in runs.items():
            measuring.print_row(
                f"PostgreSQL, {SESSIONS} threads, {moment}", measuring.median(ours), measuring.median(shell),
                "≤ 1.15")


def main():
    parser = measuring.parser(__doc__, rounds=5)
    parser.add_argument("--models", type=int, default=1000)
    options = parser.parse_args()
    tool = options.tool.resolve()
    with measuring.folder() as base:
        make = pathlib.Path(__file__).resolve().parent.parent / "project" / "make_project.py"
        subprocess.run([sys.executable, make, base / "original", str(options.models), "--rows", "200"],
                       check=True, stdout=subprocess.DEVNULL)
        shutil.copytree(base / "original", base / "project")
        measuring.print_machine()
        if options.only != "postgres":
            sqlite(tool, base, options)
        if options.only != "sqlite":
            postgres(tool, base, options)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""What the tool itself costs on large projects, beside dbt where it is installed.

    run.py SWIFTDBT [WORK …] [--models 10000] [--rounds 3] [--dbt PATH] [--dbt2 PATH]

WORK is one or more of start, parse, compile, edit, ls, scale, binary; all of them if none is named. `--dbt` is dbt-core 1.x,
measured once because it takes minutes, `--dbt2` the Rust one, both with their adapters for PostgreSQL.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from measuring import folder, median, print_machine, print_row, run  # noqa: E402


class Projects:
    """Synthetic projects of different sizes, each written once."""

    def __init__(self, path):
        self.folder = path

    def make(self, models, adapter="sqlite"):
        project = self.folder / f"{models}-{adapter}"
        if not project.exists():
            run([sys.executable, HERE / "make_project.py", project, models, "--rows", 20, "--adapter", adapter])
        return project


def cold(project, command, environment=None):
    """A run that finds nothing of an earlier one.

    That is put aside and not deleted: ext4 looks for free inodes among those that were deleted in the last minutes one by
    one, so that making 40,000 files right after `rm -rf target` takes up to 4 s of system time more.
    """

    def measured():
        aside = project.parent / "aside"
        aside.mkdir(exist_ok=True)
        for left in ("target", "logs"):
            if (project / left).exists():
                (project / left).rename(aside / f"{project.name}-{left}-{len(list(aside.iterdir()))}")
        return run(command, project, environment)

    return measured


def rounds(count, *ways):
    """The medians of ways that take turns, so that a noisy minute hits all of them."""
    taken = [[] for _ in ways]
    for _ in range(count):
        for way, runs in zip(ways, taken):
            runs.append(way())
    return [median(runs) for runs in taken]


def start(options, projects):
    for flag in ("--version", "--help"):
        [ours] = rounds(20, lambda: run([options.swiftdbt, flag]))
        print_row(f"`{flag}`", ours, None, "10 ms")


def parse(options, projects):
    # dbt's adapters are for PostgreSQL here; nothing is asked of the server.
    adapter = "postgres" if options.dbt or options.dbt2 else "sqlite"
    project = projects.make(options.models, adapter)
    ours = cold(project, [options.swiftdbt, "parse", "--profiles-dir", "."])
    work, goal = f"parse, {options.models} models, cold", "1.0 s, 200 MB"
    if options.dbt2:
        rust = cold(
            project, [options.dbt2, "parse", "--profiles-dir", "."],
            {"DBT_ALLOW_EXPERIMENTAL_ADAPTERS": "true", "RUST_BACKTRACE": "0"})
        print_row(f"{work}; dbt 2", *rounds(options.rounds, ours, rust), goal)
    if options.dbt:
        python = cold(project, [options.dbt, "parse", "--no-partial-parse", "--profiles-dir", "."])
        print_row(f"{work}; dbt-core, once", *rounds(1, ours, python), goal)
    if not options.dbt and not options.dbt2:
        print_row(work, *rounds(options.rounds, ours), None, goal)


def compile_all(options, projects):
    project = projects.make(options.models)
    command = [options.swiftdbt, "compile"]
    [first] = rounds(1, cold(project, command))
    print_row(f"compile, {options.models} models, cold", first, None, "2.0 s, 200 MB")
    # The SQL files are there then, the parse is not kept for this command.
    [again] = rounds(options.rounds, lambda: run(command, project))
    print_row("the same again", again, None, "2.0 s, 200 MB")


def edit(options, projects):
    project = projects.make(options.models)
    run([options.swiftdbt, "parse"], project)
    model = sorted((project / "models" / "marts").glob("*.sql"))[0]
    written = model.read_text()
    texts = {"SQL between tags": "-- changed {}\n", "a tag": "{{% set edit_{} = 1 %}}\n"}
    for name, text in texts.items():
        runs = []
        for number in range(options.rounds):
            model.write_text(written + text.format(number))
            runs.append(run([options.swiftdbt, "parse"], project))
        print_row(f"parse, {options.models} models, {name} of one file changed", median(runs), None, "0.3 s")
    model.write_text(written)


def list_one(options, projects):
    project = projects.make(options.models)
    name = sorted((project / "models" / "marts").glob("*.sql"))[0].stem
    command = [options.swiftdbt, "ls", "--select", name]
    run(command, project)
    [ours] = rounds(max(5, options.rounds), lambda: run(command, project))
    print_row(f"ls of one of {options.models} models, unchanged", ours, None, "0.15 s")


def scale(options, projects):
    for models in (1_000, 10_000, 100_000):
        [ours] = rounds(1, cold(projects.make(models), [options.swiftdbt, "parse"]))
        print_row(f"parse, {models} models", ours, None, "grows linearly")


def binary(options, projects):
    moved = projects.folder / "moved"
    shutil.copy(options.swiftdbt, moved)
    ours = run([moved, "--version"], "/")
    linked = subprocess.run(["ldd", moved], capture_output=True, text=True, check=True).stdout
    own = [line for line in linked.splitlines() if "=>" in line and "/lib" not in line]
    size = f"{moved.stat().st_size / 1e6:.1f} MB, {len(own)} libraries besides the system's"
    print_row(f"the binary, moved: {size}", ours, None, "30 MB, 0")


WORKS = {
    "start": start, "parse": parse, "compile": compile_all, "edit": edit, "ls": list_one, "scale": scale,
    "binary": binary,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("swiftdbt", type=pathlib.Path)
    parser.add_argument("work", nargs="*", choices=[[], *WORKS])
    parser.add_argument("--models", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dbt")
    parser.add_argument("--dbt2")
    options = parser.parse_args()
    options.swiftdbt = options.swiftdbt.resolve()
    print_machine()
    with folder() as path:
        projects = Projects(path)
        for work in options.work or WORKS:
            WORKS[work](options, projects)


if __name__ == "__main__":
    main()

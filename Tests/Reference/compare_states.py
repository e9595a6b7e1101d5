"""Compares `ls --select state:…` with dbt's after each of many edits, and records dbt's answers.

    DBT_PYTHON compare_states.py SWIFTDBT [--record] [EDIT…]

DBT_PYTHON is the Python that dbt-core and dbt-postgres are installed for; no database is needed. Every
file of Fixtures/states/edits is an edit of Fixtures/states/project: new texts of files, `(removed)` for
one that is gone, `--- environment` and `--- options` for what the second parse is called with.

Asked four ways: each tool with its own earlier manifest, and each with the other's. Prints every answer
that is not dbt's own, and exits 1 where there are any. --record asks dbt alone, with its own manifest
and with ours, and writes the answers to Fixtures/states/expected, which StateComparisonTests hold us to.
"""
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

from dbt.cli.main import dbtRunner
from dbt.contracts.state import PreviousState
from dbt.graph.selector_methods import StateSelectorMethod

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "Fixtures" / "states"
QUESTIONS = ["new", "modified", "modified.body", "modified.configs", "modified.relation",
             "modified.persisted_descriptions", "modified.macros", "modified.contract"]
# What `ls` lists only when it is asked to.
UNLISTED = ("analysis", "operation")
RECORDS = "--record" in sys.argv


class Edit:
    def __init__(self, path):
        self.name, self.files = path.stem, {}
        for part in ("\n" + path.read_text()).split("\n--- ")[1:]:
            name, _, text = part.partition("\n")
            self.files[name] = text
        self.environment = dict(
            line.split("=") for line in self.files.pop("environment", "").split())
        self.options = shlex.split(self.files.pop("options", "").replace(" {", " '{")
                                   .replace("}", "}'"))

    def apply(self, folder):
        for name, text in self.files.items():
            path = folder / name
            if text.strip() == "(removed)":
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text.rstrip("\n") + "\n")


class DBT:
    """dbt in this process, for starting it takes longer than the rest."""

    @staticmethod
    def words(folder, target):
        return ["--quiet", "--project-dir", str(folder), "--profiles-dir", str(folder),
                "--target-path", str(target), "--no-partial-parse"]

    def parse(self, folder, target, options=()):
        result = dbtRunner().invoke(["parse", *self.words(folder, target), *options])
        if not result.success:
            raise SystemExit(f"dbt cannot parse {folder}: {result.exception}")
        return result.result

    def answers(self, manifest, folder, state):
        """What `state:…` selects, before anything is added by graph operators or tests."""
        previous = PreviousState(state_path=state, target_path=folder, project_root=folder)
        # The macros that come with a tool are its own, and no change of the project.
        for unique_id, macro in manifest.macros.items():
            if macro.package_name.startswith("dbt"):
                previous.manifest.macros[unique_id] = macro
        for unique_id in [key for key in previous.manifest.macros if key.startswith("macro.dbt")
                          and key not in manifest.macros]:
            del previous.manifest.macros[unique_id]
        everything = {*manifest.nodes, *manifest.sources, *manifest.exposures, *manifest.metrics,
                      *manifest.unit_tests, *manifest.functions, *manifest.semantic_models,
                      *manifest.saved_queries}
        found = {}
        for question in QUESTIONS:
            method = StateSelectorMethod(manifest, previous, [])
            try:
                ids = set(method.search(everything, question))
            except Exception as error:  # a broken contract is an exception
                ids = {type(error).__name__}
            found[question] = sorted(i for i in ids if i.split(".")[0] not in UNLISTED)
        return found


class Ours:
    def __init__(self, binary):
        self.binary = binary

    def run(self, *words):
        return subprocess.run([self.binary, *words], capture_output=True, text=True, timeout=120)

    def parse(self, folder, target, options=()):
        result = self.run("parse", *DBT.words(folder, target), *options)
        if result.returncode:
            raise SystemExit(f"{folder}: {result.stdout}{result.stderr}")

    def answers(self, folder, target, state, options=()):
        found = {}
        for question in QUESTIONS:
            result = self.run(
                "ls", "--select", f"state:{question}", "--state", str(state), "--output", "json",
                "--output-keys", "unique_id", "--indirect-selection", "empty",
                *DBT.words(folder, target), *options)
            lines = sorted(json.loads(line)["unique_id"]
                           for line in result.stdout.split("\n") if line.startswith("{"))
            found[question] = lines if result.returncode == 0 else ["failed"]
        return found


def compare(edit, dbt, ours, parent):
    before, after = parent / "before", parent / edit.name
    shutil.copytree(FIXTURES / "project", after)
    edit.apply(after)
    saved = dict(os.environ)
    os.environ.update(edit.environment)
    try:
        manifest = dbt.parse(after, after / "dbt", edit.options)
        right = dbt.answers(manifest, after, before / "dbt")
        ways = {"dbt with our state": dbt.answers(manifest, after, before / "ours")}
        for state in [] if RECORDS else ["ours", "dbt"]:
            ways[f"ours with the state of {state}"] = ours.answers(
                after, after / "ours", before / state, edit.options)
    finally:
        os.environ.clear()
        os.environ.update(saved)
    wrong = 0
    for way, answers in ways.items():
        for question in QUESTIONS:
            if answers[question] != right[question]:
                wrong += 1
                print(f"{edit.name}, state:{question}, {way}: {' '.join(answers[question])}\n"
                      f"    dbt: {' '.join(right[question])}", flush=True)
    return right, wrong


def main():
    names = [word for word in sys.argv[2:] if not word.startswith("--")]
    edits = [Edit(path) for path in sorted((FIXTURES / "edits").glob("*.txt"))
             if not names or path.stem in names]
    dbt, ours, wrong = DBT(), Ours(sys.argv[1]), 0
    os.environ.update(STATES_TARGET="postgres", DBT_SEND_ANONYMOUS_USAGE_STATS="false")
    with tempfile.TemporaryDirectory() as folder:
        parent = pathlib.Path(folder)
        before = parent / "before"
        shutil.copytree(FIXTURES / "project", before)
        dbt.parse(before, before / "dbt")
        ours.parse(before, before / "ours")
        for edit in edits:
            right, count = compare(edit, dbt, ours, parent)
            wrong += count
            if RECORDS:
                lines = [f"{question}: {' '.join(names)}".rstrip() for question, names in right.items()]
                path = FIXTURES / "expected" / f"{edit.name}.txt"
                path.parent.mkdir(exist_ok=True)
                path.write_text("\n".join(lines) + "\n")
    print(f"{len(edits)} edits, {wrong} other answers than dbt's")
    sys.exit(1 if wrong else 0)


main()

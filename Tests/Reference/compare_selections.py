#!/usr/bin/env python3
"""Compares `ls` with dbt's on a project of our own, and records dbt's answers for the tests.

    compare_selections.py DBT SWIFTDBT [--record]

Each line of Fixtures/selections/expressions.txt is a command line after `ls`. With --record, dbt's
answers are written to Fixtures/selections/expected.txt, which CommandsTests hold us to.
Prints the expressions whose answers differ; exits 1 when there are any.
"""
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "Fixtures" / "selections"


def listing(tool, words, folder, target):
    environment = dict(
        os.environ, SELECTIONS_TARGET=target, DBT_SEND_ANONYMOUS_USAGE_STATS="false")
    command = [tool, "ls", "--quiet", "--output", "name", *words]
    for patience in (60, 600):  # on a crowded machine dbt has been seen to hang once in hundreds of starts
        try:
            result = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, text=True, timeout=patience)
            break
        except subprocess.TimeoutExpired:
            if patience == 600:
                raise
    names = sorted(line for line in result.stdout.split("\n") if line and " " not in line)
    return names if result.returncode == 0 else [f"exit {result.returncode}"]


def main():
    dbt, ours = sys.argv[1:3]
    expressions = (FIXTURES / "expressions.txt").read_text().splitlines()
    answers, different = [], 0
    with tempfile.TemporaryDirectory() as parent:
        folder = pathlib.Path(parent) / "project"
        shutil.copytree(FIXTURES / "project", folder)
        for expression in expressions:
            words = shlex.split(expression)
            expected = listing(dbt, words, folder, "postgres")
            actual = listing(ours, words, folder, "sqlite")
            answers.append(f"{expression}\n  {' '.join(expected)}")
            if expected != actual:
                different += 1
                print(f"{expression}\n  dbt:  {' '.join(expected)}\n  ours: {' '.join(actual)}")
    if "--record" in sys.argv:
        (FIXTURES / "expected.txt").write_text("\n".join(answers) + "\n")
    print(f"{len(expressions)} expressions, {different} with another answer than dbt's")
    sys.exit(1 if different else 0)


main()

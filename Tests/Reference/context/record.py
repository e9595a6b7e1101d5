"""Writes what dbt makes of the cases in Tests/Fixtures/context/cases and queries behind each case.

    python record.py DBT [FILE…]

DBT is the executable of dbt-core with dbt-postgres; SWIFTDBT_POSTGRES_URL names a server. Each case is
a model; its compiled code is the expectation. A case whose name begins with `error:` is rendered while
executing only, and dbt has to refuse it.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Fixtures" / "context"


def read(path):
    """(name, template) of each case; what was recorded is left out."""
    cases = []
    for part in re.split(r"^=== ", path.read_text(), flags=re.M)[1:]:
        name, text = part.split("\n", 1)
        cases.append((name, text.split("\n--- ", 1)[0].strip("\n")))
    return cases


def source(name, template):
    return "{% if execute %}" + template + "{% endif %}" if name.startswith("error:") else template


def compile_all(dbt, cases):
    url = urllib.parse.urlparse(os.environ["SWIFTDBT_POSTGRES_URL"])
    environment = dict(
        os.environ, PROBE_HOST=url.hostname, PROBE_PORT=str(url.port), PROBE_USER=url.username,
        PROBE_DATABASE=url.path[1:], DBT_ENV_SECRET_PASSWORD=url.password, PROBE_VALUE="of the probe",
        DBT_ENV_SECRET_PROBE="hidden")
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / "project"
        shutil.copytree(FOLDER / "project", project)
        for number, (name, template) in enumerate(cases):
            (project / "models" / f"case_{number:03}.sql").write_text(source(name, template))
        bad = [n for n, (name, _) in enumerate(cases) if name.startswith("error:")]

        def run(*arguments):
            return subprocess.run(
                [dbt, "compile", "--profiles-dir", ".", *arguments], cwd=project, env=environment,
                capture_output=True, text=True)

        # dbt compile ends with the first error, so those that are expected are compiled one by one.
        exclusion = ["--exclude", *(f"case_{n:03}" for n in bad)] if bad else []
        done = run(*exclusion)
        if done.returncode != 0:
            sys.exit(done.stdout + done.stderr)
        results = json.loads((project / "target" / "run_results.json").read_text())["results"]
        codes = {result["unique_id"]: result["compiled_code"] for result in results}
        found = {}
        for number in range(len(cases)):
            if number in bad:
                if run("--select", f"case_{number:03}").returncode == 0:
                    sys.exit(f"dbt does not refuse {cases[number][0]}")
                found[number] = None
            else:
                found[number] = codes[f"model.context_probe.case_{number:03}"]
        return found


def main():
    dbt, *files = sys.argv[1:]
    for path in [pathlib.Path(f) for f in files] or sorted(FOLDER.glob("*/*.txt")):
        cases = read(path)
        found = compile_all(dbt, cases)
        text = ""
        for number, (name, template) in enumerate(cases):
            text += f"=== {name}\n{template}\n--- {'error' if found[number] is None else 'text'}\n"
            if found[number] is not None:
                code = found[number].replace(f"case_{number:03}", "probe").strip("\n")
                text += code + "\n"
        path.write_text(text)


main()

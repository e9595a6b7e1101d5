"""Compares compile and render times of jinja-eval, minijinja and jinja2 on the models beside it.

    swift build -c release --product jinja-eval
    python3 run.py path/to/jinja-eval          # needs: pip install jinja2==3.1.6 minijinja

All three render the same text from the same variables; medians of many runs, one thread.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import jinja2
import jinja2.sandbox
import minijinja

PLAIN = {
    "columns": [
        {"name": "customer_id", "alias": None},
        {"name": "Status Text", "alias": "status_text", "quote": True},
        {"name": "region", "alias": "sales_region"},
        {"name": "channel", "alias": None, "quote": False},
    ],
    "target": {"name": "dev", "schema": "analytics"},
    "sections": [1, 2, 3],
    "this": '"db"."analytics"."orders"',
}
# What dbt offers as functions, as macros of a prelude: all three engines then run the same code.
PRELUDE = """
{%- macro config() -%}{{ '' if kwargs else '' }}{%- endmacro -%}
{%- macro ref(name) -%}"db"."analytics"."{{ name }}"{%- endmacro -%}
{%- macro source(schema, name) -%}"db"."{{ schema }}"."{{ name }}"{%- endmacro -%}
{%- macro var(name, default='2024-01-01') -%}{{ default }}{%- endmacro -%}
{%- macro is_incremental() -%}1{%- endmacro -%}
"""
# minijinja has no kwargs in macros: config takes named parameters there and everywhere.
PRELUDE = PRELUDE.replace("config() -%}{{ '' if kwargs else '' }}", "config(materialized, unique_key, tags) -%}")


def measure(body, runs):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        body()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e6


def with_jinja2(source, runs):
    environment = jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    template = environment.from_string(source)
    output = template.render(PLAIN)
    compile_time = measure(lambda: environment.from_string(source), max(5, runs // 50))
    return output, compile_time, measure(lambda: template.render(PLAIN), runs)


def with_minijinja(source, runs):
    environment = minijinja.Environment()
    environment.add_template("model", source)
    output = environment.render_template("model", **PLAIN)

    def compile_template():
        environment.add_template("model", source)

    compile_time = measure(compile_template, runs)
    return output, compile_time, measure(lambda: environment.render_template("model", **PLAIN), runs)


def with_ours(executable, source, runs):
    request = json.dumps({"source": source, "context": PLAIN, "options": {}, "measure": runs})
    answer = subprocess.run([executable], input=request + "\n", capture_output=True, text=True, check=True)
    result = json.loads(answer.stdout)
    return result["output"], result["compile_us"], result["render_us"], result["lex_us"]


def main():
    executable, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 500
    print("| model | engine | compile µs | render µs |")
    print("|---|---|---:|---:|")
    for path in sorted((Path(__file__).parent / "models").glob("*.sql"), key=lambda p: p.stat().st_size):
        source = PRELUDE + path.read_text()
        lines = source.count("\n")
        reference, *jinja = with_jinja2(source, runs)
        output, *mini = with_minijinja(source, runs)
        ours, *swift, lex = with_ours(executable, source, runs)
        if ours != reference:
            sys.exit(f"{path.name}: our output differs from jinja2's")
        if output.strip() != reference.strip():
            print(f"(minijinja's output of {path.name} differs from jinja2's)", file=sys.stderr)
        label = f"{path.stem}, {lines} lines, {len(source)} B → {len(reference)} B"
        print(f"| {label} | jinja-eval (lex {lex:.1f}) | {swift[0]:.0f} | {swift[1]:.0f} |")
        print(f"| | minijinja {minijinja.__version__ if hasattr(minijinja, '__version__') else ''} | {mini[0]:.0f} | {mini[1]:.0f} |")
        print(f"| | jinja2 {jinja2.__version__} | {jinja[0]:.0f} | {jinja[1]:.0f} |")


if __name__ == "__main__":
    main()

"""Compares jinja-eval with Jinja2 on random templates: what is printed, and which error is raised in which line.

    pip install jinja2==3.1.6
    python3 compare.py JINJA_EVAL [--seed 1] [--count 5000] [--show 20] [--record FILE]

The templates are composed of all statements, operators, filters, tests, methods, formats and whitespace
options; `grammar.py` holds the pieces; `sweep.py` goes through every filter, test and method instead. The same seed gives the same templates. A difference is shown once for each
shape (see `shape_of`); `--record` writes the smallest template of each shape as a line of probes.jsonl.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import traceback
from collections import Counter

import jinja2
from jinja2 import DictLoader, Environment

from grammar import Grammar, LOADED

UNDEFINED = {
    "default": jinja2.Undefined, "chainable": jinja2.ChainableUndefined, "debug": jinja2.DebugUndefined,
    "strict": jinja2.StrictUndefined,
}
# What a template may use there and not here, or prints with an address: no difference worth a line.
ADDRESS = re.compile(r" at 0x[0-9a-f]+", re.I)


def reference(request):
    options = dict(request["options"])
    environment = Environment(
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], loader=DictLoader(request.get("templates", {})),
        undefined=UNDEFINED[options.pop("undefined", "default")], **options)
    try:
        template = environment.from_string(request["source"])
        return {"output": template.render(json.loads(json.dumps(request["context"])))}
    except Exception as error:
        return {"error": {"type": type(error).__name__, "line": line_of(error), "message": str(error)}}


def line_of(error):
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.lineno
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return frames[-1].lineno if frames else 0


def ours(program, requests):
    text = "".join(json.dumps(request) + "\n" for request in requests)
    result = subprocess.run([program], input=text, capture_output=True, text=True, timeout=600)
    lines = result.stdout.split("\n")[:-1]
    if len(lines) != len(requests):
        print(f"CRASH ({result.returncode}) at {json.dumps(requests[len(lines)])}")
        return [json.loads(line) for line in lines] + ours(program, requests[len(lines) + 1:])
    return [json.loads(line) for line in lines]


def verdict(theirs, mine):
    if "output" in theirs and "output" in mine:
        return None if ADDRESS.sub("", theirs["output"]) == ADDRESS.sub("", mine["output"]) else "output"
    if "output" in theirs:
        return f"we raise {mine['error']['type']}: {mine['error']['message'][:60]}"
    if "output" in mine:
        return f"they raise {theirs['error']['type']}: {theirs['error']['message'][:60]}"
    if theirs["error"]["type"] != mine["error"]["type"]:
        return f"{theirs['error']['type']} here {mine['error']['type']}"
    if theirs["error"]["line"] != mine["error"]["line"]:
        return f"line of {theirs['error']['type']}"
    return None


def shape_of(difference):
    return re.sub(r"\d+|'[^']*'|`[^`]*`", "_", difference)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--record")
    arguments = parser.parse_args()
    grammar = Grammar(random.Random(arguments.seed))
    requests = [grammar.request() for _ in range(arguments.count)]
    seen, outcomes, recorded = Counter(), Counter(), {}
    for start in range(0, len(requests), 500):
        part = requests[start:start + 500]
        answers = ours(arguments.program, part)
        if len(answers) != len(part):
            continue
        for request, mine in zip(part, answers):
            theirs = reference(request)
            outcomes["output" if "output" in theirs else theirs["error"]["type"]] += 1
            difference = verdict(theirs, mine)
            if difference is None:
                continue
            shape = shape_of(difference)
            seen[shape] += 1
            best = recorded.get(shape)
            if best is None or len(request["source"]) < len(best[0]["source"]):
                recorded[shape] = (request, theirs, mine)
    print(f"{len(requests)} templates, {sum(seen.values())} differ; outcomes: {dict(outcomes)}")
    for shape, count in seen.most_common(arguments.show):
        request, theirs, mine = recorded[shape]
        print(f"\n{count} × {shape}\n  {request['source']!r} {request['options']}")
        print(f"  theirs: {json.dumps(theirs, ensure_ascii=False)[:300]}\n  ours:   {json.dumps(mine, ensure_ascii=False)[:300]}")
    if arguments.record:
        with open(arguments.record, "a") as file:
            for request, _, _ in recorded.values():
                file.write(json.dumps({"source": request["source"], "options": request["options"]}, ensure_ascii=False) + "\n")
    sys.exit(1 if seen else 0)


if __name__ == "__main__":
    main()

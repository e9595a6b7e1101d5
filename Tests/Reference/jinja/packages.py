"""Reads the macros of dbt packages with jinja-eval and Jinja2, and renders each of them with both.

    python3 packages.py JINJA_EVAL FOLDER…

Every .sql file under the folders has to compile. Then each macro is called with values that suit the names of its
parameters, between stand-ins for what dbt offers (`return`, `adapter`, `exceptions`, `target`, `dbt`): the
output, or the type of the error, has to be the same. A macro that asks the warehouse stops at the same place in both.
"""

import json
import re
import sys
from pathlib import Path

from compare import ADDRESS, ours, reference

DEFINITION = re.compile(r"\{%-?\s*(macro|test|data_test)\s+(\w+)\s*\(([^%]*?)\)\s*-?%\}", re.S)
PRELUDE = (
    "{% macro return(value='') %}{{ value }}{% endmacro %}{% macro ref(name) %}\"db\".\"s\".\"{{ name }}\"{% endmacro %}"
    "{% macro stub() %}{{ varargs | join(', ') }}{{ kwargs | dictsort | join(', ') }}{% endmacro %}"
    "{% set exceptions = {'raise_compiler_error': stub, 'warn': stub} %}{% set modules = {'datetime': {}, 're': {'match': stub}} %}"
    "{% set adapter = {'quote': stub, 'get_columns_in_relation': stub, 'dispatch': stub} %}"
    "{% set dbt = {'type_string': stub, 'type_timestamp': stub, 'dateadd': stub, 'datediff': stub, 'concat': stub, 'hash': stub, 'length': stub,"
    " 'date_trunc': stub, 'safe_cast': stub, 'cast': stub, 'split_part': stub, 'replace': stub, 'type_int': stub, 'string_literal': stub} %}"
    "{% set dbt_utils = {'group_by': stub, 'star': stub, 'slugify': stub, '_is_relation': stub, 'get_url_parameter': stub} %}"
    "{% set target = {'type': 'postgres', 'name': 'dev', 'schema': 's'} %}{% set execute = flag %}{% set log = stub %}{% set print = stub %}"
    "{% set config = {'get': stub, 'require': stub} %}{% set var = stub %}{% set model = {'name': 'm', 'config': {}} %}{% set this = 't' %}")
# Values for parameters by what their name says.
VALUES = [
    ("relation", "{'database': 'db', 'schema': 's', 'identifier': 't', 'name': 't'}"), ("columns", "['a', 'b']"), ("fields", "['a', 'b']"), ("list", "['x', 'y']"),
    ("exclude", "['b']"), ("values", "['x', 1]"), ("model", "'m'"), ("column", "'c'"), ("name", "'n'"), ("date", "'2024-01-31'"), ("expression", "'a + 1'"), ("number", "7"), ("n", "3"),
    ("interval", "2"), ("upper", "10"), ("quote", "true"), ("case", "false"), ("condition", "'x > 1'"), ("percent", "0.5"), ("string", "'Some Text'"),
]


def value(parameter):
    return next((text for word, text in VALUES if word in parameter), "'v'")


def calls(source):
    for kind, name, signature in DEFINITION.findall(source):
        parameters = [part for part in re.findall(r"(\w+)\s*(=)?", re.sub(r"=\s*(\[[^\]]*\]|\{[^}]*\}|'[^']*'|\"[^\"]*\"|[^,]*)", "=", signature))]
        full = name if kind == "macro" else "test_" + name
        needed = ", ".join(value(parameter) for parameter, default in parameters if not default)
        everything = ", ".join(f"{parameter}={value(parameter)}" for parameter, _ in parameters)
        for arguments in dict.fromkeys([needed, everything]):
            yield f"{full}({arguments})"


def plain(source):
    """Tests and materialisations as macros, in the same lines."""
    source = re.sub(r"(\{%-?\s*)(?:data_)?test\s+(\w+)", r"\1macro test_\2", source)
    source = re.sub(r"(\{%-?\s*)end(?:data_)?test(\s*-?%\})", r"\1endmacro\2", source)
    source = re.sub(r"(\{%-?\s*)materialization\s+(\w+)[^%]*?(-?%\})", r"\1macro mat_\2() \3", source)
    return re.sub(r"(\{%-?\s*)endmaterialization(\s*-?%\})", r"\1endmacro\2", source)


def main():
    program, *folders = sys.argv[1:]
    files = sorted(path for folder in folders for path in Path(folder).rglob("*.sql") if "macros" in path.parts)
    requests = []
    for path in files:
        text = path.read_text()
        source = plain(text)
        requests.append((path, {"source": source, "context": {}, "options": {}}))
        for call in calls(text):
            for flag in (False, True):
                requests.append((path, {"source": PRELUDE + source + "{{ " + call + " }}", "context": {"flag": flag}, "options": {}, "call": call}))
    answers = ours(program, [request for _, request in requests])
    same, different, unparsed, printed = 0, 0, 0, 0
    for (path, request), mine in zip(requests, answers):
        theirs = reference(request)
        if "call" not in request:
            unparsed += mine.get("error", {}).get("type", "").startswith("TemplateSyntax")
        isSame = (
            ADDRESS.sub("", theirs["output"]) == ADDRESS.sub("", mine["output"]) if "output" in theirs and "output" in mine
            else theirs.get("error", {}).get("type") == mine.get("error", {}).get("type"))
        same += isSame
        printed += isSame and "output" in mine
        if not isSame:
            different += 1
            print(f"{path}: {request.get('call', 'the file')}\n  theirs: {json.dumps(theirs)[:300]}\n  ours:   {json.dumps(mine)[:300]}")
    print(f"{len(files)} files, {unparsed} that do not compile; {same} of {len(requests)} renderings alike, {printed} of them without an error; {different} differ")
    sys.exit(1 if different or unparsed else 0)


if __name__ == "__main__":
    main()

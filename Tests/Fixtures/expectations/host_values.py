"""Records what Python's strptime, dateutil, jsonschema and SciPy say: host_values.json.

pip install python-dateutil jsonschema scipy; python host_values.py
"""

import json
import pathlib
from datetime import datetime

import jsonschema
from dateutil import parser
from scipy import stats

FORMATS = {
    "%Y-%m-%d": ["2024-02-29", "2023-02-29", "2024-2-9", "24-02-09", "2024-02-29 ", " 2024-02-29", "", "2024-13-01", "02024-01-01"],
    "%d.%m.%Y %H:%M": ["31.12.2023 23:59", "31.12.2023 24:00", "1.1.2023  0:0", "31.11.2023 10:00", "31.12.2023 10:60"],
    "%H%M%S": ["010203", "1122", "99", "235961", "235962"],
    "%Y-%m-%dT%H:%M:%S.%f%z": ["2024-01-01T00:00:00.5+0100", "2024-01-01T00:00:00.123456Z", "2024-01-01T00:00:00.1234567Z", "2024-01-01T00:00:00.1+01:00", "2024-01-01T00:00:00.1+1"],
    "%b %d, %Y": ["Jan 01, 2024", "jan 1, 2024", "January 1, 2024", "Foo 1, 2024", "Feb 30, 2024"],
    "%B %d %Y": ["May 5 2024", "march 31 2024", "Mar 31 2024"],
    "%A %I:%M %p": ["Monday 12:00 AM", "friday 13:00 PM", "Sunday 1:05 pm", "Sun 1:05 pm"],
    "%a %j %y": ["Mon 001 68", "tue 366 69", "Tue 367 69", "Tue 0 69"],
    "%m/%d": ["02/29", "02/30", "2/9"],
    "%y%m%d": ["240101", "2411", "241131"],
    "%d%m": ["111", "3112", "322"],
    "100%% %Y": ["100% 2024", "100 2024"],
    "%Y\t%m": ["2024 01", "2024\n  1", "202401"],
    "%w %U %Y": ["0 53 2024", "7 01 2024"],
}

DATEUTIL = [
    "2024-01-31", "2024-02-30", "31.12.2023", "12/31/2023", "31/12/2023", "2024", "2024-01", "Jan 2024",
    "January 5, 2024", "5 January 2024 10:30", "10:30", "10:30:15.5", "10am", "10 pm", "13 pm", "25:00", "10:60",
    "Thu Sep 25 10:36:28 2003", "2003-09-25T10:49:41.5-03:00", "20030925T104941", "20030925", "200309251049",
    "19990101T23", "hello", "", " ", "soon", "tomorrow", "12h", "10h36m", "Sep 03", "3rd of May 2001",
    "32/13/2020", "13/13/2020", "2024-13-01", "1.5.2024", "2024/1/5", "99999", "12345", "abc 2024", "2024-01-01Z",
    "2024-01-01 10:00 UTC", "2024-01-01T10:00:00Z", "2024-01-01 10:00:00+02:00", "Friday", "5", "45", "a", "-", "2024-06-31",
    "1/2/3", "0/1/2020", "2024-01-01 24:00", "10 September 2024 at 5pm", "20240230", "20241301", "1e5", "None", "nan",
]

SCHEMAS = [
    ({"type": "object", "required": ["a"], "properties": {"a": {"type": "integer", "minimum": 1}}}, [{"a": 1}, {"a": 0}, {}, {"a": 1.0}, {"a": 1.5}, {"a": True}, [], None]),
    ({"type": "array", "items": {"type": "string", "pattern": "^x"}, "minItems": 1, "uniqueItems": True}, [["x"], [], ["y"], ["x", "x"], ["x", "xy"], "x", [1]]),
    ({"anyOf": [{"type": "null"}, {"enum": [1, "two"]}]}, [None, 1, "two", 2, 1.0, "one"]),
    ({"oneOf": [{"multipleOf": 2}, {"multipleOf": 3}]}, [2, 3, 6, 7, "text"]),
    ({"not": {"type": "string"}, "const": {"a": [1]}}, [{"a": [1]}, {"a": [1.0]}, {"a": [2]}, "x"]),
    ({"$defs": {"n": {"type": "number", "exclusiveMaximum": 5}}, "properties": {"v": {"$ref": "#/$defs/n"}}, "additionalProperties": False}, [{"v": 4}, {"v": 5}, {"w": 1}, {}]),
    ({"patternProperties": {"^n_": {"type": "number"}}, "additionalProperties": {"type": "string"}}, [{"n_a": 1}, {"n_a": "1"}, {"b": "x"}, {"b": 1}]),
    ({"minLength": 2, "maxLength": 3}, ["é", "éé", "éééé", "👍👍", 5]),
    ({"if": {"properties": {"k": {"const": 1}}, "required": ["k"]}, "then": {"required": ["x"]}, "else": {"required": ["y"]}}, [{"k": 1, "x": 0}, {"k": 1}, {"k": 2, "y": 0}, {"k": 2}]),
    ({"prefixItems": [{"type": "integer"}], "items": {"type": "string"}}, [[1, "a"], [1, 2], ["a"], []]),
    ({"contains": {"type": "integer"}, "maxContains": 1}, [[1, "a"], ["a"], [1, 2]]),
    ({"allOf": [{"minProperties": 1}, {"maxProperties": 2}], "propertyNames": {"maxLength": 2}}, [{}, {"a": 1}, {"abc": 1}, {"a": 1, "b": 2, "c": 3}]),
    ({"dependentRequired": {"a": ["b"]}}, [{"a": 1}, {"a": 1, "b": 2}, {"b": 1}]),
    (True, [1, None]),
    (False, [1]),
]


def holds(check, *arguments):
    try:
        check(*arguments)
        return True
    except Exception:
        return False


def main():
    validator = jsonschema.Draft202012Validator
    recorded = {
        "strftime": [{"format": f, "text": t, "expected": holds(datetime.strptime, t, f)} for f, ts in FORMATS.items() for t in ts],
        "dateutil": [{"text": t, "expected": holds(parser.parse, t)} for t in DATEUTIL],
        "json_schema": [{"schema": s, "value": v, "expected": validator(s).is_valid(v)} for s, vs in SCHEMAS for v in vs],
        "chi_squared": [{"x": x, "k": k, "expected": float(stats.chi2.sf(x, k))} for x in (0.1, 1.0, 3.84, 10.0, 50.0, 200.0) for k in (1, 2, 5, 20, 100)],
    }
    path = pathlib.Path(__file__).with_name("host_values.json")
    path.write_text(json.dumps(recorded, indent=1, ensure_ascii=False) + "\n")


main()

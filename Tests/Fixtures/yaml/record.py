#!/usr/bin/env python3
"""Records what PyYAML (6.0.3, SafeLoader) makes of scalars.txt and documents/*.yml.

Run where PyYAML is installed: `python3 record.py`. Dates are recorded as the text written, because
swiftdbt keeps them so; integers beyond 64 bits likewise; keys of mappings as their text.
"""
import json, math, pathlib, yaml

here = pathlib.Path(__file__).parent


class Loader(yaml.SafeLoader):
    pass


def timestamp(loader, node):
    return {"timestamp": node.value}


def integer(loader, node):
    value = yaml.SafeLoader.construct_yaml_int(loader, node)
    return value if -(2**63) <= value < 2**63 else node.value


Loader.add_constructor("tag:yaml.org,2002:timestamp", timestamp)
Loader.add_constructor("tag:yaml.org,2002:int", integer)


def kind(value):
    if value is None: return "null"
    if isinstance(value, bool): return f"bool {str(value).lower()}"
    if isinstance(value, int): return f"int {value}"
    if isinstance(value, float): return f"float {value!r}"
    if isinstance(value, dict): return "timestamp"
    return "string"


def plain(node):
    """The document with keys as they are written, which Python's dict would interpret."""
    if isinstance(node, yaml.MappingNode):
        loader.flatten_mapping(node)
        return {key.value: plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    value = loader.construct_object(node)
    return value["timestamp"] if isinstance(value, dict) else value


lines = []
for text in (here / "scalars.txt").read_text().splitlines():
    lines.append(f"{text}\t{kind(yaml.load(text, Loader))}")
(here / "scalars.tsv").write_text("\n".join(lines) + "\n")
for file in sorted((here / "documents").glob("*.yml")):
    loader = Loader(file.read_text())
    node = loader.get_single_node()
    value = None if node is None else plain(node)
    text = json.dumps(value, indent=2, ensure_ascii=False)
    file.with_suffix(".json").write_text(text + "\n")

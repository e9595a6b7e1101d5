"""Records what dbt-core selects on a small graph, for SelectorTests.

Run with dbt-core 1.11 installed: python record.py > dbt_selections.tsv
Columns: mode, select, exclude, selected nodes (sorted).
"""
from types import SimpleNamespace

import networkx
from dbt.flags import set_from_args
from dbt.graph.cli import parse_difference
from dbt.graph.graph import Graph
from dbt.graph.selector import NodeSelector
from dbt.graph.selector_spec import IndirectSelection
from dbt.node_types import NodeType

EDGES = """s a|a b|b c|x c|a t_a|b t_bx|x t_bx|s t_s|s t_sa|a t_sa""".split("|")
SELECTIONS = [
    ("b", ""), ("+b", ""), ("1+b", ""), ("a+1", ""), ("a+", ""), ("@b", ""), ("@a", ""), ("a b", ""),
    ("b+,c", ""), ("+c,x+", ""), ("*", ""), ("*", "b+"), ("a", "t_a"), ("+b x", "a"), ("a", ""),
    ("b x", ""), ("+t_bx", ""), ("a b x", "x"), ("s a", ""), ("c+ x", ""), ("b,x", ""), ("+c,+t_bx", ""),
    ("2+c", "1+b"), ("*", "*"), ("t_sa", ""), ("t_sa+", ""), ("c", ""), ("+x+", ""),
]

graph = networkx.DiGraph()
for edge in EDGES:
    graph.add_edge(*edge.split())


def node(name):
    kind = NodeType.Test if name.startswith("t_") else NodeType.Model
    return SimpleNamespace(
        resource_type=kind, depends_on_nodes=list(graph.predecessors(name)), empty=False,
        config=SimpleNamespace(enabled=True))


names = set(graph.nodes())
manifest = SimpleNamespace(
    nodes={name: node(name) for name in names if name != "s"},
    sources={"s": SimpleNamespace(config=SimpleNamespace(enabled=True))},
    unit_tests={}, exposures={}, functions={}, metrics={}, semantic_models={}, saved_queries={})


class Selector(NodeSelector):
    def select_included(self, included_nodes, spec):
        return names if spec.value == "*" else {spec.value} & names

    def _is_match(self, unique_id):
        return True


for mode in IndirectSelection:
    set_from_args(SimpleNamespace(INDIRECT_SELECTION=str(mode), WARN_ERROR=False), None)
    for select, exclude in SELECTIONS:
        spec = parse_difference([select], [exclude] if exclude else None)
        selector = Selector(Graph(graph), manifest)
        chosen = selector.get_selected(spec, warn_on_no_nodes=False)
        print("\t".join([str(mode.value), select, exclude, " ".join(sorted(chosen))]))

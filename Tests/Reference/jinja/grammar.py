"""The pieces that compare.py composes templates of."""

import re
from pathlib import Path

import json

CONTEXT = json.loads((Path(__file__).parents[2] / "Fixtures/jinja/context.json").read_text())

LOADED = {
    "base": "<{% block title %}Base{% endblock %}|{% block body %}{{ name }}{% endblock %}>",
    "mid": "{% extends 'base' %}{% block title %}M{{ super() }}{% endblock %}",
    "part": "part {{ name }}{{ missing }}", "loopy": "{{ i }}{{ loop.index if loop is defined }};",
    "lib": "lib{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{% set version = 3 %}{% macro shout() %}{{ name }}!{% endmacro %}",
    "bad": "one\n{{ 1 + }}", "raises": "one\n{{ missing.x }}",
}

# name: argument lists; S a string, N a small integer, V any value, E an expression, A an attribute, F and T names.
FILTERS = {
    "abs": [""], "attr": ["A"], "batch": ["N", "N, V"], "capitalize": [""], "center": ["N", "width=N"], "count": [""],
    "default": ["V", "V, true", ""], "d": ["V"], "dictsort": ["", "true", "false, 'value'", "reverse=true", "by='x'"],
    "e": [""], "escape": [""], "filesizeformat": ["", "true"], "first": [""], "float": ["", "V"], "forceescape": [""],
    "format": ["V", "V, V", "x=V"], "groupby": ["A", "A, V", "A, case_sensitive=true", "N"], "indent": ["", "N", "N, true", "S", "2, blank=true"],
    "int": ["", "N", "N, 16", "base=2"], "items": [""], "join": ["", "S", "S, A", "attribute=A", "V"], "last": [""], "length": [""], "list": [""],
    "lower": [""], "map": ["F", "F, V", "attribute=A", "attribute=A, default=V", "'default', V", "", "N"], "max": ["", "true", "attribute=A"], "min": ["", "attribute=A"],
    "pprint": [""], "reject": ["", "T", "T, V"], "rejectattr": ["A", "A, T", "A, T, V"], "replace": ["S, S", "S, S, N", "V, V"],
    "reverse": [""], "round": ["", "N", "N, 'floor'", "1, 'ceil'", "method='x'"], "safe": [""], "select": ["", "T", "T, V"], "selectattr": ["A", "A, T", "A, T, V", ""],
    "slice": ["N", "N, V"], "sort": ["", "true", "attribute=A", "case_sensitive=true", "reverse=V"], "string": [""], "striptags": [""],
    "sum": ["", "A", "start=N", "attribute=A, start=V"], "title": [""], "tojson": ["", "N", "indent=2"], "trim": ["", "S"],
    "truncate": ["N", "N, true", "N, false, S", "5, true, '', 0", "N, leeway=N"], "unique": ["", "true", "attribute=A"], "upper": [""], "urlencode": [""],
    "urlize": ["", "N", "5, true"], "wordcount": [""], "wordwrap": ["N", "N, false", "N, true, S"], "xmlattr": ["", "false"], "nope": ["", "V"],
}
TESTS = {
    "boolean": "", "callable": "", "defined": "", "divisibleby": "N", "eq": "V", "equalto": "V", "escaped": "", "even": "", "false": "",
    "filter": "", "float": "", "ge": "V", "gt": "V", "in": "V", "integer": "", "iterable": "", "le": "V", "lower": "", "lt": "V", "mapping": "",
    "ne": "V", "none": "", "number": "", "odd": "", "sameas": "V", "sequence": "", "string": "", "test": "", "true": "", "undefined": "", "upper": "",
    "nope": "", "lessthan": "V", "greaterthan": "V",
}
STRING_METHODS = """
upper() lower() title() capitalize() strip() strip(S) lstrip() rstrip(S) split() split(S) split(S,N) rsplit(S,N) splitlines() join(V) replace(S,S)
replace(S,S,N) startswith(S) endswith(S) find(S) rfind(S) index(S) count(S) partition(S) rpartition(S) zfill(N) center(N) ljust(N,S) rjust(N) swapcase()
isdigit() isalpha() isalnum() isspace() isupper() islower() istitle() removeprefix(S) removesuffix(S) expandtabs(N) casefold() isidentifier() isnumeric()
format(V) format(V,V) format(a=V) encode() nope() upper(V) split(V) strip(V) find(S,N) find(S,N,N) count(V) zfill(V) join() isdecimal() maketrans()
""".split()
LIST_METHODS = "append(V) extend(V) insert(N,V) pop() pop(N) index(V) count(V) copy() reverse() sort() clear() remove(V) nope() sort(reverse=true) append() pop(V)".split()
DICT_METHODS = "items() keys() values() get(V) get(S,V) pop(S) pop(S,V) copy() update(V) update(a=V) setdefault(S,V) clear() popitem() fromkeys(V) nope() get() items(V)".split()
NUMBER_METHODS = "bit_length() is_integer() conjugate() as_integer_ratio() hex() real imag nope to_bytes(N)".split()
FORMATS = """%s %d %5.1f %05d %-5s %+d %x %e %g %% %(a)s %r %c %.3s %i %q % %5 %(a %o %X %#x %ld %*d %s-%s {} {0} {1} {a} {:>8} {:08.3f} {:,} {:.2%} {:x} {!r} {0[0]} {0.x} {
 } {:d} {:s} {:5} {:<5} {:^7} {:e} {:_} {:+} {:b} {!z} {:z} {a.b}""".split()
WORDS = ["", "a", "abc", "A b", "x,y,z", "<b>&amp;</b>", "é日", " pad ", "12", "-3.5", "1e3", "o'k", 'q"t', "a\\nb", "a\\tb", "%s", "{}", "foo bar baz qux", "0x1f", "true", "None",
         "http://x.org/a?b=1&c", "&nbsp;&eacute;&notin;x", "ß", "İ", "ǆ"]
NAMES = ["name", "empty", "n", "f", "neg", "yes", "no", "nothing", "big", "items", "words", "text", "html", "uni", "lines", "user", "users", "nested", "pairs", "tree", "d", "cols",
         "missing", "missing2", "i", "x", "loop", "range", "dict", "self", "caller", "varargs", "kwargs"]
ATTRIBUTES = ["'name'", "'age'", "'team'", "'x'", "'a'", "'name.x'", "0", "'0'", "'kids'", "'upper'", "'v'", "none", "missing"]


class Grammar:
    def __init__(self, random):
        self.random = random

    def pick(self, values):
        return self.random.choice(list(values))

    def chance(self, share):
        return self.random.random() < share

    # what a whole request is

    def request(self):
        options = {"trim_blocks": self.chance(0.3), "lstrip_blocks": self.chance(0.3), "keep_trailing_newline": self.chance(0.3)}
        if self.chance(0.15):
            options["autoescape"] = True
        if self.chance(0.2):
            options["undefined"] = self.pick(["chainable", "debug", "strict"])
        source = self.template()
        if self.chance(0.06):
            source = self.broken(source)
        return {"source": source, "context": CONTEXT, "options": options, "templates": LOADED}

    def broken(self, source):
        """The template with something cut out, doubled or put in."""
        if not source:
            return source
        place = self.random.randrange(len(source))
        return self.pick([
            source[:place], source[:place] + source[place + 1:], source[:place] + self.pick(list("(){}[]%'\"|,.:~-+#\n")) + source[place:],
            source[:place] + source[place:place + 5] + source[place:]])

    def template(self):
        if self.chance(0.45):
            return "\n" * self.random.randrange(2) + "{{ " + self.expression(self.random.randint(1, 3)) + " }}"
        return self.body(self.random.randint(1, 3), 0)

    def body(self, count, depth):
        return "".join(self.piece(depth) for _ in range(count))

    def piece(self, depth):
        kind = self.random.random()
        if kind < 0.25:
            return self.pick([" text ", "\n", "  \n", "a\n  ", "\t", "x", "\n\n", " {# c #}\n", "{#- c\nd -#} ", "{{ '{{' }}", "#", "%"])
        if kind < 0.6 or depth > 2:
            return self.tag("{{", self.expression(self.random.randint(0, 2)), "}}")
        return self.statement(depth)

    def tag(self, opening, text, closing):
        left = self.pick(["", "", "", "-", "+"] if opening == "{%" else ["", "", "-"])
        right = self.pick(["", "", "", "-", "+"] if opening == "{%" else ["", "", "-"])
        space = self.pick([" ", " ", " ", "\n", "  "])
        return opening + left + space + text + space + right + closing

    def block(self, head, end, depth, middle=None):
        text = self.tag("{%", head, "%}") + self.body(self.random.randint(0, 2), depth + 1)
        if middle:
            text += self.tag("{%", middle, "%}") + self.body(1, depth + 1)
        return text + self.tag("{%", end, "%}")

    def statement(self, depth):
        kinds = ["for", "for", "if", "if", "set", "set", "setblock", "with", "macro", "call", "filter", "raw", "do", "block", "include", "import", "extends", "autoescape",
                 "namespace", "recursive", "controls", "unpack", "fromimport"]
        return getattr(self, "make_" + self.pick(kinds))(depth)

    def make_for(self, depth):
        target = self.pick(["i", "i", "x", "k, v", "a, b", "(a, b)", "name"])
        head = f"for {target} in {self.iterable()}" + (f" if {self.expression(1)}" if self.chance(0.2) else "")
        text = self.block(head, "endfor", depth, "else" if self.chance(0.2) else None)
        return text.replace("%}", "%}{{ " + self.pick(["loop.index", "loop.last", "loop.length", "i", "loop.cycle('a', 'b')", "loop.previtem", "loop.nextitem", "loop.changed(i)",
                                                       "loop.revindex", "loop.depth", "loop", "loop.nope"]) + " }}", 1) if self.chance(0.4) else text

    def make_controls(self, depth):
        return "{% for i in " + self.iterable() + " %}{{ i }}{% if " + self.expression(1) + " %}{% " + self.pick(["break", "continue"]) + " %}{% endif %}.{% else %}E{% endfor %}"

    def make_recursive(self, depth):
        return "{% for t in " + self.pick(["tree", "nested", self.iterable()]) + " recursive %}" + self.pick(["{{ t.v }}", "{{ loop.depth }}", "{{ loop.index }}", ""]) + "{{ loop(" + self.pick(["t.kids", "[]", "t", "missing", "1"]) + ") if t.kids }}{% endfor %}"

    def make_if(self, depth):
        return self.block("if " + self.expression(1), "endif", depth, self.pick([None, "else", "elif " + self.expression(0)]))

    def make_set(self, depth):
        return self.tag("{%", "set " + self.pick(["x", "i", "name", "a, b", "items"]) + " = " + self.expression(1), "%}") + "{{ " + self.pick(["x", "i", "name", "a"]) + " }}"

    def make_setblock(self, depth):
        return self.block("set x" + self.pick(["", " | upper", " | nope", " | replace('a', 'b') | trim"]), "endset", depth) + "{{ x }}"

    def make_namespace(self, depth):
        return "{% set ns = namespace(a=" + self.expression(0) + ") %}{% for i in [1, 2] %}{% set ns.a = " + self.pick(["ns.a ~ i", "i", "[ns.a]", self.expression(1)]) + " %}{% endfor %}{{ ns.a }}" + self.pick(["{{ ns.b }}", "{{ ns }}", "", "{{ ns['a'] }}"])

    def make_unpack(self, depth):
        return "{% set a, b = " + self.pick(["pairs", "(1, 2)", "'ab'", "[1]", "n", "missing", "d", "d.items()", self.value()]) + " %}{{ a }}-{{ b }}"

    def make_with(self, depth):
        return self.block("with " + self.pick(["x = " + self.expression(1), "", "x = 1, i = x", "a, b = pairs"]), "endwith", depth)

    def make_macro(self, depth):
        head = "macro m(" + self.pick(["", "x", "x, y=2", "x=n", "a, b=a", "x, x2=missing"]) + ")"
        inner = self.pick(["{{ x }}", "{{ varargs }}", "{{ kwargs }}", "{{ caller() if caller }}", "{{ a }}{{ b }}", "{{ y }}"])
        call = self.pick(["m()", "m(1)", "m(1, 2)", "m(x=" + self.expression(0) + ")", "m(*items)", "m(**d)", "m(1, 2, 3, z=4)", "m.name", "m.arguments", "m"])
        return self.tag("{%", head, "%}") + inner + self.body(1, depth + 1) + self.tag("{%", "endmacro", "%}") + "{{ " + call + " }}"

    def make_call(self, depth):
        return "{% macro c(x=1) %}<{{ caller(" + self.pick(["", "x", "1, 2", "a=3"]) + ") }}>{% endmacro %}" + self.block("call" + self.pick(["", "(a)", "(a, b=2)"]) + " " + self.pick(["c()", "c(2)", "nope()", "c", "c().x"]), "endcall", depth)

    def make_filter(self, depth):
        return self.block("filter " + self.filter_call(), "endfilter", depth)

    def make_raw(self, depth):
        return self.tag("{%", "raw", "%}") + "{{ x }} {% if %}\n" + self.tag("{%", "endraw", "%}")

    def make_do(self, depth):
        return "{% set l = " + self.pick(["[1, 2]", "{'a': 1}", "['b', 'a']"]) + " %}{% do l." + self.method(self.pick([LIST_METHODS, DICT_METHODS])) + " %}{{ l }}"

    def make_block(self, depth):
        return self.block("block " + self.pick(["b1", "b2", "b3 scoped", "b4"]), "endblock", depth) + self.pick(["", "{{ self.b1() }}"])

    def make_include(self, depth):
        return "{% include " + self.pick(["'part'", "'nope'", "'nope' ignore missing", "['nope', 'part']", "'part' without context", "'bad'", "'raises'", "missing", "'loopy'", "n"]) + " %}"

    def make_import(self, depth):
        return "{% import " + self.pick(["'lib' as lib", "'lib' as lib with context", "'nope' as lib"]) + " %}{{ lib." + self.pick(["twice(1)", "version", "shout()", "nope", "nope()"]) + " }}"

    def make_fromimport(self, depth):
        return "{% from 'lib' import " + self.pick(["twice", "twice as t, version", "shout with context", "nope"]) + " %}{{ " + self.pick(["twice(2)", "version", "shout()", "nope", "nope()"]) + " }}"

    def make_extends(self, depth):
        return "{% extends " + self.pick(["'base'", "'mid'", "'nope'"]) + " %}{% block title %}" + self.pick(["{{ super() }}", "{{ self.body() }}", "t", "{{ missing.x }}"]) + "{% endblock %}"

    def make_autoescape(self, depth):
        return self.block("autoescape " + self.pick(["true", "false", "yes", "no"]), "endautoescape", depth)

    # expressions

    def iterable(self):
        return self.pick(["items", "words", "users", "d", "d.items()", "'abc'", "range(3)", "pairs", "[]", "missing", "nested", "n", "nothing", "[1, 2, 3]", "users | groupby('team')",
                          "items | batch(2)", self.expression(1)])

    def value(self):
        kind = self.random.random()
        if kind < 0.3:
            return self.pick(["0", "1", "2", "-1", "3.5", "1.0", "10 ** 20", "true", "none", "7", "1e16", "0.1", "false", "2 ** 64", "-0.0", "1_000"])
        if kind < 0.55:
            return self.string()
        if kind < 0.85:
            return self.pick(NAMES)
        return self.pick(["[1, 2, 3]", "[]", "{}", "{'a': 1, 'b': [2]}", "(1, 2)", "()", "['b', 'a', 'C']", "[[1, 2], [3]]", "{1: 'x', 'k': none}", "[1, 'a', none]", "user.name", "items[0]",
                          "d.b", "user['tags']", "users[1].age", "range(5)", "d.keys()", "user.missing", "'<x>'|safe", "[missing]", "'a' 'b'", "[1, 2]|map('string')", "dict(a=1)", "users|map(attribute='age')"])

    def string(self):
        word = self.pick(WORDS)
        return "'" + word.replace("'", "\\'") + "'"

    def expression(self, depth):
        if depth <= 0:
            return self.value()
        kind = self.pick(["filter", "filter", "filter", "filter", "test", "binary", "binary", "compare", "method", "method", "item", "slice", "format", "not", "if", "logic", "list", "call", "attribute",
                          "paren", "concat", "unary", "in", "value"])
        return getattr(self, "express_" + kind)(depth)

    def express_value(self, depth):
        return self.value()

    def express_filter(self, depth):
        return self.operand(depth - 1) + " | " + self.filter_call()

    def operand(self, depth):
        text = self.expression(depth)
        return "(" + text + ")" if depth > 0 and self.chance(0.7) else text

    def filter_call(self):
        name = self.pick(FILTERS)
        arguments = self.fill(self.pick(FILTERS[name]))
        return name + ("(" + arguments + ")" if arguments else "")

    def fill(self, pattern):
        fillers = {"S": self.string, "N": lambda: self.pick(["0", "1", "2", "3", "-1", "10", "20"]), "V": self.value, "E": lambda: self.expression(1),
                   "A": lambda: self.pick(ATTRIBUTES), "F": lambda: "'" + self.pick(FILTERS) + "'", "T": lambda: "'" + self.pick(TESTS) + "'"}
        return re.sub(r"\b([SNVEAFT])\b", lambda match: fillers[match.group(1)](), pattern)

    def method(self, methods):
        return self.fill(self.pick(methods))

    def express_test(self, depth):
        name = self.pick(TESTS)
        argument = self.fill(TESTS[name])
        return self.operand(depth - 1) + " is " + self.pick(["", "", "not "]) + name + (self.pick([" " + argument, "(" + argument + ")"]) if argument else "")

    def express_binary(self, depth):
        return self.operand(depth - 1) + " " + self.pick(["+", "-", "*", "/", "//", "%", "**"]) + " " + self.operand(depth - 2)

    def express_compare(self, depth):
        sign = lambda: self.pick(["==", "!=", "<", ">", "<=", ">="])
        text = self.operand(depth - 1) + f" {sign()} " + self.operand(depth - 2)
        return text + f" {sign()} " + self.value() if self.chance(0.2) else text

    def express_in(self, depth):
        return self.operand(depth - 1) + self.pick([" in ", " not in "]) + self.operand(depth - 2)

    def express_logic(self, depth):
        return self.operand(depth - 1) + self.pick([" and ", " or "]) + self.operand(depth - 2)

    def express_concat(self, depth):
        return self.operand(depth - 1) + " ~ " + self.operand(depth - 2)

    def express_not(self, depth):
        return "not " + self.operand(depth - 1)

    def express_unary(self, depth):
        return self.pick(["-", "+"]) + self.operand(depth - 1)

    def express_paren(self, depth):
        return "(" + self.expression(depth - 1) + ")"

    def express_if(self, depth):
        return self.operand(depth - 1) + " if " + self.operand(depth - 2) + ("" if self.chance(0.3) else " else " + self.value())

    def express_list(self, depth):
        return self.pick(["[{}, {}]", "({}, {})", "{{'k': {}, {}: 1}}", "[{}] + [{}]"]).format(self.expression(depth - 1), self.value())

    def express_item(self, depth):
        return self.pick(["items", "d", "user", "words", "'abc'", "(1, 2)", "nested", "users", self.operand(depth - 1)]) + "[" + self.value() + "]"

    def express_slice(self, depth):
        bound = lambda: self.pick(["", "", "1", "-1", "2", "0", "-2", "10", "none", "n", "'a'", "1.5", "missing"])
        text = bound() + ":" + bound() + (":" + bound() if self.chance(0.4) else "")
        return self.pick(["items", "'hello'", "(1, 2, 3)", "range(10)", "words", "d", "n", "missing", "uni", self.operand(depth - 1)]) + "[" + text + "]"

    def express_attribute(self, depth):
        return self.operand(0) + "." + self.pick(["name", "a", "x", "items", "upper", "0", "missing", "age", "keys", "real"]) + self.pick(["", "", ".y", "()"])

    def express_method(self, depth):
        kind = self.random.random()
        if kind < 0.6:
            return self.pick([self.string(), "name", "text", "uni"]) + "." + self.method(STRING_METHODS)
        if kind < 0.75:
            return self.pick(["[1, 2, 3]", "['b', 'a']", "items", "(1, 2, 1)"]) + "." + self.method(LIST_METHODS)
        if kind < 0.9:
            return self.pick(["{'a': 1}", "d", "dict(x=1)"]) + "." + self.method(DICT_METHODS)
        return self.pick(["n", "f", "(5)", "(2.0)"]) + "." + self.method(NUMBER_METHODS)

    def express_format(self, depth):
        text = "".join(self.pick(FORMATS) for _ in range(self.random.randint(1, 2)))
        if "{" in text or self.chance(0.2):
            return "'" + text.replace("'", "") + "'.format(" + self.pick(["{}", "{}, {}", "a={}", "*items", ""]).format(self.value(), self.value()) + ")"
        return "'" + text + "' % " + self.pick(["{}", "({}, {})", "{{'a': {}}}"]).format(self.value(), self.value())

    def express_call(self, depth):
        return self.pick(["range({})", "dict({})", "namespace({})", "cycler({}).next()", "joiner({})()", "missing({})", "name({})", "range(0, {})", "dict(a={})", "lipsum(0, {})", "cycler()", "range()", "range(1, 2, {})"]).format(self.expression(depth - 1))

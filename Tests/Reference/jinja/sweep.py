"""Compares jinja-eval with Jinja2 on every filter, test and method, each with every kind of value.

    pip install jinja2==3.1.6
    python3 sweep.py JINJA_EVAL [--only filters,tests,methods,operators,formats] [--options '{"autoescape": true}'] [--show 40]

Where `compare.py` throws dice, this goes through all pairs of a value and a call. Differences are shown as there.
"""

import argparse
import itertools
import json
from collections import Counter

from compare import ours, reference, shape_of, verdict
from grammar import CONTEXT, LOADED

VALUES = """
none true false 0 1 -1 3 42 255 1000000 3.0 2.5 -0.0 1e16 1e-7 10**20 -10**20 '' 'a' 'abc' 'Foo_bar-baz' '12' '-3.5' '1e3' ' 7 ' '0x1F' '<b>&"x"</b>'
'x_y_z_' 'one_two\\nthree\\n\\nfour' 'ß_é_日' '<b>'|safe [] [1,2,3] ['b','A','c','a'] [3,1.5,true] [1,'a',none] [[1,2],[3]] [['k',1],['j',2]] () (1,2) {} {'b':1,'A':2} {1:'x','k':none}
{'a':{'b':[1]}} users users[0] missing missing.x range(3) 'abc'|list|map('upper') {'a':1}.items() dict dict(x=1).keys() cycler(1,2) namespace(a=1) [missing,1] ['<i>',1.0]
""".split()

FILTERS = {
    "abs": [""], "attr": ["'upper'", "'a'", "'__class__'", "1", ""], "batch": ["2", "2,'x'", "0", "'a'", "", "linecount=3,fill_with=none", "1.5"],
    "capitalize": [""], "center": ["", "10", "width=5", "'a'", "-1"], "count": [""], "d": ["'x'"], "default": ["", "'x'", "'x',true", "default_value=1,boolean=false", "1,2,3"],
    "dictsort": ["", "true", "false,'value'", "by='value',reverse=true", "by='x'"], "e": [""], "escape": [""], "filesizeformat": ["", "true", "binary=true"],
    "first": [""], "float": ["", "'x'", "default=1", "none"], "forceescape": [""], "format": ["", "1", "'a','b'", "a=1", "1,a=1"],
    "groupby": ["'a'", "0", "'a',1", "'team'", "'team',case_sensitive=true", "'age',default=9", ""], "indent": ["", "2", "2,true", "'>>'", "2,blank=true", "2,true,true", "-1", "none", "width='x',first=true"],
    "int": ["", "7", "0,16", "0,2", "default='x'", "base=36", "0,0", "0,37", "0,'a'", "none"], "items": [""], "join": ["", "','", "',','a'", "1", "attribute='name'", "'<'", "none", "d=missing"],
    "last": [""], "length": [""], "list": [""], "lower": [""], "map": ["'upper'", "'int'", "attribute='a'", "attribute='a',default='z'", "attribute=0", "", "'nope'", "'default','x'", "1", "'join',','", "'attr','a'", "attribute='a',x=1", "'upper',1,2,3"],
    "max": ["", "true", "attribute='age'", "false,'a'", "case_sensitive=true,attribute=0"], "min": ["", "true", "attribute='age'"], "pprint": [""], "reject": ["", "'odd'", "'nope'", "'eq',1", "'string'", "1"],
    "rejectattr": ["'a'", "'age','odd'", "'name','eq','Bob'", "", "'nope.x'"], "replace": ["'a','b'", "'','-'", "'b','<',1", "'a'", "1,2", "none,'x'", "'a','b',0", "'a','b',-1", "'a','b','c'", "old='a',new='b',count=1", "'<b>'|safe,'x'", "'<','>'|safe"],
    "reverse": [""], "round": ["", "1", "-1", "0,'floor'", "1,'ceil'", "method='x'", "precision=2", "'a'", "none", "0,none", "20", "-20,'ceil'"], "safe": [""],
    "select": ["", "'odd'", "'nope'", "'eq',1", "'gt',1", "'in',[1,2]", "none"], "selectattr": ["'a'", "'age','odd'", "'name','in',['Bob']", "0", "'kids.x'", "'age','nope'"], "slice": ["2", "2,'x'", "0", "'a'", "", "slices=3", "-1"],
    "sort": ["", "true", "case_sensitive=true", "attribute='age'", "attribute='team,age'", "false,false,'name'", "attribute=0", "reverse=1,attribute='name'", "attribute='nope'", "'a'"], "string": [""], "striptags": [""],
    "sum": ["", "'age'", "start=10", "attribute='nope'", "start='x'", "0", "attribute=0,start=1.5", "start=[]"], "title": [""], "tojson": ["", "2", "indent=0", "'-'", "-1", "none"], "trim": ["", "'a'", "' <'", "none", "chars='ab'", "1"],
    "truncate": ["", "5", "5,true", "5,true,''", "5,false,'..',0", "0", "3,true,'...',0", "2,true", "length=4,killwords=true,end='',leeway=0", "-1", "'a'", "5,leeway=none"], "unique": ["", "true", "attribute='team'", "case_sensitive=true,attribute='name'", "attribute=0"],
    "upper": [""], "urlencode": [""], "urlize": ["", "5", "20,true", "none,false,'_blank'", "target='<'", "rel='x y'", "extra_schemes=['x:']", "extra_schemes=['x']"], "wordcount": [""],
    "wordwrap": ["", "5", "5,false", "5,true,'|'", "3,break_on_hyphens=false", "0", "-1", "'a'", "5,wrapstring=none"], "xmlattr": ["", "false", "autospace=true"], "random": ["1"], "nope": [""],
}
TESTS = {
    "boolean": [""], "callable": [""], "defined": [""], "divisibleby": [" 3", "(0)", "(1.5)", "('a')", ""], "eq": [" 1", "(none)", "('a')"], "escaped": [""], "even": [""], "false": [""], "filter": [""], "float": [""],
    "ge": [" 1", "('a')"], "gt": [" 1", "([1])"], "in": [" [1,2]", "('abc')", "({'a':1})", "(1)", "(missing)", ""], "integer": [""], "iterable": [""], "le": ["(2.5)"], "lower": [""], "lt": ["(none)"], "mapping": [""], "ne": ["(1)", ""],
    "none": ["", "(1)"], "number": [""], "odd": [""], "sameas": [" true", "(none)", "(1)", "('a')", ""], "sequence": [""], "string": [""], "test": [""], "true": [""], "undefined": [""], "upper": [""], "nope": [""],
    "==": [" 1"], "lessthan": ["(1)"], "greaterthan": ["(1)"], "equalto": ["(1)"], "sameas none": [""],
}
METHODS = {
    "string": """upper() lower(1) title() capitalize() strip() strip('a') strip(none) strip(1) lstrip('<') rstrip() split() split('_') split('_',1) split('') split(none) split(none,1) split(sep='_',maxsplit=1) split(1) rsplit('_',1)
        rsplit() rsplit(none,1) splitlines() splitlines(true) splitlines(keepends=true) join([1]) join(['x','y']) join('abc') join({'k':1}) join(1) join([]) replace('a','b') replace('','-') replace('b','c',1) replace('a') replace('a','b',count=1) startswith('a')
        startswith(('a','<')) startswith('b',1) startswith('b',1,2) startswith(1) startswith(['a']) endswith('c') endswith(('c','x')) endswith('b',0,2) find('b') find('') find('b',1) find('b',-2,-1) find(1) rfind('o') rfind('',1) index('b') index('nope') rindex('b')
        rindex('q',1,2) count('o') count('') count('o',2) count(1) partition('_') partition('') partition('q') rpartition('_') rpartition(1) zfill(6) zfill(0) zfill('a') center(9) center(9,'*') center(9,'**') ljust(6) ljust(6,'.') rjust(6,'日') swapcase()
        isdigit() isalpha() isalnum() isspace() isupper() islower() istitle() isidentifier() isnumeric() isdecimal() isprintable() isascii() removeprefix('a') removesuffix('c') removeprefix(1) expandtabs() expandtabs(4) casefold() encode() encode('ascii')
        encode('latin-1','replace') encode('nope') format() format(1) format(a=1) format_map({'a':1}) __len__() __class__ nope nope() upper upper(1) translate({97:'x'}) translate({97:none}) maketrans('ab','xy') unescape() striptags() format(*[1]) strip(*['a'])""".split(),
    "list": """append(1) append() append(1,2) extend([1]) extend('ab') extend(1) insert(0,'x') insert(9,'x') insert(-1,'x') insert('a',1) pop() pop(0) pop(-1) pop(9) pop('a') index(1) index('b') index(9) index(3,1) index(3,0,1) count(1) count('a') copy() reverse() sort() sort(reverse=true) sort(1) clear()
        remove(1) remove(9) nope() __len__() sort(key=1) nope index()""".split(),
    "dict": """items() keys() values() get('a') get('b') get('q','x') get() get('a',1,2) get([]) get(default=1) pop('b') pop('q') pop('q','x') pop() popitem() copy() update({'z':1}) update([['z',1]]) update(z=1) update('ab') update(1) update([1]) setdefault('q') setdefault('q',1) setdefault('b',9) clear() fromkeys([1,2]) fromkeys('ab',0)
        fromkeys(1) nope() items items(1) a b k nope keys()|list""".split(),
    "number": "real imag numerator denominator bit_length() bit_count() conjugate() as_integer_ratio() is_integer() hex() to_bytes(2,'big') fromhex('1') nope nope() real() __int__() __abs__".split(),
}
OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "==", "!=", "<", ">=", "in", "not in", "~", "and", "or"]
# A product or a power of these takes Python minutes, or all memory.
HUGE = {"1000000", "10**20", "-10**20"}
FORMATS = """%s %r %a %d %i %u %5d|%-5d|%05d %+d %x %X %#x %o %#o %c %e %.2e %E %f %.1f %.0f %08.3f %g %.3g %G %% %5s|%-5s|%.1s %.3s %(a)s %(a)d %(a)5.1f %*d %.*f %b %z %5 %ld %hd %s%s {} {0} {0!r} {0!s} {0!a} {:5}|{:<5}|{:>5}|{:^5} {:*^9}
{:d} {:5d} {:05d} {:+} {:-} {:,} {:_} {:x} {:#x} {:#b} {:o} {:c} {:e} {:.2e} {:f} {:.1f} {:.0f} {:g} {:.3g} {:n} {:%} {:.1%} {:s} {:.2} {:.2s} {:z} {:=5} {:=+7,} {:010,} {:_x} {:,x} {:>{}} {a} {0.a} {0[a]} {0[0]} {} {}{1} {!x} {{}} { } {:{}.{}} {0.__class__} {:<<5} {:,.2f}
{:q} {:5.} {:-^7.1f}""".split()
FORMAT_ARGUMENTS = ["1", "-7", "2.5", "1e20", "true", "none", "'abc'", "'x'", "[1,2]", "{'a':1}", "(1,2)", "10**25", "missing", "'<'|safe", "65", "1,2", "'a',5", "a=3", "1234567.891"]


def value(text):
    return "(" + text.replace("_", " ") + ")"


def filters():
    for name, calls in FILTERS.items():
        for call, text in itertools.product(calls, VALUES):
            yield f"{{{{ {value(text)} | {name}{'(' + call + ')' if call else ''} }}}}"
            if name in {"map", "select", "reject", "selectattr", "rejectattr", "batch", "slice", "unique", "items", "reverse", "groupby"}:
                yield f"{{{{ {value(text)} | {name}{'(' + call + ')' if call else ''} | list }}}}"


def tests():
    for name, calls in TESTS.items():
        for call, text in itertools.product(calls, VALUES):
            yield f"{{{{ {value(text)} is {name}{call} }}}}"


def methods():
    strings = [text for text in VALUES if text.startswith("'") and not text.endswith(")")]
    lists = ["[]", "[1,2,3]", "['b','A','c','a']", "[3,1,2]", "[1,'a',none]", "(1,2)", "()", "range(3)", "{'b':1}.values()"]
    dicts = ["{}", "{'b':1,'A':2}", "d", "dict(a=1)", "namespace(a=1)"]
    numbers = ["0", "5", "-7", "2.5", "3.0", "true", "10**20", "none"]
    for kind, texts in (("string", strings), ("list", lists), ("dict", dicts), ("number", numbers)):
        for text, method in itertools.product(texts, METHODS[kind]):
            yield "{{ " + value(text) + "." + method + " }}"
            if kind in ("list", "dict"):
                yield "{% set v = " + text + " %}{% do v." + method + " %}{{ v }}"


def operators():
    # Every third value on each side: all pairs take Jinja2 a quarter of an hour.
    for left, sign, right in itertools.product(VALUES[::3], OPERATORS, VALUES[1::3]):
        if sign in ("*", "**") and (left in HUGE or right in HUGE):
            continue
        yield f"{{{{ {value(left)} {sign} {value(right)} }}}}"
    for text, bound in itertools.product(VALUES, ["0", "-1", "5", "'a'", "1:", ":2", "::-1", "::2", "none", "1.0", "true", "missing", "::0", "'b':", "-9:9", "(0,1)", "[0]", "0:2:1"]):
        yield "{% set v = " + text.replace("_", " ") + " %}{{ v[" + bound + "] }}"
    for text, sign in itertools.product(VALUES, ["-", "+", "not "]):
        yield "{{ " + sign + value(text) + " }}"


def formats():
    for text, argument in itertools.product(FORMATS, FORMAT_ARGUMENTS):
        if "{" in text:
            yield "{{ '" + text + "'.format(" + argument + ") }}"
        else:
            right = "(" + argument + ")" if "=" not in argument else "{'a': 3}"
            yield "{{ '" + text + "' % " + right + " }}"
            yield "{{ '" + text + "' | format(" + argument + ") }}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--only", default="filters,tests,methods,operators,formats")
    parser.add_argument("--options", default="{}")
    parser.add_argument("--show", type=int, default=40)
    arguments = parser.parse_args()
    options = json.loads(arguments.options)
    sources = [source for name in arguments.only.split(",") for source in globals()[name]()]
    seen, examples = Counter(), {}
    for start in range(0, len(sources), 2000):
        part = [{"source": source, "context": CONTEXT, "options": options, "templates": LOADED} for source in sources[start:start + 2000]]
        for request, mine in zip(part, ours(arguments.program, part)):
            theirs = reference(request)
            difference = verdict(theirs, mine)
            if difference is not None:
                shape = shape_of(difference)
                seen[shape] += 1
                examples.setdefault(shape, []).append((request, theirs, mine))
    print(f"{len(sources)} templates, {sum(seen.values())} differ")
    for shape, count in seen.most_common(arguments.show):
        print(f"\n{count} × {shape}")
        for request, theirs, mine in examples[shape][:: max(1, len(examples[shape]) // 6)][:7]:
            print(f"  {request['source']}\n    theirs: {json.dumps(theirs, ensure_ascii=False)[:200]}\n    ours:   {json.dumps(mine, ensure_ascii=False)[:200]}")


if __name__ == "__main__":
    main()

"""Records what Jinja2 makes of many small templates, in cases.jsonl beside this script.

    pip install jinja2==3.1.6
    python3 make_cases.py

A line is {"source", "context", "options", "templates"?, "output"}. More templates, one a line with
their options, are in probes.jsonl: two thousand that somebody doubted or a generator made up. What Jinja2's documentation describes is
in described.py. Nothing in it is random or
depends on the machine; running it again gives the same file.
"""

import itertools
import json
import re
from pathlib import Path

import jinja2
from jinja2 import DictLoader, Environment

from described import DESCRIBED, DESCRIBED_LOADED, LINES, UNDEFINED_USES

CONTEXT = {
    "name": "World", "empty": "", "n": 3, "f": 2.5, "neg": -7, "yes": True, "no": False, "nothing": None,
    "big": 10**15, "items": [1, 2, 3], "words": ["b", "A", "c", "a"], "text": "the quick  brown\tfox",
    "html": "<a href=\"x\">T&C's</a>", "uni": "Größe ñ 日本", "lines": "one\ntwo\n\nthree",
    "user": {"name": "Ada", "tags": ["x", "y"], "address": {"city": "Paris", "zip": 75001}, "items": 5},
    "users": [
        {"name": "ada", "age": 36, "team": "red"}, {"name": "Bob", "age": 25, "team": "Blue"},
        {"name": "cy", "age": 36, "team": "blue"}, {"name": "Dee", "team": "red", "age": 19},
    ],
    "nested": [[1, [2, 3]], [4]], "pairs": [["a", 1], ["b", 2]], "tree": [
        {"v": 1, "kids": [{"v": 2, "kids": [{"v": 3, "kids": []}]}, {"v": 4, "kids": []}]}, {"v": 5, "kids": []}],
    "d": {"b": 2, "a": 1, "C": 3}, "cols": ["id", "order_id", "Amount EUR"],
}

EXPRESSIONS = """
1 + 2 | 7 - 10 | 6 * 7 | 7 / 2 | 8 / 2 | 7 // 2 | -7 // 2 | 7 % 3 | -7 % 3 | 7 % -3 | 2 ** 10 | 2 ** -1 | 2 ** 0.5
2 ** 3 ** 2 | -2 ** 2 | 1.5 + 1 | 0.1 + 0.2 | 1e3 | 1e16 | 1e15 | 1.0 | 1e-5 | 0.0001 | 1.5e300 * 1e10 | 3.0 // 2 | 7.5 % 2 | -7.5 % 2 | -7.5 // 2
2 ** 64 | 2 ** 100 - 1 | 9223372036854775807 + 1 | -9223372036854775808 - 1 | 10 ** 20 // 3 | -10 ** 20 // 3 | 10 ** 20 % 7 | 10 ** 30 / 10 ** 10 | 99999999999 * 99999999999
(2 ** 70) == 2 ** 70 | 2 ** 70 > 2 ** 69 | 2 ** 70 > 1e10 | 0xff | 0b101 | 0o17 | 1_000_000 | 1_0.5_0 | 10 ** 400 // 10 ** 398 | 123456789 ** 5 | -5 // 3 | 5 // -3 | 5.5 // 1
1 == 1.0 | 1 == true | 'a' == 'a' | 'a' != 'b' | 1 < 2 < 3 | 1 < 3 > 2 | 3 > 2 >= 2 | 1 == 1 != 2 | 'a' < 'b' | [1, 2] < [1, 3] | (1, 2) == (1, 2) | [1] == (1,) | {'a': 1} == {'a': 1.0}
1 in [1, 2] | 3 not in [1, 2] | 'a' in 'cat' | 'x' in d | 'b' in d | '' in 'abc' | 1 in (1,) | not true | not 1 == 2 | true and false | true or false | 0 or 'x' | 'y' and 5 | none or 7 | [] and 1 | not [] 
'a' ~ 1 ~ none ~ true | 1 ~ 2 | 'x' * 3 | 3 * 'ab' | [0] * 3 | (1, 2) + (3,) | [1] + [2] | 'a' + 'b' | 'a' 'b' 'c' | "it's" | 'say "hi"' | 'tab\\there' | 'new\\nline' | '\\x41\\u00e9' | 'back\\\\slash'
'yes' if n == 3 else 'no' | 'yes' if n == 4 else 'no' | 'x' if no | 1 if yes else 2 if yes else 3 | (1 if no else 2) + 1 | n if n is odd else 0
items[0] | items[-1] | items[1:] | items[:2] | items[::2] | items[::-1] | items[5:] | items[-2:] | items[0:3:2] | 'hello'[1:3] | 'hello'[::-1] | uni[0:5] | uni[-2:] | (1, 2, 3)[1] | 'abc'[0] | uni[1] | items[1:][0] | 'hello'[-3:-1] | [][:] | items[:-1]
user.name | user['name'] | user.address.city | user['address']['zip'] | user.tags[0] | user.tags.0 | user.missing | user.get('missing', 'dflt') | user.get('name') | user.items()|list|length | d.keys()|list | d.values()|list | d.items()|list | pairs.0.1 | nested[0][1][0]
[] | () | {} | [1, 'a', none, true, 1.5] | (1,) | (1, 2) | {'a': 1, 'b': [2]} | {1: 'x', 'y': none} | [[], {}, ()] | ['it\\'s', "q\\"q"] | {'k': 'v\\n'} | ['é', '日'] | [1.0, 1e100, 1e-7] | 'é'|list
true | True | false | none | None | missing | missing is defined | n is defined | -n | +n | --n | -f | 5|string + 'x' | (n + 1) * 2 | n * -1 | 2 - -2 | n - 1
'%s and %d' % ('a', 5) | '%5.1f|' % 3.14159 | '%05d' % 42 | '%-5s|' % 'ab' | '%+d' % 7 | '%x %X %o' % (255, 255, 8) | '%e' % 12345.678 | '%g' % 0.00001 | '%%' % () | '%(a)s-%(b)03d' % {'a': 'x', 'b': 7} | '%r' % 'q' | '%c' % 65 | '%.3s' % 'abcdef' | '%s' % [1] | '%5s|%-5s|' % (1, 2) | '%.0f' % 2.5 | '%#x' % 255 | '% d' % 5 | '%i' % 3.9
'{} {}'.format(1, 'b') | '{1} {0}'.format('a', 'b') | '{a}-{b}'.format(a=1, b=2) | '{:>8}|'.format('x') | '{:<8}|'.format('x') | '{:^9}|'.format('mid') | '{:*^9}'.format('m') | '{:08.3f}'.format(3.14159) | '{:,}'.format(1234567) | '{:_}'.format(1234567) | '{:.2%}'.format(0.256) | '{:x}'.format(255) | '{:#b}'.format(5) | '{:+}'.format(3) | '{0[0]} {0[1]}'.format([1, 2]) | '{d[a]}'.format(d=d) | '{:e}'.format(1234.5) | '{!r}'.format('x') | '{{}}'.format() | '{:5d}|'.format(42) | '{:.3}'.format('abcdef') | '{:g}'.format(1e10) | '{:,.2f}'.format(1234567.891) | '{:>{w}}'.format('x', w=5) | '{:010,}'.format(12345) | '{:.3}'.format(1234.5) | '{:n}'.format(5) | '{:c}'.format(65) | '{:G}'.format(1e-10)
'abc'.upper() | 'ABC'.lower() | 'abc def'.title() | 'abc def'.capitalize() | ' x '.strip() | 'xxaxx'.strip('x') | ' x '.lstrip() ~ '|' | ' x '.rstrip() ~ '|' | 'a,b,c'.split(',') | 'a b  c'.split() | 'a,b,c'.split(',', 1) | 'a,b,c'.rsplit(',', 1) | lines.splitlines() | '-'.join(['a', 'b']) | 'abcabc'.replace('b', 'X') | 'abcabc'.replace('b', 'X', 1) | 'abc'.startswith('ab') | 'abc'.endswith(('x', 'c')) | 'hello'.find('l') | 'hello'.rfind('l') | 'hello'.index('e') | 'hello'.count('l') | 'a-b-c'.partition('-') | 'a-b-c'.rpartition('-') | '42'.zfill(5) | '-42'.zfill(5) | 'x'.center(5) ~ '|' | 'x'.center(4, '*') | 'xy'.center(5, '*') | 'x'.ljust(3) ~ '|' | 'x'.rjust(3, '.') | 'aBc'.swapcase() | '123'.isdigit() | 'abc'.isalpha() | 'a1'.isalnum() | ' '.isspace() | 'ABC'.isupper() | 'abc'.islower() | 'Abc Def'.istitle() | 'test_x'.removeprefix('test_') | 'a.sql'.removesuffix('.sql') | 'a\\tb'.expandtabs(4) | 'ß'.upper() | 'straße'.casefold() | 'é'.isalpha() | '½'.isnumeric() | 'x_1'.isidentifier() | ''.isdigit() | 'a\\nb\\r\\nc'.splitlines(true) | '1,2,,3'.split(',') | ' a  b '.split(' ') | 'abc'.find('z') | 'aaa'.replace('', '-') | 'x'.join('abc')
[3, 1, 2].index(2) | [1, 1, 2].count(1) | (1, 2, 1).count(1) | {'a': 1}.get('b') | {'a': 1}.copy() | {'a': 1}.pop('a') | {'a': 1}.pop('b', 9) | {}.setdefault('k', 5) | (5).bit_length() | (2.0).is_integer() | (2.5).is_integer() | [1,2].copy() | dict(a=1, b=2) | dict([('x', 1)], y=2) | range(5)|list | range(2, 8, 3)|list | range(5, 0, -2)|list | range(3) | 2 in range(3) | range(10)[2:5]|list | range(4)|length | range(0)|list
1 | float | '3.7' | float
""".strip().splitlines()[:-1]

FILTERS = """
'-5'|int|abs ;; -2.5|abs ;; [1,2,3,4,5]|batch(2)|list ;; [1,2,3]|batch(2, 'x')|list ;; 'hELLO wORLD'|capitalize ;; 'x'|center(7) ~ '|' ;; items|count ;; missing|default('d') ;; empty|default('d') ;; empty|default('d', true) ;; nothing|default('d') ;; missing|d ;; none|d('x', boolean=true)
d|dictsort ;; d|dictsort(true) ;; d|dictsort(by='value') ;; d|dictsort(reverse=true) ;; html|e ;; html|escape ;; html|forceescape ;; html|safe ;; 1000|filesizeformat ;; 1|filesizeformat ;; 123456789|filesizeformat ;; 1024|filesizeformat(true) ;; 1536|filesizeformat(binary=true) ;; (10**13)|filesizeformat ;; 500.5|filesizeformat
items|first ;; words|last ;; []|first ;; 'abc'|first ;; 'abc'|last ;; '3.5'|float ;; 'x'|float ;; 'x'|float(1.5) ;; 5|float ;; ' 7 '|float ;; '1e3'|float ;; 'inf'|float ;; '%s-%s'|format('a', 1) ;; '%(x)s'|format(x=5) ;; '%.2f'|format(3.14159) ;; '%05d'|format(7)
users|groupby('team') ;; users|groupby('age')|map('first')|list ;; users|groupby('team', case_sensitive=true)|map(attribute='grouper')|list ;; users|groupby('missing', default='none')|map('first')|list ;; lines|indent ;; lines|indent(2, true) ;; lines|indent(2, blank=true) ;; lines|indent('> ') ;; '5'|int ;; 'x'|int ;; 'x'|int(3) ;; '0x1f'|int(base=16) ;; '101'|int(base=2) ;; 3.9|int ;; '3.9'|int ;; -3.9|int ;; '1_000'|int ;; none|int(0) ;; 'ff'|int(0, 16) ;; true|int
d|items|list ;; items|join ;; items|join(', ') ;; users|join(', ', attribute='name') ;; users|map(attribute='name')|join('|') ;; []|join(',') ;; 'abc'|join('-') ;; items|last ;; 'abc'|length ;; uni|length ;; d|length ;; missing|length ;; 'abc'|list ;; d|list ;; 'ABC'|lower ;; words|map('upper')|list ;; words|map('replace', 'a', 'X')|list ;; users|map(attribute='age')|list ;; users|map(attribute='x', default='?')|list ;; items|map('string')|list ;; items|map('multiply')|list if false else 1
items|max ;; items|min ;; words|max ;; words|min ;; words|max(case_sensitive=true) ;; users|max(attribute='age') ;; users|min(attribute='name')|attr('x') is undefined ;; []|max ;; items|reject('odd')|list ;; items|select('odd')|list ;; items|select('>', 1)|list ;; items|select|list ;; [0, 1, '', 'a', none]|select|list ;; [0, 1, none]|reject|list ;; users|selectattr('age', '>', 30)|map(attribute='name')|list ;; users|rejectattr('age', 'eq', 36)|map(attribute='name')|list ;; users|selectattr('team')|list|length ;; items|select('in', [1, 3])|list ;; items|select('divisibleby', 3)|list ;; items|reject('ge', 2)|list
{'a': [1, {'b': none}]}|pprint ;; 'x'|pprint ;; range(40)|list|pprint ;; 'a b a'|replace('a', 'X') ;; 'aaa'|replace('a', 'b', 2) ;; 'aaa'|replace('a', 'b', count=1) ;; items|reverse|list ;; 'abc'|reverse ;; 2.567|round(2) ;; 2.5|round ;; 3.5|round ;; 2.1|round(0, 'ceil') ;; 2.9|round(0, 'floor') ;; 42|round ;; 1234|round(-2) ;; 2.675|round(2) ;; -2.5|round ;; 42.55|round(1, 'floor') ;; 42.55|round(1, method='ceil') ;; 1e20|round(1)
items|slice(2)|list ;; items|slice(2, 'x')|list ;; range(10)|slice(3)|map('list')|list ;; words|sort ;; words|sort(true) ;; words|sort(case_sensitive=true) ;; users|sort(attribute='age')|map(attribute='name')|list ;; users|sort(attribute='age,name')|map(attribute='name')|list ;; users|sort(reverse=true, attribute='age')|map(attribute='name')|list ;; d|sort ;; [3,1,2]|sort ;; [[2,1],[1,2]]|sort ;; 5|string ;; none|string ;; html|striptags ;; '<p>a &amp; b</p> <!-- c --> d'|striptags ;; items|sum ;; users|sum(attribute='age') ;; items|sum(start=10) ;; [1.5, 2]|sum ;; []|sum ;; [[1],[2]]|sum(start=[])
'hello world-foo (bar)'|title ;; "it's"|title ;; {'a': 1, 'b': [1, 2]}|tojson ;; "<'&>"|tojson ;; [1, none, true, 1.5, 'é']|tojson ;; {'b': 1, 'a': 2}|tojson(indent=2) ;; ' x '|trim ;; 'xxaxx'|trim('x') ;; 'the quick brown fox jumps over the lazy dog'|truncate(20) ;; 'the quick brown fox jumps'|truncate(10, true) ;; 'the quick brown fox'|truncate(9, end='…') ;; 'short'|truncate(10) ;; 'abcdefghijkl'|truncate(10, leeway=0) ;; 'abcdefghijkl'|truncate(10) ;; 'hello world'|truncate(7, false, '', 0)
[1, 1, 2, 'A', 'a']|unique|list ;; words|unique(case_sensitive=true)|list ;; users|unique(attribute='team')|map(attribute='name')|list ;; 'abc'|upper ;; 'ß'|upper ;; 'a b&c/d'|urlencode ;; {'a': 1, 'b': 'x y'}|urlencode ;; [('a', 'é')]|urlencode ;; 'see http://example.com/x?y=1 or www.test.org.'|urlize ;; 'mail a@b.com now'|urlize ;; 'http://example.com/long/path'|urlize(10, nofollow=true) ;; '(http://x.com)'|urlize(target='_blank') ;; 'a b c'|wordcount ;; uni|wordcount ;; 'the quick brown fox jumps'|wordwrap(10) ;; 'averyveryverylongword x'|wordwrap(8) ;; 'averylongword x'|wordwrap(5, false) ;; 'a-b well-known words'|wordwrap(6) ;; 'one two\\nthree four'|wordwrap(7, wrapstring='|') ;; {'class': 'x', 'id': none, 'data': '<'}|xmlattr ;; {'a': 1}|xmlattr(false) ;; {}|xmlattr
user|attr('name') ;; 'a'|attr('upper') is callable ;; [1,2,3]|random in [1,2,3] ;; 5|abs|string|center(5)|trim|length ;; -1|abs ;; (-1)|abs ;; 'x'|upper|lower|title ;; items|map('abs')|sum ;; 'a,b'.split(',')|map('upper')|join(' ') ;; cols|map('lower')|map('replace', ' ', '_')|join(', ') ;; html|upper|e ;; (html|e)|e ;; html|safe|upper ;; (1, 2)|list ;; 'b'|list|first ;; {'x': 1}|items|list|first|last
""".strip().splitlines()

TESTS = """
n is odd | n is even | 4 is even | n is divisibleby 3 | n is divisibleby(2) | n is not divisibleby 2 | missing is undefined | missing is not defined | nothing is none | n is not none | 'x' is string | 5 is string | 5 is number | 5.5 is float | 5 is integer | true is integer | true is boolean | 5 is float | [] is iterable | 5 is iterable | 'x' is iterable | [] is sequence | {} is mapping | [] is mapping | {} is sequence | range(3) is sequence | 'abc' is lower | 'ABC' is upper | 'aBc' is lower | '' is lower | 1 is eq 1 | 1 is equalto 1.0 | 1 is ne 2 | 1 is lt 2 | 2 is le 2 | 3 is gt 2 | 3 is ge 3 | 3 is greaterthan 2 | 1 is lessthan 2 | 1 is sameas 1 | none is sameas none | true is sameas true | [] is sameas [] | 1 is in [1, 2] | 'a' is in 'abc' | 3 is not in [1] | 'upper' is filter | 'nope' is filter | 'odd' is test | 'nope' is test | range is callable | n is callable | true is true | false is false | 1 is true | none is false | html is escaped | (html|safe) is escaped | n is odd and 4 is even | not n is even | n is defined or missing.x is defined | n is sameas(3) | [1,2] is eq([1,2]) | 2**70 is integer | missing is string | 'x' is mapping | n is number and n > 2 | 'a' is in ['a'] and true | n is odd == true
""".strip().split(" | ")

TEMPLATES = r"""
{% for i in items %}{{ i }}{% endfor %}
{% for i in items %}{{ i }}{% if not loop.last %},{% endif %}{% endfor %}
{% for i in [] %}x{% else %}none{% endfor %}
{% for i in missing %}x{% else %}none{% endfor %}
{% for i in items if i > 1 %}{{ loop.index }}:{{ i }}/{{ loop.length }} {% endfor %}
{% for i in items if i > 5 %}{{ i }}{% else %}empty{% endfor %}
{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}
{% for k in d %}{{ k }}{% endfor %}
{% for c in 'abc' %}[{{ c }}]{% endfor %}
{% for a, (b, c) in [(1, (2, 3)), (4, (5, 6))] %}{{ a }}{{ b }}{{ c }} {% endfor %}
{% for i in items %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }} {% endfor %}
{% for i in items %}{{ loop.previtem }}<{{ i }}>{{ loop.nextitem }} {% endfor %}
{% for i in [1, 1, 2, 2, 1] %}{% if loop.changed(i) %}{{ i }}{% endif %}{% endfor %}
{% for i in range(5) %}{{ loop.cycle('a', 'b') }}{% endfor %}
{% for i in range(6) %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 4 %}{% break %}{% endif %}{{ i }}{% endfor %}
{% for row in nested %}{% for x in row %}{{ loop.index }}-{{ loop.depth }} {% endfor %}|{% endfor %}
{% for t in tree recursive %}{{ t.v }}{% if t.kids %}[{{ loop(t.kids) }}]{% endif %}{% endfor %}
{% for t in tree recursive %}{{ loop.depth }}{{ loop.depth0 }}:{{ t.v }}{{ loop(t.kids) }}{% endfor %}
{% for t in tree recursive %}<{{ t.v }}>{{ loop(t.kids) }}</{{ t.v }}>{% else %}-{% endfor %}
{% for i in items %}{% set x = i %}{% endfor %}{{ x }}
{% set x = 0 %}{% for i in items %}{% set x = x + i %}{{ x }},{% endfor %}{{ x }}
{% set ns = namespace(total=0) %}{% for i in items %}{% set ns.total = ns.total + i %}{% endfor %}{{ ns.total }}
{% set ns = namespace({'a': 1}, b=2) %}{{ ns.a }}{{ ns.b }}{{ ns.c }}
{% set a, b = 1, 2 %}{{ a }}{{ b }}
{% set (a, b), c = (1, 2), 3 %}{{ a }}{{ b }}{{ c }}
{% set t = 1, 2 %}{{ t }}
{% set x %}block {{ name }}{% endset %}{{ x|upper }}
{% set x | upper | trim %}  block {{ name }} {% endset %}[{{ x }}]
{% set x = [] %}{% do x.append(1) %}{% do x.extend([2, 3]) %}{% do x.insert(0, 0) %}{{ x }}{{ x.pop() }}{{ x }}
{% set m = {} %}{% do m.update({'a': 1}) %}{% do m.update(b=2) %}{{ m }}{% do m.clear() %}{{ m }}
{% set l = [3, 1, 2] %}{% do l.sort() %}{{ l }}{% do l.reverse() %}{{ l }}{% do l.remove(2) %}{{ l }}
{% if n == 3 %}three{% elif n == 4 %}four{% else %}other{% endif %}
{% if n == 2 %}two{% elif n == 3 %}three{% elif n == 4 %}four{% endif %}
{% if no %}a{% elif nothing %}b{% else %}c{% endif %}
{% if yes %}{% set z = 1 %}{% endif %}{{ z }}
{% if no %}{% set name = 'inner' %}{% endif %}{{ name }}
{% if yes %}{% set name = 'inner' %}{% else %}{% set name = 'else' %}{% endif %}{{ name }}
{{ name }}{% set name = 'changed' %}{{ name }}
{% for i in [1, 2] %}{{ name }}{% set name = i %}{{ name }} {% endfor %}{{ name }}
{% with %}{% set inner = 1 %}{{ inner }}{% endwith %}{{ inner }}
{% with a = 1, b = name %}{{ a }}{{ b }}{% endwith %}{{ a }}
{% set a = 5 %}{% with a = 1, b = a %}{{ a }}{{ b }}{% endwith %}{{ a }}
{% macro m(a, b=2, c='x') %}[{{ a }}{{ b }}{{ c }}]{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(c=9, a=8) }}{{ m() }}
{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, x=3) }}{{ m() }}
{% macro m(a) %}{{ a }}{{ varargs|length }}{% endmacro %}{{ m(1, 2, 3) }}
{% macro m(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(1, 2) }}
{% macro m(x) %}{% if x > 0 %}{{ x }}{{ m(x - 1) }}{% endif %}{% endmacro %}{{ m(3) }}
{% macro outer() %}({{ caller() }}){% endmacro %}{% call outer() %}in {{ name }}{% endcall %}
{% macro each(xs) %}{% for x in xs %}{{ caller(x, loop.index) }};{% endfor %}{% endmacro %}{% call(v, i) each(items) %}{{ i }}:{{ v * 2 }}{% endcall %}
{% macro m(caller=none) %}{{ 'yes' if caller else 'no' }}{% endmacro %}{{ m() }}{% call m() %}x{% endcall %}
{% macro m() %}{{ caller is defined }}{% endmacro %}{{ m() }}
{% macro m(a, b) %}{% endmacro %}{{ m.name }} {{ m.arguments }} {{ m.catch_kwargs }} {{ m.catch_varargs }} {{ m.caller }}
{% macro a() %}A{{ b() }}{% endmacro %}{% macro b() %}B{% endmacro %}{{ a() }}
{% macro m() %}{{ later }}{% endmacro %}{% set later = 'L' %}{{ m() }}
{% macro m() %}{% set name = 'in' %}{{ name }}{% endmacro %}{{ m() }}{{ name }}
{% set x = 'out' %}{% macro m() %}{{ x }}{% set x = 'in' %}{{ x }}{% endmacro %}{{ m() }}{{ x }}
{% macro m() %}  pad  {% endmacro %}[{{ m()|trim }}]
{% for i in [1, 2] %}{% macro m() %}{{ i }}{% endmacro %}{{ m() }}{% endfor %}
{% macro m(a=[]) %}{% do a.append(1) %}{{ a }}{% endmacro %}{{ m() }}{{ m() }}
{% macro m(x) %}{{ x.y }}{% endmacro %}{{ m({'y': 7}) }}{{ m(x={'y': 8}) }}
{% filter upper %}text {{ name }}{% endfilter %}
{% filter replace('a', 'b')|upper %}banana{% endfilter %}
{% filter indent(2, true) %}a
b{% endfilter %}
{% autoescape true %}{{ html }}{{ html|safe }}{{ '<b>' ~ html|safe }}{% endautoescape %}{{ html }}
{% autoescape true %}{% set x %}<i>{{ '<' }}</i>{% endset %}{{ x }}{% macro m() %}<u>{{ '&' }}</u>{% endmacro %}{{ m() }}{% endautoescape %}
{% autoescape true %}{{ ['<', '>'|safe]|join('&') }}{{ '<%s>'|safe % '<' }}{{ html|e ~ '>' }}{% endautoescape %}
{% raw %}{{ not }} {% a %} {# c #}{% endraw %}
{%- raw -%}  {{ x }}  {%- endraw -%}  z
{{ 'a' }}{# comment #}b{#- strip -#} c
{# {{ x }} {% if %} #}ok
{{ '{{' }}{{ '%}' }}{{ "}}" }}
{{ {'a': {'b': 1}}.a.b }}{{ {'x': {}}}}
{{ [1, 2,] }}{{ (1,) }}{{ {'a': 1,} }}
{% print name, n %}
{% set c = cycler('odd', 'even') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}{% do c.reset() %}{{ c.current }}
{% set j = joiner('; ') %}{% for i in items %}{{ j() }}{{ i }}{% endfor %}
{% for g in users|groupby('team') %}{{ g.grouper }}:{{ g.list|map(attribute='name')|join(',') }} {% endfor %}
{% for team, members in users|groupby('team') %}{{ team }}={{ members|length }} {% endfor %}
{% for u in users|sort(attribute='name') %}{{ u.name }} {% endfor %}
{% for row in items|batch(2, '-') %}{{ row|join('|') }};{% endfor %}
{% for col in items|slice(2) %}{{ col }};{% endfor %}
{{ items|map('string')|join('+') ~ '=' ~ items|sum }}
{% set x = items|map('string') %}{{ x|list }}{{ x|list }}
{% if items is iterable and items is not string %}list{% endif %}
{% for i in items %}{% for i in 'ab' %}{{ i }}{% endfor %}{{ i }}{% endfor %}
{% for i in items %}{{ i }}{% endfor %}{{ i is defined }}
{% for n in items %}{{ n }}{% endfor %}{{ n }}
{% for a in items %}{% set outer = loop %}{% for b in 'xy' %}{{ outer.index }}{{ loop.index }} {% endfor %}{% endfor %}
{% for i in range(3) %}{% with j = i * 2 %}{{ j }}{% endwith %}{% endfor %}
{% block a %}A{{ name }}{% endblock %}{{ self.a() }}
{% block a %}x{% block b %}y{% endblock %}z{% endblock a %}
{% for i in items %}{% block c scoped %}{{ i }}{% endblock %}{% endfor %}
{% for i in items %}{% block c %}{{ i }}{% endblock %}{% endfor %}
{% set v = 1 %}{% block a %}{{ v }}{% set v = 2 %}{{ v }}{% endblock %}{{ v }}
{%- set cols = ['a', 'b'] -%}select {% for c in cols %}{{ c }}{{ ", " if not loop.last }}{% endfor %} from t
{{ items[0] if items else 'none' }}{{ '' if missing is defined else 'undef' }}
{{ missing ~ 'x' }}{{ missing|default('d')|upper }}{{ missing is none }}
{{ missing == missing }}{{ missing|list }}{{ not missing }}{{ missing|string|length }}
{% for x in d|dictsort %}{{ x[0] }}{{ x[1] }} {% endfor %}
{{ user['items'] }}{{ user.keys()|list|first }}
{% set x = 5 -%}   {{ x }}
{{ "a" -}}   b   {{- "c" }}
{{ n }} {%- if yes %} a {%- endif -%} b
{{ loop }}{% for i in [1] %}{{ loop is defined }}{% endfor %}
{{ caller is defined }}{{ varargs is defined }}{{ self is defined }}
{% macro f(n) -%}{{ n if n < 2 else (f(n - 1)|int + f(n - 2)|int) }}{%- endmacro %}{{ f(10) }}
{%- macro pivot(col, vals) %}{% for v in vals %}sum(case when {{ col }} = '{{ v }}' then 1 end) as {{ v|lower }}{% if not loop.last %},
 {% endif %}{% endfor %}{% endmacro %}{{ pivot('c', words) }}
{% set q %}select * from {{ cols|join('.') }}{% endset %}{% set r = q|upper %}{{ r }}
{{ dict(a=1)|tojson }}{{ namespace(a=1).a }}{{ range(3)|sum }}
{% for k, v in {'b': 1, 'a': 2}|dictsort(false, 'value') %}{{ k }}{% endfor %}
{% for _ in range(2) %}x{% endfor %}{{ _ }}
{% set _p = 1 %}{{ _p }}{% set x = x %}{{ x }}
{% set x = 1 %}{% set x = x + 1 %}{{ x }}{% if true %}{% set x = x + 1 %}{% endif %}{{ x }}
{{ 'a' 'b' ~ 'c' }}{{ 1 ~ 2 * 3 }}{{ 2 * 3 ~ 1 }}{{ (1 + 1) ~ 1 }}
{{ -items[0] }}{{ -n|abs }}{{ (-n)|abs }}{{ not n is odd }}{{ n is odd|string }}
{{ 3 if false else 4 if false else 5 }}
""".strip("\n")

MULTILINE = [
    "{% for i in items %}\n  {{ i }}\n{% endfor %}\n",
    "<ul>\n  {% for i in items %}\n    <li>{{ i }}</li>\n  {% endfor %}\n</ul>\n",
    "{% if yes %}\n  a\n{% else %}\n  b\n{% endif %}\nend\n",
    "  {% set x = 1 %}  \n  {{ x }}  \n{# c #}\n  {# d #}  \nz\n\n",
    "a\n\n{% macro m() %}\n  body\n{% endmacro %}\n\n{{ m() }}\n",
    "\t{% if yes %}\tx{% endif %}\t\n", "line1\r\n{% if yes %}\r\nline2\r\n{% endif %}\r\n",
    "{% raw %}\n {{ x }}\n{% endraw %}\nend", "{{ n }}\n{{ n }}\n", "  {%+ if yes %}\n x\n  {%- endif +%}\n y", "{{ n }}\n",
]

INHERITANCE = [
    ("{% extends 'base' %}{% block title %}Child{% endblock %}", {}),
    ("{% extends 'base' %}{% block title %}{{ super() }}+{% endblock %}ignored", {}),
    ("{% extends 'mid' %}{% block title %}C{{ super() }}{% endblock %}", {}),
    ("{% extends 'mid' %}{% block title %}{{ super.super() }}{% endblock %}", {}),
    ("{% set who = 'set' %}{% extends 'base' %}{% block body %}{{ who }}{% endblock %}", {}),
    ("{% extends layout %}{% block body %}dyn{% endblock %}", {"layout": "base"}),
    ("{% include 'part' %}", {}), ("{% set name = 'Inner' %}{% include 'part' %}", {}), ("{% include 'part' without context %}", {}),
    ("{% for i in [1, 2] %}{% include 'loopy' %}{% endfor %}", {}), ("{% include 'nope' ignore missing %}x", {}),
    ("{% include ['nope', 'part'] %}", {}), ("{% import 'lib' as lib %}{{ lib.twice('a') }}{{ lib.version }}{{ lib._hidden }}", {}),
    ("{% from 'lib' import twice, version as v %}{{ twice(v) }}", {}), ("{% from 'lib' import shout %}{{ shout() }}", {}),
    ("{% from 'lib' import shout with context %}{{ shout() }}", {}), ("{% import 'lib' as lib with context %}{{ lib.shout() }}", {}),
    ("{% from 'lib' import nope %}{{ nope is defined }}", {}), ("{% import 'lib' as lib %}{{ lib }}", {}),
    ("{% macro m() %}{% include 'part' %}{% endmacro %}{{ m() }}", {}), ("{% block a %}{% include 'part' %}{% endblock %}", {}),
    ("{% extends 'base' %}{% from 'lib' import twice %}{% block body %}{{ twice('q') }}{% endblock %}", {}),
    ("{% extends 'scoped' %}{% block item %}[{{ i }}]{% endblock %}", {}), ("{{ self.title() if false }}{% block title %}t{% endblock %}", {}),
]
LOADED = {
    "base": "<{% block title %}Base{% endblock %}|{% block body %}{{ name }}{% endblock %}>",
    "mid": "{% extends 'base' %}{% block title %}M{{ super() }}{% endblock %}",
    "part": "part {{ name }}{{ missing }}", "loopy": "{{ i }}{{ loop.index if loop is defined }};",
    "lib": "lib{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{% set version = 3 %}{% set _hidden = 1 %}{% macro shout() %}{{ name }}!{% endmacro %}",
    "scoped": "{% for i in [1, 2] %}{% block item scoped %}{{ i }}{% endblock %}{% endfor %}",
}
UNDEFINED = {
    "default": jinja2.Undefined, "chainable": jinja2.ChainableUndefined, "debug": jinja2.DebugUndefined,
    "strict": jinja2.StrictUndefined,
}
OPTIONS = {"trim_blocks": False, "lstrip_blocks": False, "keep_trailing_newline": False}


def whitespace():
    """Every sign on both sides of every kind of tag, under every option."""
    tags = {"block": "{%{l} if true {r}%}", "variable": "{{{l} 1 {r}}}", "comment": "{#{l} c {r}#}", "raw": "{%{l} raw {r}%}x{% endraw %}"}
    for kind, tag in tags.items():
        for left, right in itertools.product(["", "-", "+"], ["", "-", "+"]):
            if kind in ("variable", "raw") and right == "+":
                continue
            if kind == "variable" and left == "+":
                continue
            text = tag.replace("{l}", left).replace("{r}", right)
            end = "{% endif %}" if kind == "block" else ""
            source = f"a \n  {text}  \n  b{end}\n {text} \n\nc{end}\n"
            for trim, lstrip in itertools.product([False, True], repeat=2):
                yield source, {"trim_blocks": trim, "lstrip_blocks": lstrip, "keep_trailing_newline": False}


def all_cases():
    for line in EXPRESSIONS:
        for expression in line.split(" | "):
            yield "{{ " + expression.strip() + " }}", CONTEXT, OPTIONS, None
    for line in FILTERS:
        for expression in line.split(" ;; "):
            yield "{{ " + expression + " }}", CONTEXT, OPTIONS, None
    for expression in TESTS:
        yield "{{ " + expression + " }}", CONTEXT, OPTIONS, None
    for source in re.split(r"\n(?=\{)", TEMPLATES):
        yield source, CONTEXT, OPTIONS, None
    for source, options in whitespace():
        yield source, {}, options, None
    for source in MULTILINE:
        for trim, lstrip, keep in itertools.product([False, True], repeat=3):
            yield source, CONTEXT, {"trim_blocks": trim, "lstrip_blocks": lstrip, "keep_trailing_newline": keep}, None
    for source, extra in INHERITANCE:
        yield source, CONTEXT | extra, OPTIONS, LOADED
    for source in re.split(r"\n(?=[{<])", DESCRIBED.strip("\n")):
        yield source, CONTEXT, OPTIONS, DESCRIBED_LOADED
    for source in re.split(r" ;; |\n", UNDEFINED_USES):
        for kind in UNDEFINED:
            yield source, CONTEXT, OPTIONS | {"undefined": kind}, None
    for source in LINES:
        for trim, lstrip, keep in itertools.product([False, True], repeat=3):
            yield source, CONTEXT, {"trim_blocks": trim, "lstrip_blocks": lstrip, "keep_trailing_newline": keep}, None
    for line in (Path(__file__).parent / "probes.jsonl").read_text().splitlines():
        probe = json.loads(line)
        yield probe["source"], CONTEXT, OPTIONS | probe.get("options", {}), probe.get("templates")


def main():
    lines, skipped, seen = [], [], set()
    for source, context, options, templates in all_cases():
        if (source, json.dumps(options)) in seen:
            continue
        seen.add((source, json.dumps(options)))
        undefined = UNDEFINED[options.get("undefined", "default")]
        environment = Environment(
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], loader=DictLoader(templates or {}),
            **options | {"undefined": undefined})
        try:
            output = environment.from_string(source).render(json.loads(json.dumps(context)))
        except Exception as error:
            skipped.append(f"{source!r}: {error}")
            continue
        case = {"source": source, "context": context, "options": options, "output": output}
        if context is CONTEXT:
            case["context"] = "standard"
        if templates:
            case["templates"] = templates
        lines.append(json.dumps(case, ensure_ascii=False))
    folder = Path(__file__).parent
    (folder / "cases.jsonl").write_text("\n".join(lines) + "\n")
    (folder / "context.json").write_text(json.dumps(CONTEXT, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(lines)} cases by Jinja2 {jinja2.__version__}; left out because they raise: {len(skipped)}")
    print("\n".join(skipped))


if __name__ == "__main__":
    main()

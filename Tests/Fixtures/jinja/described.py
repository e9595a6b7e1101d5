"""Templates for make_cases.py: what the documentation and the change log of Jinja2 describe, a subject a line.

`LINES` come with every setting of the whitespace options, `UNDEFINED_USES` with every kind of undefined value.
"""

DESCRIBED = r"""
{% set x = 1 %}{% include 'shows' %}|{% include 'shows' without context %}|{% include 'shows' with context %}
{% for i in [1, 2] %}{% set x = i %}{% include 'shows' %}{% endfor %}
{% macro m(x) %}{% include 'shows' %}{% endmacro %}{{ m(7) }}{{ m() }}
{% include ['nope', 'neither'] ignore missing %}|{% include ['nope', 'shows'] ignore missing with context %}
{% include 'shows' ignore missing without context %}|{% include 'nope' ignore missing with context %}
{% set which = 'shows' %}{% set x = 'v' %}{% include which %}{% include [which] %}{% include 'sho' ~ 'ws' %}
{% import 'tools' as t %}{{ t.double(2) }}{{ t.x is defined }}{{ t.nope is defined }}{{ t.constant }}
{% set x = 5 %}{% import 'tools' as t with context %}{{ t.sees() }}|{% import 'tools' as u %}{{ u.sees() }}|{% import 'tools' as v without context %}{{ v.sees() }}
{% from 'tools' import double as d, constant as c, nope as n %}{{ d(c) }}{{ n is defined }}
{% set x = 5 %}{% from 'tools' import sees with context %}{{ sees() }}|{% from 'tools' import sees %}{{ sees() }}
{% from 'tools' import double, constant with context %}{{ double(constant) }}
{% import 'tools' as t %}{% set ns = namespace(x=1) %}{% set ns.x = t.double(ns.x) %}{{ ns.x }}
{% import 'tools' as t %}{% for i in [1, 2] %}{{ t.double(i) }}{% endfor %}{% macro m() %}{{ t.double(9) }}{% endmacro %}{{ m() }}
{% if true %}{% import 'tools' as t %}{% endif %}{{ t.constant }}
{% for i in [1] %}{% import 'tools' as t %}{{ t.constant }}{% endfor %}{{ t is defined }}
{% extends 'parent' %}{% block one %}{{ super() }}!{% endblock %}{% block two %}({{ self.one() }}){% endblock %}
{% extends 'parent' %}{% set top = 'T' %}{% block two %}{{ top }}{% endblock %}
{% extends 'parent' %}{% macro m() %}M{% endmacro %}{% block two %}{{ m() }}{% endblock %}
{% extends 'parent' %}{% block two %}{% block three %}inner{% endblock %}{% endblock %}
{% extends 'child' %}{% block one %}g{{ super() }}{{ super.super() }}{% endblock %}
{% extends 'child' %}{% block one %}{% set s = super() %}{{ s|upper }}{{ s|length }}{% endblock %}
{% extends 'looped' %}{% block row %}<{{ item }}>{% endblock %}
{% extends 'looped' %}{% block row scoped %}<{{ item }}{{ loop.index }}>{% endblock %}
{% extends 'unscoped' %}{% block row %}<{{ item }}>{% endblock %}
{% extends 'needs' %}{% block must %}given{% endblock %}
{% extends 'needs' %}{% block must required %}   {% endblock %}x
{% if yes %}{% extends 'parent' %}{% endif %}{% block one %}c{% endblock %}
{% extends 'parent' if yes else 'child' %}{% block one %}e{% endblock %}
{% block a %}{% block b %}B{% endblock b %}{% endblock a %}{{ self.b() }}{{ self.a() }}
{% block a %}1{% endblock %}{% set t %}{{ self.a() }}{% endset %}[{{ t }}]{{ self.a()|length }}
{% macro m(f) %}{{ f() }}{% endmacro %}{% block a %}A{% endblock %}{{ m(self.a) }}
{% block x %}{% if loop is defined %}in{% else %}out{% endif %}{% endblock %}{% for i in [1] %}{% block y scoped %}{{ loop.index }}{% endblock %}{% endfor %}
{% for i in [3, 3, 1, 1, 2] %}{{ loop.changed(i) }}{{ loop.changed(i, 'x') }} {% endfor %}
{% for i in range(5) %}{{ loop.cycle('a', 'b', 'c') }}{{ loop.cycle(*[1, 2]) }}{% endfor %}
{% for i in [[1, 2], [3]] %}{% set o = loop %}{% for j in i %}{{ loop.depth }}{{ loop.depth0 }}{{ o.index }}{{ loop.length }}{% endfor %}{% endfor %}
{% for i in 'abc' %}{{ loop.previtem|default('-') }}{{ i }}{{ loop.nextitem|default('-') }} {% endfor %}
{% for i in 'abc' %}{% if not loop.first and loop.previtem == 'a' %}[{{ i }}]{% endif %}{{ loop.nextitem is defined }}{% endfor %}
{% for i in [1, 2, 3] if i is odd %}{{ loop.index }}/{{ loop.length }}{{ loop.last }}{{ loop.revindex }} {% endfor %}
{% for i in (1, 2, 3)|select('odd') %}{{ loop.index }}{{ loop.last }}{{ loop.revindex0 }}{{ loop.nextitem }} {% endfor %}
{% for t in tree recursive %}{{ loop.index }}.{{ t.v }}({{ loop(t.kids)|trim }}){% endfor %}
{% for t in tree recursive %}{{ loop.depth }}{{ loop.first }}{% if t.kids %}{% set sub = loop(t.kids) %}<{{ sub }}>{% endif %}{% endfor %}
{% for t in tree if t.v < 5 recursive %}{{ t.v }}{{ loop(t.kids) }}{% else %}e{% endfor %}
{% for t in tree recursive %}{% set l = loop %}{% for k in t.kids %}{{ l.index }}{{ l([k]) }}{% endfor %}{% endfor %}
{{ loop is defined }}{% for i in [1] %}{{ loop }}{% endfor %}
{% for i in [1, 2, 3] %}{% if loop.index is divisibleby 2 %}{% continue %}{% endif %}{{ i }}{% else %}none{% endfor %}
{% for i in [1, 2, 3] %}{% for j in 'ab' %}{% if j == 'b' %}{% break %}{% endif %}{{ i }}{{ j }}{% endfor %}{% if i == 2 %}{% break %}{% endif %}{% endfor %}
{% for i in [1, 2] %}{% break %}{% else %}not empty{% endfor %}|{% for i in [] %}{% break %}{% else %}empty{% endfor %}
{% for k, v in {'b': 1, 'a': 2}.items()|sort %}{{ k }}{{ v }}{% endfor %}{% for k, v in d|items %}{{ k }}{% endfor %}{{ missing|items|list }}
{% for (a, b), c in [((1, 2), 3)] %}{{ a }}{{ b }}{{ c }}{% endfor %}
{% set i = 'o' %}{% for i in [1] %}{% set i = i + 1 %}{{ i }}{% endfor %}{{ i }}
{% set ns = namespace() %}{{ ns.a }}{% set ns.a = 1 %}{{ ns.a }}{% set ns.b = ns.a + 1 %}{{ ns.b }}{{ ns['a'] is defined }}
{% set ns = namespace({'a': 1}, a=2, b=3) %}{{ ns.a }}{{ ns.b }}{% for i in [1, 2] %}{% set ns.a = ns.a + i %}{% endfor %}{{ ns.a }}
{% set ns = namespace(n=0) %}{% macro add(x) %}{% set ns.n = ns.n + x %}{% endmacro %}{% do add(2) %}{% do add(3) %}{{ ns.n }}
{% set ns = namespace([('a', 1)]) %}{{ ns.a }}{% set ns.f, x = 1, 2 %}{{ ns.f }}{{ x }}
{% set ns = namespace(a=1) %}{% if yes %}{% set ns.a %}block {{ n }}{% endset %}{% endif %}{{ ns.a }}
{% set ns = namespace(a=1) %}{% set ns.a | upper %}block{% endset %}{{ ns.a }}
{% macro dump(rows) %}{% for r in rows %}{{ caller(r, loop.last) }}{% endfor %}{% endmacro %}{% call(row, last=false) dump([1, 2]) %}{{ row }}{{ last }};{% endcall %}
{% macro a() %}{{ caller('x') }}{{ caller(q='z', p='y') }}{% endmacro %}{% call(p, q='Q') a() %}{{ p }}{{ q }} {% endcall %}
{% macro a() %}[{{ caller() }}]{% endmacro %}{% call a() %}{% call a() %}x{% endcall %}{% endcall %}
{% macro a() %}{% for i in [1, 2] %}{{ caller() }}{% endfor %}{% endmacro %}{% set i = 'o' %}{% call a() %}{{ i }}{% endcall %}
{% macro a(caller=none) %}{{ caller is none }}{% if caller %}{{ caller() }}{% endif %}{% endmacro %}{{ a() }}{% call a() %}c{% endcall %}
{% macro a() %}{{ caller.name }}{{ caller.arguments }}{{ caller is callable }}{% endmacro %}{% call(z) a() %}{% endcall %}
{% macro m(a, b=a ~ '!', c=b|length) %}{{ a }}{{ b }}{{ c }} {% endmacro %}{{ m('x') }}{{ m('x', 'yy') }}{{ m('x', c=9) }}
{% set d = 'outer' %}{% macro m(a=d) %}{{ a }}{% endmacro %}{{ m() }}{% set d = 'later' %}{{ m() }}
{% macro m(a, b='z') %}{{ a is defined }}{{ b }}{% endmacro %}{{ m() }}{{ m(b=1) }}{{ m(none) }}
{% macro m() %}{{ varargs }}{{ kwargs|dictsort }}{% endmacro %}{{ m(1, *[2, 3], x=4, **{'y': 5}) }}
{% macro m(a, b) %}{{ a }}{{ b }}{{ varargs }}{% endmacro %}{{ m(*[1, 2, 3, 4]) }}{{ m(**{'b': 1, 'a': 2}) }}
{% macro m(x) %}{{ x }}{% endmacro %}{% macro n(x) %}{{ m(x ~ '1') }}{{ m.name }}{% endmacro %}{{ n(0) }}{{ m is callable }}{{ m.arguments }}{{ m.catch_varargs }}
{% macro m(kwargs) %}{{ kwargs }}{% endmacro %}{{ m(1) }}
{% macro _p() %}private{% endmacro %}{{ _p() }}
{% macro m() %}{% set x = 1 %}{{ x }}{% endmacro %}{{ m() }}{{ x is defined }}
{% with a = 1, b = 2 %}{% set c = a + b %}{{ c }}{% endwith %}{{ c is defined }}
{% set a = 1 %}{% with %}{% set a = 2 %}{{ a }}{% endwith %}{{ a }}{% with a = a + 1, b = a %}{{ a }}{{ b }}{% endwith %}
{% with (a, b) = (1, 2), c = 3 %}{{ a }}{{ b }}{{ c }}{% endwith %}
{{ users|map(attribute='name')|join(', ') }}{{ users|map(attribute='team')|unique|list }}{{ users|map(attribute='nope', default='-')|join }}
{{ users|map(attribute='name.0')|join }}{{ nested|map(attribute='0')|list }}{{ nested|map(attribute='1.0', default=0)|list }}{{ pairs|map(attribute=1)|sum }}
{{ users|sort(attribute='team,name')|map(attribute='name')|list }}{{ users|sort(attribute='age', reverse=true)|map(attribute='name')|list }}{{ words|sort(case_sensitive=true) }}{{ words|sort(reverse=true) }}
{{ users|groupby('team')|map(attribute='grouper')|list }}{{ users|groupby('team', case_sensitive=true)|map('first')|list }}{{ users|groupby('city', default='NY')|map('first')|list }}
{{ users|groupby('age', default=0)|map(attribute='list')|map('length')|list }}{% for g, l in [{'a': 1}, {}]|groupby('a', default=0) %}{{ g }}{{ l }}{% endfor %}
{{ users|max(attribute='age') == users|min(attribute='age') }}{{ words|min }}{{ words|min(case_sensitive=true) }}{{ words|max(true) }}{{ ['b', 'B', 'a']|unique|list }}{{ ['b', 'B']|unique(true)|list }}
{{ users|sum(attribute='age') }}{{ items|sum(start=10) }}{{ users|sum('age', 1) }}{{ [[1], [2]]|sum(start=[]) }}{{ [0.1] * 3|int }}{{ [0.1, 0.2]|sum }}
{{ users|selectattr('name', 'in', ['ada', 'cy'])|map(attribute='age')|list }}{{ users|rejectattr('age', 'gt', 30)|map(attribute='name')|list }}{{ users|selectattr('nope')|list }}{{ users|rejectattr('nope')|list|length }}
{{ items|select('divisibleby', 2)|list }}{{ items|reject('in', [1])|list }}{{ words|select('eq', 'A')|list }}{{ [0, 1]|select|list }}{{ ['a', 1]|select('string')|list }}{{ items|select('lessthan', 3)|list }}{{ items|select('==', 3)|list }}
{{ 'a\nb\n\nc'|indent }}|{{ 'a\nb'|indent('->') }}|{{ 'a\nb'|indent(width='  ', first=true) }}|{{ 'a\n\nb'|indent(2, true, true) }}|{{ 'a\r\nb'|indent(1) }}|{{ ''|indent(2, true) }}|{{ 'a\n'|indent(2) }}
{{ 'Hello World and more'|wordwrap(5) }}|{{ 'Hello\nWorld wide web'|wordwrap(8) }}|{{ 'longwordhere x'|wordwrap(4, false) }}|{{ 'a-b-c-d-e'|wordwrap(3, break_on_hyphens=false) }}|{{ 'aa bb'|wordwrap(2, wrapstring='<br>') }}|{{ 'a\n\nb'|wordwrap(5) }}|{{ '  lead and  gap'|wordwrap(6) }}
{{ 'http://a.b/c?d=e&f=g'|urlize }} {{ 'www.a.com,'|urlize }} {{ 'a.com b.org c.net'|urlize }} {{ '<http://x.y>'|urlize }} {{ 'mailto:a@b.c a@b.com'|urlize }} {{ '(see http://a.b/(c))'|urlize }}
{{ 'http://example.org/long'|urlize(10) }} {{ 'http://e.org'|urlize(nofollow=true) }} {{ 'http://e.org'|urlize(target='_top', rel='x') }} {{ 'tel:+1 ftp://x.y'|urlize(extra_schemes=['tel:', 'ftp:']) }} {{ 'HTTPS://X.ORG'|urlize }}
{{ {'a': '<b>', 'c': [1, none, true]}|tojson }} {{ "it's & <x>"|tojson }} {{ 'é'|tojson }} {{ [1.0, 1e20, -0.0]|tojson }} {{ {'b': 1, 'a': [2]}|tojson(indent=1) }} {{ []|tojson(2) }} {{ {1: 2}|tojson }} {{ (1, 2)|tojson }} {{ none|tojson }}
<a{{ {'href': 'x', 'title': '<q"', 'n': none, 'm': missing, 'ok': 1}|xmlattr }}>|<a{{ {'a': 1}|xmlattr(false) }}>|<a{{ {}|xmlattr }}>|<a {{ {'data-x_y': true}|xmlattr(autospace=false) }}>
{{ items|batch(2)|list }}{{ items|batch(2, 0)|list }}{{ range(7)|batch(3, 'x')|map('join')|list }}{{ items|slice(2)|list }}{{ range(7)|slice(3, 'f')|list }}{{ []|slice(2)|list }}{{ []|batch(2, 1)|list }}{{ [1]|slice(3, 0)|list }}
{{ 2.5|round }}{{ -2.5|round }}{{ 42.55|round(1) }}{{ 42.51|round(0, 'ceil') }}{{ 42.99|round(0, 'floor') }}{{ 42.55|round(1, 'ceil') }}{{ 1234|round(-2) }}{{ 1250|round(-2, 'common') }}{{ 1234|round(-2, 'ceil') }}{{ 7|round(2) }}{{ 7|round|int }}{{ 0.5|round }}{{ 1.5|round }}
{{ 0|filesizeformat }} {{ 999|filesizeformat }} {{ 1000|filesizeformat }} {{ 1023|filesizeformat(true) }} {{ 1024|filesizeformat(true) }} {{ (10**18)|filesizeformat }} {{ (10**27)|filesizeformat }} {{ '1500'|filesizeformat }} {{ 1.5|filesizeformat }} {{ (2**70)|filesizeformat(binary=true) }}
{{ 'foo bar'|title }}{{ 'foo-bar baz_qux'|title }}{{ "they're o'clock"|title }}{{ 'FOO (bar) [x] {y} <z>'|title }}{{ 'ǆ ß'|title }}{{ 'hELLO'|capitalize }}{{ 'x'|center(4) }}|{{ 'x'|center(5) }}|{{ 'xyz'|center(2) }}
{{ 'foo bar baz'|truncate(5) }}|{{ 'foo bar baz'|truncate(5, true) }}|{{ 'foo bar baz qux'|truncate(9, false, '~') }}|{{ 'foo bar'|truncate(4, leeway=3) }}|{{ 'foo bar'|truncate(4, leeway=2) }}|{{ 'foobarbazquxquuz'|truncate(8, leeway=0) }}
{{ '42'|int }}{{ 'x'|int(-1) }}{{ '0x1A'|int(0, 16) }}{{ '0b11'|int(base=2) }}{{ '0o7'|int(0, 8) }}{{ '1.9'|int }}{{ 'inf'|int(3) }}{{ true|int }}{{ none|int }}{{ '1e2'|int }}{{ '3.5'|float }}{{ 'x'|float(1.0) }}{{ 'nan'|float }}{{ []|float }}{{ '１２'|int }}{{ ' 7\n'|int }}{{ '1_0'|int }}{{ '1_0'|float }}
{{ 'a<b'|e }}{{ 'a<b'|escape|escape }}{{ ('a<b'|e)|forceescape }}{{ 'x'|safe is escaped }}{{ '<b>x</b> &amp; <!-- c -->y'|striptags }}{{ 'a b/é?&'|urlencode }}{{ {'a b': 'c&d', 'e': 1}|urlencode }}{{ [['x', 'é']]|urlencode }}{{ 3|urlencode }}{{ missing|urlencode }}
{{ 'a  b\tc\nd'|wordcount }}{{ "it's a-b c_d"|wordcount }}{{ ''|wordcount }}{{ 'abc'|reverse }}{{ items|reverse|list }}{{ (1, 2)|reverse|list }}{{ ' x '|trim }}{{ 'xxhixx'|trim('x') }}{{ 'aXbX'|replace('X', '-', 1) }}{{ 'aaa'|replace('a', 'b', count=2) }}{{ 12321|replace(2, 9) }}
{{ d|dictsort }}{{ d|dictsort(true) }}{{ d|dictsort(by='value') }}{{ d|dictsort(false, 'value', true) }}{{ {'b': 1, 'A': 2, 'a': 3}|dictsort }}{{ {2: 1, 1: 2}|dictsort(reverse=true) }}
{{ '%s=%r %d%%'|format('a', 'b', 3) }}{{ '%(a)s'|format(a=1) }}{{ '%s'|format(none) }}{{ '%.3f|%5s|%-5s|%05d'|format(1.5, 'a', 'b', 42) }}{{ ['a', 'b']|join(', ') }}{{ users|join('/', 'name') }}{{ users|join(d='+', attribute='age') }}{{ [1, [2], none]|join('-') }}
{{ missing|default }}|{{ missing|default('x') }}|{{ none|default('x') }}|{{ none|default('x', true) }}|{{ ''|d('x', boolean=true) }}|{{ user.nope|default(user.name) }}|{{ user.nope.deeper|default('safe') if false else 'n' }}|{{ 0|default(1, true) }}|{{ missing|d(none) }}
{{ items|first }}{{ items|last }}{{ 'abc'|last }}{{ []|first is defined }}{{ d|first }}{{ []|last|default('none') }}{{ items|length }}{{ d|count }}{{ 'äö'|length }}{{ users|map('length')|list }}{{ -1|abs }}{{ (-1)|abs }}{{ -1.5|abs }}{{ (-(2**70))|abs }}
{{ user|attr('name') }}{{ user|attr('items') is callable }}{{ 'x'|attr('upper')() }}{{ user|attr('nope') is defined }}{{ 'abc'|list }}{{ {'a': 1}|list }}{{ 5|string ~ 6 }}{{ [1]|string }}{{ 'A'|lower }}{{ 5|upper }}{{ none|lower }}{{ 1.50|string }}{{ 'x'|pprint }}{{ {'b': 1, 'a': 2}|pprint }}
{% filter upper %}a{{ 'b' }}{% filter trim|replace('X', 'y') %} x {% endfilter %}{% endfilter %}{% filter indent(2)|trim %}a
b{% endfilter %}
{% set x | replace('a', 'b') | upper %}banana{% endset %}{{ x }}{% set y %}{% for i in items %}{{ i }}{% endfor %}{% endset %}{{ y|length }}{{ y is string }}{% set z | trim %} {{ x }} {% endset %}[{{ z }}]
{% set a, b, c = 'xyz' %}{{ a }}{{ b }}{{ c }}{% set (d1, e1) = 1, 2 %}{{ d1 }}{{ e1 }}{% set t = 1, %}{{ t }}{% set u = (1) %}{{ u }}{% set v = () %}{{ v }}
{% do items.append(4) %}{{ items }}{% do d.update(z=1) %}{{ d.z }}{% do [].append(1) %}{% do 1 + 1 %}{% set l = [] %}{% do l.append(1) or l.append(2) %}{{ l }}
{{ 0xFF }} {{ 0XfF }} {{ 0b1010 }} {{ 0B1 }} {{ 0o17 }} {{ 0O7 }} {{ 1_000 }} {{ 0x_f }} {{ 0b_1 }} {{ 1_0.0_1 }} {{ 1e5 }} {{ 1E-5 }} {{ 1.5e+3 }} {{ 1_0e1_0 }} {{ 0 }} {{ 00 }} {{ 0.0 }} {{ 123456789012345678901234567890 }} {{ 1e400 }} {{ 12.34e-1 }}
{{ 'a\nb\tc\\d\'e\"f' }}{{ "\x41\u00e9\U0001F600\101\0" }}{{ '\a\b\f\v\r'|list }}{{ '\N{DIGIT ONE}' }}{{ '\q\z' }}{{ 'a' 'b' "c" }}{{ 'a'
'b' }}{{ '' '' }}{{ "multi
line" }}
{{ 1 < 2 < 3 }}{{ 3 > 2 > 2 }}{{ 1 < 2 == 2 }}{{ 1 == 1 == 1 }}{{ 1 in [1] == true }}{{ 'a' < 'b' < 'c' }}{{ 1 != 2 != 1 }}{{ (1 < 2) == true }}{{ 1 < 3 in [3] }}{{ not 1 < 2 }}
{{ 1 in [1, 2] }}{{ 1 not in [1] }}{{ not 1 in [1] }}{{ 'a' in 'abc' }}{{ 'k' in {'k': 1} }}{{ 2 in (1, 2) }}{{ 1 in missing }}{{ none in [none] }}{{ 'x' not in 'abc' and true }}{{ 1 in range(2) }}
{{ n is odd and not n is even }}{{ n + 1 is even }}{{ n * 2 is divisibleby 3 }}{{ not n is odd }}{{ n is not odd }}{{ -n is odd }}{{ 'a' ~ 'b' is string }}{{ n|string is string }}{{ n is divisibleby 3 and true }}{{ n is in [3] }}{{ n is sameas n }}
{{ not false and false }}{{ not (false and false) }}{{ not false or true }}{{ true or false and false }}{{ not not true }}{{ not 1 + 1 }}{{ 1 if not 0 else 2 }}{{ not none == none }}{{ 1 and not 0 or 2 }}
{{ 2 ** 3 ** 2 }}{{ (2 ** 3) ** 2 }}{{ 2 ** -1 }}{{ -2 ** 2 }}{{ (-2) ** 2 }}{{ 2 ** 2|float }}{{ 10 // 3 * 3 }}{{ 10 % 4 ** 2 }}{{ 7 // 2 / 2 }}{{ 2 * 3 ** 2 }}{{ -3 // 2 }}{{ -3 % 2 }}{{ 1 - -1 }}{{ 1 - - - 1 }}{{ +1 }}
{{ -1|abs }}{{ - n|string|length }}{{ -n + n }}{{ -n ** 2 }}{{ +-1 }}{{ -1.5|round }}{{ -(1)|abs }}{{ 2 - 1|abs }}{{ not n|int }}{{ -n|string ~ '!' }}
{{ 'a' ~ 1 ~ 2.0 ~ none ~ [1] ~ missing }}{{ 1 ~ 1 == '11' }}{{ 'a' ~ 'b' * 2 }}{{ 'a' ~ 'b'|upper }}{{ 1 + 1|int ~ 1 if false else 1 }}{{ 'x' ~ -1 }}{{ 'a' 'b' ~ 'c' 'd' }}{{ 'a' * 3 }}{{ [1] * 2 + [3] }}{{ (1,) + (2,) }}{{ 'a' 'b'.upper() }}
{{ [1, 2, ] }}{{ (1, 2, ) }}{{ {'a': 1, } }}{{ dict(a=1, ) }}{{ range(3, )|list }}{{ (1) }}{{ (1, ) }}{{ () }}{{ 1, 2 }}{{ 1, }}{{ [(), [], {}] }}{{ {'a': {'b': [1, (2, )]}} }}{{ [1, 2, 3,][-1] }}{{ {1: 2, 'x': none, (1, 2): 3}[(1, 2)] }}
{{ 'hello'[1] }}{{ 'hello'[-1] }}{{ 'hello'[1:3] }}{{ 'hello'[:-1] }}{{ 'hello'[::2] }}{{ 'hello'[::-1] }}{{ 'hello'[10:] }}{{ 'hello'[1:none] }}{{ 'hello'[-3:] }}{{ 'hello'[4:1:-1] }}{{ 'hello'[9] is defined }}{{ items[0:2][::-1] }}{{ (1, 2, 3)[1:] }}{{ 'äöü'[1:] }}{{ items[:] == items }}{{ range(10)[2:8:3]|list }}
{{ user.name }}{{ user['name'] }}{{ user.items() is iterable }}{{ user['items'] }}{{ user.address.city }}{{ users[0].name }}{{ users.0.name }}{{ users[-1]['name'] }}{{ d['b'] }}{{ d.b }}{{ items.0 }}{{ nested[0][1][0] }}{{ nested.0.1.0 }}{{ user[['name'][0]] }}
{{ größe|default('ungesetzt') }}{% set größe = 1 %}{{ größe }}{% set 名前 = 'x' %}{{ 名前 }}{% set ñ_1 = 2 %}{{ ñ_1 + 1 }}{% for é in [1] %}{{ é }}{% endfor %}{% macro ä(ö=1) %}{{ ö }}{% endmacro %}{{ ä(ö=3) }}{{ {'ü': 1}.ü }}
{{ 1 if true }}|{{ 1 if false }}|{{ (1 if false) is undefined }}|{{ 'a' if no else 'b' if no else 'c' }}|{{ (1 if yes else 2) + 1 }}|{{ [1 if no else 2] }}|{{ 1 if yes else nope.x }}|{{ 'x' if missing is defined and missing.y else 'z' }}
{{ missing }}|{{ missing|upper }}|{{ missing|length }}|{{ missing|list }}|{{ missing ~ 'x' }}|{{ missing is none }}|{{ missing == missing }}|{{ missing == none }}|{{ not missing }}|{{ missing or 'd' }}|{{ missing and 1 }}|{% for i in missing %}x{% else %}e{% endfor %}|{{ [missing] }}|{{ missing in [1] }}|{{ missing is undefined }}|{{ missing is sameas missing }}
{% autoescape true %}{{ '<' }}{{ '<'|safe }}{{ '<' ~ '>'|safe }}{{ '<'|safe ~ '>' }}{{ ('<'|safe) + '>' }}{{ '<' + ('>'|safe) }}{{ '<'|upper }}{{ ('<'|safe)|upper }}{{ ['<']|join('>'|safe) }}{{ '<%s>'|safe|format('<') }}{{ ('<'|safe) * 2 }}{{ '<'|e }}{{ '<'|e|e }}{% endautoescape %}
{% autoescape true %}{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m('<') }}{{ m('<')|upper }}{{ m('<') ~ '<' }}{% set b %}<u>{{ '<' }}{% endset %}{{ b }}{{ b|length }}{% filter upper %}<q>{{ '<' }}{% endfilter %}{% endautoescape %}
{% autoescape true %}{{ '<b>'|replace('b', '<') }}{{ ('<b>'|safe)|replace('b', '<') }}{{ ('<b>'|safe).replace('b', '<') }}{{ '<b>'|trim }}{{ '<b>'|indent }}{{ '<b>'|truncate(2, true, '>') }}{{ '<b> c'|wordwrap(3) }}{{ '<b>'|title }}{{ '<'|center(3) }}{{ '<'|string }}{{ ['<']|first }}{{ {'a': '<'}|tojson }}{{ '<a>'|striptags }}{{ '<a>'|urlize }}{{ ['<', '>'|safe] }}{{ '<'|list }}{{ html[:3] }}{{ (html|safe)[:3] }}{% endautoescape %}
{% autoescape true %}{% autoescape false %}{{ '<' }}{% endautoescape %}{{ '<' }}{% endautoescape %}{{ '<' }}{% autoescape yes %}{{ html }}{% endautoescape %}{% autoescape no %}{{ html }}{% endautoescape %}
{% raw %}{{ a }}{% b %}{# c #}{% endraw %}|{%- raw %} x {% endraw -%} |{% raw -%}  y  {%- endraw %}|{% raw %}{% raw %}{% endraw %}|{%raw%}z{%endraw%}
{# a #}b{#- c -#} d {# multi
line #}e{#+ f +#}g{# {% raw %} #}h{#{{ '#}' }}
{{- 'a' -}} {{ 'b' }} {{- 'c' }} {%- if true -%} d {%- endif -%} e {%+ if true +%} f {%+ endif +%} g
{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.next() }}{% do c.reset() %}{{ c.current }}{% set j = joiner() %}{{ j() }}1{{ j() }}2{{ j() }}3{% set k = joiner('|') %}{% for i in items %}{{ k() }}{{ i }}{% endfor %}
{{ range(3)|list }}{{ range(1, 4)|list }}{{ range(5, 0, -2)|list }}{{ range(0)|list }}{{ range(3)[1] }}{{ range(3) }}{{ 3 in range(5) }}{{ dict(a=1, b=2).b }}{{ dict([['x', 1]]) }}{{ dict({'a': 1}, b=2) }}{{ lipsum is defined }}{{ range is callable }}
{{ 4 is divisibleby(2) }}{{ 4 is divisibleby 2 }}{{ 3 is eq 3 }}{{ 3 is ne(4) }}{{ 3 is gt 2 }}{{ 3 is ge 3 }}{{ 3 is lt 4 }}{{ 3 is le 2 }}{{ 'a' is in 'abc' }}{{ [1] is iterable }}{{ 1 is iterable }}{{ {} is mapping }}{{ 'x' is sequence }}{{ 1.0 is float }}{{ 1 is integer }}{{ true is integer }}{{ true is boolean }}{{ 1 is number }}{{ 'A' is upper }}{{ 'a' is lower }}{{ '' is upper }}{{ none is none }}{{ range is callable }}{{ 'x'|safe is escaped }}{{ 'upper' is filter }}{{ 'odd' is test }}{{ 'nope' is filter }}{{ true is true }}{{ 1 is true }}{{ false is false }}{{ 0 is false }}
{{ '{} {a} {0!r:>5}'.format(1, a=2) if false else '{0} {a} {0!r:>5}'.format(1, a=2) }}{{ '{:,}|{:.2f}|{:>6}|{:^6}|{:06d}|{:x}|{:%}'.format(1234567, 1.005, 'a', 'b', 42, 255, 0.5) }}{{ '{0[a]} {1[0]}'.format({'a': 1}, [2]) }}{{ '%s' % 'a' }}{{ '%d %s' % (1, 'x') }}{{ '%(k)s' % {'k': 'v'} }}
{{ self is defined }}{% block z %}{{ self.z is callable }}{% endblock %}{{ super is defined }}{{ caller is defined }}{{ varargs is defined }}
{% if missing %}a{% elif [] %}b{% elif '' %}c{% elif 0.0 %}d{% elif none %}e{% elif {} %}f{% elif '0' %}g{% endif %}
{{ {'a': 1, 'b': 2}.keys() - ['a', 'x'] }}{{ {'a': 1}.items() - [('a', 1)] }}{{ 'ab' - {'a': 1}.keys() }}{{ {'a': 1, 'b': 2}.keys() - {'a': 1}.keys() }}{{ 'x' % range(2) }}{{ 'x' % [1] }}{{ '%s' % {'a': 1}.keys() }}{{ [['a', 1]]|map('list')|urlencode }}
{{ 10 ** 20 }}{{ 2 ** 64 - 1 }}{{ 10 ** 20 // 7 }}{{ 10 ** 20 % 7 }}{{ -(10 ** 20) // 7 }}{{ 10 ** 20 / 10 ** 10 }}{{ (10 ** 20)|string|length }}{{ 1e20|int }}{{ 10 ** 20 == 1e20 }}{{ 9007199254740993 == 9007199254740992.0 }}{{ 7.0 // 2 }}{{ 7 / 2 }}{{ 6 / 2 }}{{ 0.1 + 0.2 }}{{ 1 / 3 }}{{ 1e16 }}{{ 123456789.0 }}{{ 1e-5 }}{{ 5e-324 }}
""".strip("\n")

DESCRIBED_LOADED = {
    "shows": "[{{ x }}]", "tools": "{% macro double(v) %}{{ v }}{{ v }}{% endmacro %}{% macro sees() %}<{{ x }}>{% endmacro %}{% set constant = 'K' %}noise",
    "parent": "{% block one %}1{% endblock %}-{% block two %}2{% endblock %}-{% block three %}3{% endblock %}",
    "child": "{% extends 'parent' %}{% block one %}c{{ super() }}{% endblock %}",
    "looped": "{% for item in [1, 2] %}{% block row scoped %}{{ item }}{% endblock %}{% endfor %}",
    "unscoped": "{% for item in [1, 2] %}{% block row %}{{ item }}{% endblock %}{% endfor %}",
    "needs": "a{% block must required %}{% endblock %}b",
}
UNDEFINED_USES = """
{{ missing }}|{{ missing.a is defined }} ;; {{ missing.a.b }} ;; {{ missing['a'] }} ;; {{ missing() }} ;; {{ missing + 1 }} ;; {{ missing ~ 'a' }} ;; {{ missing|default('d') }} ;; {{ missing.a|default('d') }} ;; {{ missing.a.b.c|default('d') }} ;; {{ missing|list }} ;; {{ missing|length }} ;; {{ not missing }}
{% if missing %}a{% else %}b{% endif %} ;; {% for i in missing %}a{% else %}b{% endfor %} ;; {{ missing == 1 }} ;; {{ missing != 1 }} ;; {{ missing < 1 }} ;; {{ 1 in missing }} ;; {{ missing is defined }} ;; {{ missing is undefined }} ;; {{ missing|upper }} ;; {{ missing|join }} ;; {{ [missing]|first }} ;; {{ user.nope }}
{{ user['nope'] }} ;; {{ items[9] }} ;; {{ user.nope|string }} ;; {{ user.nope is none }} ;; {{ missing or 'x' }} ;; {{ missing and 'x' }} ;; {{ 'a' if missing else 'b' }} ;; {{ 1 if no }} ;; {{ missing|int }} ;; {{ missing|e }} ;; {{ missing|tojson }} ;; {{ -missing }} ;; {{ missing[0:1] }} ;; {{ '%s' % missing }} ;; {{ '{}'.format(missing) }} ;; {{ missing is string }} ;; {{ missing|trim }} ;; {{ [1, missing] }} ;; {{ {'a': missing} }} ;; {{ missing is iterable }} ;; {{ missing|first }} ;; {{ items|map(attribute='x')|list }} ;; {{ missing.items() }} ;; {{ missing is callable }} ;; {{ missing|sum }} ;; {{ missing|float }} ;; {{ missing == missing }}
""".strip()
LINES = [
    "  {# c #}\n  {% if true %}\n    a\n  {% endif %}\n  {# d #}\nb\n", "{% raw %}\n  {% x %}\n{% endraw %}\n  {% raw %}  \n y {% endraw %}  \nz\n", "a {% if true %} \n b {% endif %}\n\n\nc",
    "\n\n{{ 1 }}\n\n", "{% if true %}\n\n  x\n\n{% endif %}\n\n", "\t{% set x = 1 %}\n \t {{ x }}\n", "{%+ if true %}\n x\n {%+ endif %}\n", "x {%- if true +%}\n y\n{%+ endif -%}\n z", "{# a\n b #}\nc{#- d #}\n  {#+ e #}\nf",
    "{% for i in [1, 2] %}\n  {{ i }}{% if not loop.last %},{% endif %}\n{% endfor %}\n", "a\r\n{% if true %}\r\nb\r\n{% endif %}\r\n", "a\r{% if true %}\rb{% endif %}\r", "{{ 'a\nb' }}\n{{ 'x' -}}\n\n y", "   {{ 1 }}   \n   {% if true %}   \n   {% endif %}   \n", "{% macro m() %}\n  x\n{% endmacro %}\n[{{ m() }}]\n",
    "\ufeffa\n{% if true %}\nb{% endif %}", "a\u2028{% if true %}\u2028b{% endif %}", "  {%- if true -%}  \n  a  \n  {%- endif -%}  \n", "{% if true -%}\n a {%- endif %}\n b", "\v{% if true %}\f\n{% endif %}\v\n",
]

"""Records what Jinja2 makes of Decimals: python3 decimals.py > ../../Fixtures/jinja/decimals.jsonl

    pip install jinja2==3.1.6

A line is `{"source", "output"}`, or `{"source", "error"}` where Python raises; `d` makes a Decimal of a text.
"""

import json
from decimal import Decimal

import jinja2

NUMBERS = "0 0.00 1 10 12.50 -12.50 0.1 2.5 3.5 -2.5 1E+3 1E-7 0.000001 0.0000001 12345678901234567.8900 99999999999999999999999999999 1E+20 7 -7 0.5".split()
UNARY = [
    "{{ x }}", "{{ [x] }}", "{{ -x }}", "{{ +x }}", "{{ x|abs }}", "{{ x|int }}", "{{ x|float }}", "{{ x|string }}", "{{ x|round }}", "{{ x|round(1) }}",
    "{{ x|round(2, 'ceil') }}", "{{ x|round(1, 'floor') }}", "{{ x|round(none) }}", "{{ x|round(-1) }}", "{{ x is number }} {{ x is float }} {{ x is integer }}", "{{ 1 if x else 2 }}",
    "{{ '%s' % x }}", "{{ '%.2f' % x }}", "{{ '%d' % x }}", "{{ '{}'.format(x) }}", "{{ '{:.2f}'.format(x) }}", "{{ '{:,.1f}'.format(x) }}", "{{ '{:>12}'.format(x) }}", "{{ '{:+012.3f}'.format(x) }}",
    "{{ '{:.1%}'.format(x) }}", "{{ '{:,}'.format(x) }}", "{{ '{:f}'.format(x) }}", "{{ x * 2 }}", "{{ 3 - x }}", "{{ x ** 2 }}", "{{ x + 0.5 }}", "{{ x == 2.5 }} {{ x < 2.5 }} {{ 2.5 >= x }} {{ x != 1 }}",
    "{{ x in [10, 'a', 2.5] }}", "{{ {10: 'ten', 2.5: 'more', 0: 'none'}.get(x) }}", "{{ [x, 3, 1.5]|sort }}", "{{ [x, 3]|sum }} {{ [x, 3]|max }}", "{{ x ~ '' }}", "{{ x|e }}", "{{ x.normalize() }}", "{{ x.to_integral_value() }}",
    "{{ x + 'a' }}", "{{ [x, 10, 2.5]|unique|list }}", "{{ x|default('y', true) }}", "{{ x.is_zero() }} {{ x.adjusted() }} {{ x.copy_abs() }}",
]
BINARY = ["{{ x %s y }}" % sign for sign in ("+", "-", "*", "/", "//", "%", "**", "<", "==", ">=")]


def record(source):
    environment = jinja2.Environment()
    environment.globals["d"] = Decimal
    try:
        output = environment.from_string(source).render()
        # Zero to a negative power is refused here, where Python goes on with an infinity.
        return {"source": source, "error": True} if "Infinity" in output else {"source": source, "output": output}
    except Exception:
        return {"source": source, "error": True}


def main():
    for number in NUMBERS:
        for source in UNARY:
            print(json.dumps(record("{%% set x = d('%s') %%}" % number + source)))
    for x in NUMBERS:
        for y in NUMBERS[::2]:
            for source in BINARY:
                power = Decimal(y)
                if "**" in source and abs(power) > 20:
                    continue  # an exponent of more than four digits is refused
                print(json.dumps(record("{%% set x = d('%s') %%}{%% set y = d('%s') %%}" % (x, y) + source)))


if __name__ == "__main__":
    main()

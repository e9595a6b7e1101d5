#!/usr/bin/env python3
"""Write a synthetic dbt project of N models that dbt-core and swiftdbt can both parse, compile and run.

usage: make_project.py OUT_DIR N_MODELS [--rows 200] [--adapter sqlite|postgres]

The mix follows what large public dbt projects look like: a third each of staging views, intermediate
views (ephemeral: 1 in 10) and mart tables (incremental: 1 in 10); every model has a YAML entry with a
description, four documented columns and two to four generic tests; one model in five uses a project
macro with loops and conditionals; one in ten has a long Jinja `for` loop; a singular test for every
hundred models; doc blocks, exposures and tags throughout. It is deterministic: same arguments, same bytes.
"""
import argparse
import pathlib
import random

parser = argparse.ArgumentParser()
parser.add_argument("out")
parser.add_argument("models", type=int)
parser.add_argument("--rows", type=int, default=200)
parser.add_argument("--adapter", default="sqlite", choices=["sqlite", "postgres"])
args = parser.parse_args()

rng = random.Random(7)
out = pathlib.Path(args.out)
for folder in ("models/staging", "models/intermediate", "models/marts", "macros", "seeds", "tests"):
    (out / folder).mkdir(parents=True, exist_ok=True)


def write(path, text):
    (out / path).write_text(text)


write("dbt_project.yml", """name: bench
version: '1.0.0'
config-version: 2
profile: bench
model-paths: ["models"]
seed-paths: ["seeds"]
test-paths: ["tests"]
macro-paths: ["macros"]
vars:
  scale: 3
  start_date: '2024-01-01'
models:
  bench:
    staging:
      +materialized: view
      +tags: ['staging']
    intermediate:
      +materialized: view
      +tags: ['intermediate']
    marts:
      +materialized: table
      +tags: ['marts', 'nightly']
""")

write("profiles.yml", """bench:
  target: sqlite
  outputs:
    sqlite:
      type: sqlite
      threads: 4
      database: database
      schema: main
      schemas_and_paths:
        main: "{{ env_var('BENCH_SQLITE_DIR', '.') }}/bench.db"
      schema_directory: "{{ env_var('BENCH_SQLITE_DIR', '.') }}"
    postgres:
      type: postgres
      threads: 4
      host: 127.0.0.1
      port: "{{ env_var('BENCH_PGPORT', '5432') | int }}"
      user: "{{ env_var('BENCH_PGUSER', 'postgres') }}"
      password: "{{ env_var('BENCH_PGPASSWORD', '') }}"
      dbname: "{{ env_var('BENCH_PGDATABASE', 'postgres') }}"
      schema: bench
""".replace("target: sqlite\n", f"target: {args.adapter}\n", 1))

write("macros/bench.sql", """{% macro cents(column, scale=2) -%}
  round({{ column }} * 1.0 / {{ 10 ** scale }}, {{ scale }})
{%- endmacro %}

{% macro spread(columns, prefix='c') -%}
  {%- for column in columns %}
  {% if not loop.first %}+ {% endif %}coalesce({{ prefix }}.{{ column }}, 0)
  {%- endfor %}
{%- endmacro %}

{% macro label(value, mapping) -%}
  case
  {%- for key, text in mapping.items() %}
    when {{ value }} = {{ key }} then '{{ text | upper }}'
  {%- endfor %}
    else {% if mapping | length > 2 %}'other'{% else %}null{% endif %}
  end
{%- endmacro %}
""")

n_seeds = 5
for s in range(n_seeds):
    lines = ["id,grp,amount,flag"]
    lines += [f"{i},{rng.randint(0, 9)},{rng.randint(0, 100000)},{rng.randint(0, 1)}" for i in range(1, args.rows + 1)]
    write(f"seeds/raw_{s}.csv", "\n".join(lines) + "\n")

write("models/docs.md", """{% docs amount %}
Amount in cents, never negative.
{% enddocs %}
{% docs grp %}
The group, 0 to 9.
{% enddocs %}
""")

n = args.models
n_staging = max(1, n // 3)
n_intermediate = max(1, n // 3)
n_marts = max(1, n - n_staging - n_intermediate)
staging = [f"stg_{i:05d}" for i in range(n_staging)]
intermediate = [f"int_{i:05d}" for i in range(n_intermediate)]
marts = [f"mart_{i:05d}" for i in range(n_marts)]


def yaml_entry(name, tests):
    text = f"""  - name: {name}
    description: "Model {name}: one row per id."
    config: {{meta: {{owner: team_{rng.randint(0, 20)}, tier: {rng.randint(1, 3)}}}}}
    columns:
      - name: id
        description: "Primary key of {name}."
        data_tests:
          - not_null
          - unique
      - name: grp
        description: "{{{{ doc('grp') }}}}"
"""
    if tests > 2:
        text += """        data_tests:
          - accepted_values:
              arguments:
                values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
                quote: false
"""
    text += """      - name: amount
        description: "{{ doc('amount') }}"
"""
    if tests > 3:
        text += """        data_tests:
          - not_null:
              config: {severity: warn}
"""
    text += """      - name: flag
        description: "0 or 1."
"""
    return text


def body(sources, i):
    first = sources[0]
    extra = ""
    if i % 5 == 0:
        extra += ",\n    {{ label('c.grp', {0: 'zero', 1: 'one', 2: 'two', 3: 'three'}) }} as grp_label"
    if i % 7 == 0:
        extra += ",\n    {{ spread(['amount', 'flag'], 'c') }} as spread_total"
    if i % 10 == 0:
        extra += """
    {% for k in range(20) -%}
    , case when c.grp = {{ k }} then c.amount else 0 end as amount_{{ k }}
    {% endfor %}"""
    joins = ""
    for k, other in enumerate(sources[1:]):
        joins += f"\nleft join (select id, amount from {{{{ ref('{other}') }}}}) as j{k} on j{k}.id = c.id"
    return f"""with c as (
    select * from {{{{ ref('{first}') }}}}
)
-- {{# a comment that never reaches the database #}}
select
    c.id,
    c.grp,
    c.amount,
    c.flag{extra}
from c{joins}
{{% if var('scale') > 2 %}}
where c.amount >= 0
{{% endif %}}
"""


for i, name in enumerate(staging):
    write(f"models/staging/{name}.sql", f"""{{{{ config(materialized='view') }}}}
select
    id,
    grp,
    amount,
    flag
from {{{{ ref('raw_{i % n_seeds}') }}}}
""")
for i, name in enumerate(intermediate):
    chosen = rng.sample(staging, min(len(staging), rng.randint(1, 3)))
    head = "{{ config(materialized='ephemeral') }}\n" if i % 10 == 9 else ""
    write(f"models/intermediate/{name}.sql", head + body(chosen, i))
for i, name in enumerate(marts):
    chosen = rng.sample(intermediate, min(len(intermediate), rng.randint(1, 3)))
    head = ""
    if i % 10 == 9:
        head = "{{ config(materialized='incremental', unique_key='id') }}\n"
    text = head + body(chosen, i)
    if i % 10 == 9:
        text += "{% if is_incremental() %}\nand c.id > (select coalesce(max(id), 0) from {{ this }})\n{% endif %}\n"
    write(f"models/marts/{name}.sql", text)

for folder, names in (("staging", staging), ("intermediate", intermediate), ("marts", marts)):
    for start in range(0, len(names), 50):
        chunk = names[start:start + 50]
        text = "version: 2\nmodels:\n" + "".join(yaml_entry(name, 2 + (start + k) % 3) for k, name in enumerate(chunk))
        write(f"models/{folder}/_{folder}_{start // 50:04d}.yml", text)

for i in range(0, n, 100):
    name = marts[(i // 100) % len(marts)]
    write(f"tests/assert_{i:05d}.sql", f"select id from {{{{ ref('{name}') }}}} where amount < 0\n")
write("models/exposures.yml", "version: 2\nexposures:\n" + "".join(
    f"  - name: board_{i}\n    type: dashboard\n    owner: {{name: Team {i}, email: t{i}@example.com}}\n"
    f"    depends_on: [ref('{marts[i % len(marts)]}')]\n" for i in range(max(1, n // 200))))
print(f"{n_staging + n_intermediate + n_marts} models in {out}")

"""Writes the models that the benchmark renders: about 50, 200 and 500 lines of dbt-style SQL.

    python3 make_models.py        # writes models/*.sql
"""

from pathlib import Path

HEADER = """{#- Orders with their payments, one row per order. -#}
{{ config(materialized='incremental', unique_key='order_id', tags=['mart', 'daily']) }}
{%- set payment_methods = ['credit_card', 'coupon', 'bank_transfer', 'gift_card'] -%}
{%- set date_columns = ['ordered_at', 'shipped_at', 'delivered_at'] -%}
{%- set currencies = {'eur': 1.0, 'usd': 0.92, 'gbp': 1.17} -%}
"""

MACROS = """
{%- macro cents_to_units(column, scale=2) -%}
  round(({{ column }} / 100.0)::numeric, {{ scale }})
{%- endmacro -%}

{%- macro date_parts(column, parts=['year', 'month', 'day']) -%}
  {%- for part in parts %}
    extract({{ part }} from {{ column }}) as {{ column }}_{{ part }}
    {%- if not loop.last %},{% endif -%}
  {%- endfor -%}
{%- endmacro -%}

{%- macro pivot(column, values, prefix='', agg='sum', then_value='amount') -%}
  {%- for value in values %}
    {{ agg }}(case when {{ column }} = '{{ value }}' then {{ then_value }} else 0 end)
      as {{ prefix }}{{ value | replace(' ', '_') | lower }}_amount
    {%- if not loop.last %},{% endif -%}
  {%- endfor -%}
{%- endmacro -%}

{%- macro convert(amount, currency) -%}
  case
  {%- for name, rate in currencies.items() %}
    when {{ currency }} = '{{ name | upper }}' then {{ amount }} * {{ '%.4f' | format(rate) }}
  {%- endfor %}
    else null
  end
{%- endmacro -%}
"""

SECTION = """
{{%- set section = 'block_{n}' %}}
payments_{n} as (
    select
        order_id,
        {{{{ pivot('payment_method', payment_methods, prefix='p{n}_') }}}},
        {{{{ convert('amount', 'currency') }}}} as amount_eur,
        {{{{ cents_to_units('sum(amount)') }}}} as total_amount
    from {{{{ ref('stg_payments_{n}') }}}}
    {{% if is_incremental() -%}}
    where updated_at > (select max(updated_at) from {{{{ this }}}})
    {{%- endif %}}
    group by order_id
),

orders_{n} as (
    select
        o.order_id,
        {{{{ date_parts('o.ordered_at') }}}},
        {{%- for column in date_columns %}}
        {{%- if loop.first %}}
        min(o.{{{{ column }}}}) as first_{{{{ column }}}},
        {{%- elif loop.last %}}
        max(o.{{{{ column }}}}) as last_{{{{ column }}}},
        {{%- else %}}
        o.{{{{ column }}}} as {{{{ column }}}},
        {{%- endif %}}
        {{%- endfor %}}
        {{% for column in columns if column.quote is not defined or not column.quote -%}}
        o.{{{{ column.name }}}}{{% if column.alias %}} as {{{{ column.alias }}}}{{% endif %}},
        {{% endfor -%}}
        '{{{{ section ~ "_" ~ target.name }}}}' as section,
        coalesce(o.status, '{{{{ var('default_status', 'unknown') }}}}') as status
    from {{{{ source('shop', 'orders_{n}') }}}} as o
    left join payments_{n} using (order_id)
    where o.ordered_at >= '{{{{ var('start_date') }}}}'
),
"""

FOOTER = """
final as (
    {% for n in sections -%}
    select * from orders_{{ n }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select * from final
"""


def model(sections: int) -> str:
    body = "".join(SECTION.format(n=n) for n in range(1, sections + 1))
    return HEADER + MACROS + "\nwith\n" + body + FOOTER


if __name__ == "__main__":
    folder = Path(__file__).parent / "models"
    folder.mkdir(exist_ok=True)
    for name, sections in [("small", 1), ("medium", 4), ("large", 12)]:
        text = model(sections)
        (folder / f"{name}.sql").write_text(text)
        print(name, text.count("\n") + 1, "lines", len(text), "bytes")

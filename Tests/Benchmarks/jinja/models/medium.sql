{#- Orders with their payments, one row per order. -#}
{{ config(materialized='incremental', unique_key='order_id', tags=['mart', 'daily']) }}
{%- set payment_methods = ['credit_card', 'coupon', 'bank_transfer', 'gift_card'] -%}
{%- set date_columns = ['ordered_at', 'shipped_at', 'delivered_at'] -%}
{%- set currencies = {'eur': 1.0, 'usd': 0.92, 'gbp': 1.17} -%}

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

with

{%- set section = 'block_1' %}
payments_1 as (
    select
        order_id,
        {{ pivot('payment_method', payment_methods, prefix='p1_') }},
        {{ convert('amount', 'currency') }} as amount_eur,
        {{ cents_to_units('sum(amount)') }} as total_amount
    from {{ ref('stg_payments_1') }}
    {% if is_incremental() -%}
    where updated_at > (select max(updated_at) from {{ this }})
    {%- endif %}
    group by order_id
),

orders_1 as (
    select
        o.order_id,
        {{ date_parts('o.ordered_at') }},
        {%- for column in date_columns %}
        {%- if loop.first %}
        min(o.{{ column }}) as first_{{ column }},
        {%- elif loop.last %}
        max(o.{{ column }}) as last_{{ column }},
        {%- else %}
        o.{{ column }} as {{ column }},
        {%- endif %}
        {%- endfor %}
        {% for column in columns if column.quote is not defined or not column.quote -%}
        o.{{ column.name }}{% if column.alias %} as {{ column.alias }}{% endif %},
        {% endfor -%}
        '{{ section ~ "_" ~ target.name }}' as section,
        coalesce(o.status, '{{ var('default_status', 'unknown') }}') as status
    from {{ source('shop', 'orders_1') }} as o
    left join payments_1 using (order_id)
    where o.ordered_at >= '{{ var('start_date') }}'
),

{%- set section = 'block_2' %}
payments_2 as (
    select
        order_id,
        {{ pivot('payment_method', payment_methods, prefix='p2_') }},
        {{ convert('amount', 'currency') }} as amount_eur,
        {{ cents_to_units('sum(amount)') }} as total_amount
    from {{ ref('stg_payments_2') }}
    {% if is_incremental() -%}
    where updated_at > (select max(updated_at) from {{ this }})
    {%- endif %}
    group by order_id
),

orders_2 as (
    select
        o.order_id,
        {{ date_parts('o.ordered_at') }},
        {%- for column in date_columns %}
        {%- if loop.first %}
        min(o.{{ column }}) as first_{{ column }},
        {%- elif loop.last %}
        max(o.{{ column }}) as last_{{ column }},
        {%- else %}
        o.{{ column }} as {{ column }},
        {%- endif %}
        {%- endfor %}
        {% for column in columns if column.quote is not defined or not column.quote -%}
        o.{{ column.name }}{% if column.alias %} as {{ column.alias }}{% endif %},
        {% endfor -%}
        '{{ section ~ "_" ~ target.name }}' as section,
        coalesce(o.status, '{{ var('default_status', 'unknown') }}') as status
    from {{ source('shop', 'orders_2') }} as o
    left join payments_2 using (order_id)
    where o.ordered_at >= '{{ var('start_date') }}'
),

{%- set section = 'block_3' %}
payments_3 as (
    select
        order_id,
        {{ pivot('payment_method', payment_methods, prefix='p3_') }},
        {{ convert('amount', 'currency') }} as amount_eur,
        {{ cents_to_units('sum(amount)') }} as total_amount
    from {{ ref('stg_payments_3') }}
    {% if is_incremental() -%}
    where updated_at > (select max(updated_at) from {{ this }})
    {%- endif %}
    group by order_id
),

orders_3 as (
    select
        o.order_id,
        {{ date_parts('o.ordered_at') }},
        {%- for column in date_columns %}
        {%- if loop.first %}
        min(o.{{ column }}) as first_{{ column }},
        {%- elif loop.last %}
        max(o.{{ column }}) as last_{{ column }},
        {%- else %}
        o.{{ column }} as {{ column }},
        {%- endif %}
        {%- endfor %}
        {% for column in columns if column.quote is not defined or not column.quote -%}
        o.{{ column.name }}{% if column.alias %} as {{ column.alias }}{% endif %},
        {% endfor -%}
        '{{ section ~ "_" ~ target.name }}' as section,
        coalesce(o.status, '{{ var('default_status', 'unknown') }}') as status
    from {{ source('shop', 'orders_3') }} as o
    left join payments_3 using (order_id)
    where o.ordered_at >= '{{ var('start_date') }}'
),

{%- set section = 'block_4' %}
payments_4 as (
    select
        order_id,
        {{ pivot('payment_method', payment_methods, prefix='p4_') }},
        {{ convert('amount', 'currency') }} as amount_eur,
        {{ cents_to_units('sum(amount)') }} as total_amount
    from {{ ref('stg_payments_4') }}
    {% if is_incremental() -%}
    where updated_at > (select max(updated_at) from {{ this }})
    {%- endif %}
    group by order_id
),

orders_4 as (
    select
        o.order_id,
        {{ date_parts('o.ordered_at') }},
        {%- for column in date_columns %}
        {%- if loop.first %}
        min(o.{{ column }}) as first_{{ column }},
        {%- elif loop.last %}
        max(o.{{ column }}) as last_{{ column }},
        {%- else %}
        o.{{ column }} as {{ column }},
        {%- endif %}
        {%- endfor %}
        {% for column in columns if column.quote is not defined or not column.quote -%}
        o.{{ column.name }}{% if column.alias %} as {{ column.alias }}{% endif %},
        {% endfor -%}
        '{{ section ~ "_" ~ target.name }}' as section,
        coalesce(o.status, '{{ var('default_status', 'unknown') }}') as status
    from {{ source('shop', 'orders_4') }} as o
    left join payments_4 using (order_id)
    where o.ordered_at >= '{{ var('start_date') }}'
),

final as (
    {% for n in sections -%}
    select * from orders_{{ n }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select * from final

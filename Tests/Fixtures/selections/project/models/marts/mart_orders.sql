{{ config(tags=['daily', 'finance'], meta={'owner': 'ann', 'tier': {'level': 1}}) }} select o.id from {{ ref('int_orders') }} o join {{ ref('stg_customers') }} c on c.id = o.id

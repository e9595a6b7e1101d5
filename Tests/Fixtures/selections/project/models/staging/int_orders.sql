{{ config(tags=['hourly']) }} select o.id from {{ ref('stg_orders') }} o join {{ ref('countries') }} c on c.id = o.id

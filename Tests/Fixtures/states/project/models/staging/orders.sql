{{ config(materialized='view', tags=['staging']) }}
-- orders as they come
select id, customer_id, amount from {{ source('raw', 'orders') }}

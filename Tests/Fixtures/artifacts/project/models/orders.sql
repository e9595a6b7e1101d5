{{ config(materialized='table') }}
with e as (select * from {{ ref('eph') }}) select id, amount from e

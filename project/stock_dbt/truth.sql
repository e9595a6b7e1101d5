{{ config(materialized='ephemeral', enabled=(var('stock_dbt', false) and var('dataset') == 'simulator')) }}

{{ stock_dbt_relation('raw', 'truth') }}

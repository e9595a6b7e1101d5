{{ config(materialized='ephemeral', enabled=var('stock_dbt', false)) }}

-- depends_on: {{ ref('int_consumption_features') }}
{{ stock_dbt_relation('intermediate', 'int_anomaly_scores') }}

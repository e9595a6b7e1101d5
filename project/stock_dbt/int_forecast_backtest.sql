{{ config(materialized='ephemeral', enabled=var('stock_dbt', false)) }}

-- depends_on: {{ ref('int_load_hourly') }}
{{ stock_dbt_relation('intermediate', 'int_forecast_backtest') }}

{{ config(materialized='ephemeral', access='private') }} select id from {{ ref('mart_orders') }}

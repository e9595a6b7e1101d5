{{ config(materialized=var('kind'), meta={'owner': 'a'}) }} select * from {{ ref('small') }}

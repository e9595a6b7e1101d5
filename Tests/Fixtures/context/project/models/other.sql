{{ config(materialized='table', meta={'owner': 'them'}) }}
select 1 as id

{{ config(materialized=env_var('STATE_KIND', 'table'), alias='customers_and_revenue') }}
select c.id, c.name, r.cents from {{ ref('customers') }} c left join {{ ref('revenue') }} r on r.customer_id = c.id

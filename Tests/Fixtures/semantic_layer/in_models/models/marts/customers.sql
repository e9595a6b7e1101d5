select 1 as customer_id, 'a' as name, date '2020-01-01' as joined

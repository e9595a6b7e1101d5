select 1 as customer_id, date '2024-01-01' as ordered_at, 10 as amount, 'web' as channel, 1 as order_id

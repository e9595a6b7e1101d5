select 1 -- {{ ref('orders') }}

select customer_id, sum({{ cents('amount') }}) as cents
from {{ ref('orders') }} group by customer_id

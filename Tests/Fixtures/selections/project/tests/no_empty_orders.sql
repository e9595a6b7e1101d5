select id from {{ ref('mart_orders') }} where id is null

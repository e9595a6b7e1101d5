select * from {{ ref('revenue') }} where cents < 0

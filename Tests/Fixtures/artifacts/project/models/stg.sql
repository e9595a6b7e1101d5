{{ config(materialized='view', tags=['nightly']) }}
select id, amount from {{ ref('raw') }} -- {{ source('ext', 'things') }}
{{ shout('x') }}

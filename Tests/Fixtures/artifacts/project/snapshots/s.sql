{% snapshot snap_block %}{{ config(unique_key='id', strategy='timestamp', updated_at='loaded_at') }} select id, now() as loaded_at from {{ ref('orders') }}{% endsnapshot %}

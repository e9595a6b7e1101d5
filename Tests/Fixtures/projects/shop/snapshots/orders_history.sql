{% snapshot orders_history %}select 1{% endsnapshot %}

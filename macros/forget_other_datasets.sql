{# An incremental table keeps what it holds; after a change of data set that would be another town's days. #}
{% macro forget_other_datasets() -%}
  {% if is_incremental() -%}
  delete from {{ this }} where dataset <> '{{ var("dataset") }}'
  {%- endif %}
{%- endmacro %}

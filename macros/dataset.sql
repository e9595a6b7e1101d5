{# What the project file says about the data set of this run: `{{ dataset_setting('step_minutes') }}`. #}
{% macro dataset_setting(name) -%}
  {{ var('datasets')[var('dataset')][name] }}
{%- endmacro %}

{# A quantile with linear interpolation: `{{ quantile('total_kwh', 0.9) }}`. #}
{% macro quantile(expression, fraction) -%}
  {{ adapter.dispatch('quantile')(expression, fraction) }}
{%- endmacro %}

{% macro postgres__quantile(expression, fraction) -%}
  percentile_cont({{ fraction }}) within group (order by {{ expression }})
{%- endmacro %}

{% macro sqlite__quantile(expression, fraction) -%} percentile_cont({{ expression }}, {{ fraction }}) {%- endmacro %}


{% macro median(expression) -%} {{ quantile(expression, 0.5) }} {%- endmacro %}


{#
  How far a value lies from its household's own median, in robust standard deviations (Iglewicz and Hoaglin 1993).
  1.4826 × MAD estimates the standard deviation of a normal distribution; `floor` keeps a household that is always
  the same from being accused for a breath of change.
#}
{% macro robust_z(value, median, mad, floor) -%}
  (({{ value }}) - {{ median }}) / greatest(1.4826 * {{ mad }}, {{ floor }})
{%- endmacro %}

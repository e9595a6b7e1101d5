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


{#
  Pearson's correlation over the rows of a group, from sums alone, so that it is one pass on every database; null where
  one side (almost) never changes. Both expressions must be without nulls.
#}
{% macro correlation(x, y) -%}
  {%- set variance_x = '(count(*) * sum(' ~ x ~ ' * ' ~ x ~ ') - sum(' ~ x ~ ') * sum(' ~ x ~ '))' -%}
  {%- set variance_y = '(count(*) * sum(' ~ y ~ ' * ' ~ y ~ ') - sum(' ~ y ~ ') * sum(' ~ y ~ '))' -%}
  case
    when {{ variance_x }} > 1e-9 * count(*) * sum({{ x }} * {{ x }})
      and {{ variance_y }} > 1e-9 * count(*) * sum({{ y }} * {{ y }})
      then (count(*) * sum({{ x }} * {{ y }}) - sum({{ x }}) * sum({{ y }})) / sqrt({{ variance_x }} * {{ variance_y }})
  end
{%- endmacro %}

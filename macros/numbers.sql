{# Text to number; null for whatever is not a plain decimal number, never an error. #}
{% macro as_number(text) -%}
  {{ adapter.dispatch('as_number')(text) }}
{%- endmacro %}

{% macro postgres__as_number(text) -%}
  case when {{ text }} ~ '^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$' then cast({{ text }} as double precision) end
{%- endmacro %}

{% macro sqlite__as_number(text) -%}
  {#- Most texts are plain digits; the second branch is for signs and blanks. -#}
  {%- set digits = "ltrim(trim(" ~ text ~ "), '+-')" -%}
  case
    when {{ text }} not glob '*[^0-9.]*' and {{ text }} glob '*[0-9]*' and {{ text }} not glob '*.*.*'
      then cast({{ text }} as real)
    when {{ digits }} not glob '*[^0-9.]*' and {{ digits }} glob '*[0-9]*' and {{ digits }} not glob '*.*.*'
      then cast(trim({{ text }}) as real)
  end
{%- endmacro %}


{# Text to whole number, with the same care. #}
{% macro as_integer(text) -%}
  cast({{ as_number(text) }} as integer)
{%- endmacro %}


{#
  Round half up, to the same number on every database.
  Sums of floating-point numbers depend on the order of the rows in their last bits, and a tie such as 0.12345
  would then fall to either side; the extra millionth decides all ties upwards.
#}
{% macro rounded(expression, decimals=4) -%}
  floor(cast({{ expression }} as double precision) * 1e{{ decimals }} + 0.500001) / 1e{{ decimals }}
{%- endmacro %}


{# A division that answers null, not an error, when there is nothing to divide by. #}
{% macro ratio(numerator, denominator) -%}
  cast({{ numerator }} as double precision) / nullif({{ denominator }}, 0)
{%- endmacro %}

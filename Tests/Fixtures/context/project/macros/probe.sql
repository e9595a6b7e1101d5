{% macro macro_that_returns(value) %}{{ return(value) }}{% endmacro %}

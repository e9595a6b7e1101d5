{% macro cents(column) %}{{ scaled(column, 100) }}{% endmacro %}
{% macro scaled(column, factor) %}({{ column }} * {{ factor }}){% endmacro %}
{% macro unused() %}1{% endmacro %}
{% test positive(model, column_name) %}
select * from {{ model }} where {{ column_name }} <= {{ least() }}
{% endtest %}
{% macro least() %}0{% endmacro %}

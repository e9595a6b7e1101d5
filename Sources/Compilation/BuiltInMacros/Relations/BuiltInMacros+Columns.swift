extension BuiltInMacros {
  /// Columns of relations and of queries.
  static let columns = MacroFamily(
    name: "columns",
    dispatched: [
      "get_columns_in_relation(relation)", "get_columns_in_query(select_sql)",
      "get_empty_subquery_sql(select_sql, select_sql_header=none)", "get_empty_schema_sql(columns)",
      "alter_column_type(relation, column_name, new_column_type)",
      "alter_relation_add_remove_columns(relation, add_columns=none, remove_columns=none)",
      "create_columns(relation, columns)", "validate_sql(sql)",
    ],
    text: #"""
      {% macro default__get_columns_in_relation(relation) -%}
        {{ return(adapter.get_columns_in_relation(relation)) }}
      {%- endmacro %}
      {% macro sql_convert_columns_in_relation(table) -%}
        {%- set columns = [] -%}
        {%- for row in table -%}{%- do columns.append(api.Column(*row)) -%}{%- endfor -%}
        {{ return(columns) }}
      {%- endmacro %}
      {% macro get_list_of_column_names(columns) -%}
        {{ return(columns | map(attribute='name') | list) }}
      {%- endmacro %}

      {% macro default__get_empty_subquery_sql(select_sql, select_sql_header=none) %}
        {{ select_sql_header if select_sql_header is not none }}
        select * from (
          {{ select_sql }}
        ) as __dbt_sbq
        where false
        limit 0
      {% endmacro %}
      {% macro default__get_empty_schema_sql(columns) %}
        {%- set untyped, unbounded = [], [] -%}
        {%- for column in columns.values() -%}
          {%- if not column['data_type'] -%}
            {%- do untyped.append(column['name']) -%}
          {%- elif column['data_type'].strip().lower() in ('numeric', 'decimal', 'number') -%}
            {%- do unbounded.append(column['name']) -%}
          {%- endif -%}
        {%- endfor -%}
        {%- if untyped -%}
          {{ exceptions.column_type_missing(column_names=untyped) }}
        {%- elif unbounded -%}
          {%- do exceptions.warn(
            'Detected columns with numeric type and unspecified precision/scale, this can lead to unintended rounding: '
            ~ unbounded ~ '`') -%}
        {%- endif -%}
        select
        {%- for column in columns.values() %}
          {%- set type = column['data_type'] -%}
          {%- set name = adapter.quote(column['name']) if column.get('quote') else column['name'] %}
          {{ cast('null', type) | trim }} as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
      {% endmacro %}
      {% macro get_column_schema_from_query(select_sql, select_sql_header=none) -%}
        {{ return(adapter.get_column_schema_from_query(get_empty_subquery_sql(select_sql, select_sql_header))) }}
      {%- endmacro %}
      {% macro default__get_columns_in_query(select_sql) -%}
        {%- call statement('get_columns_in_query', fetch_result=true, auto_begin=false) -%}
          {{ get_empty_subquery_sql(select_sql) }}
        {%- endcall -%}
        {{ return(load_result('get_columns_in_query').table.columns | map(attribute='name') | list) }}
      {%- endmacro %}

      {% macro default__alter_column_type(relation, column_name, new_column_type) -%}
        {%- set aside = adapter.quote(column_name ~ '__dbt_alter') -%}
        {%- set name = adapter.quote(column_name) -%}
        {%- call statement('alter_column_type') %}
          alter table {{ relation.render() }} add column {{ aside }} {{ new_column_type }};
          update {{ relation.render() }} set {{ aside }} = {{ name }};
          alter table {{ relation.render() }} drop column {{ name }} cascade;
          alter table {{ relation.render() }} rename column {{ aside }} to {{ name }}
        {% endcall -%}
      {%- endmacro %}
      {% macro default__alter_relation_add_remove_columns(relation, add_columns, remove_columns) -%}
        {%- set changes = [] -%}
        {%- for column in add_columns or [] -%}
          {%- do changes.append('add column ' ~ column.quoted ~ ' ' ~ column.expanded_data_type) -%}
        {%- endfor -%}
        {%- for column in remove_columns or [] -%}
          {%- do changes.append('drop column ' ~ column.quoted) -%}
        {%- endfor -%}
        {%- do run_query('alter ' ~ relation.type ~ ' ' ~ relation.render() ~ ' ' ~ changes | join(', ')) -%}
      {%- endmacro %}
      {% macro default__create_columns(relation, columns) -%}
        {%- for column in columns -%}
          {%- call statement() -%}
            alter table {{ relation.render() }} add column {{ adapter.quote(column.name) }} {{ column.expanded_data_type }};
          {%- endcall -%}
        {%- endfor -%}
      {%- endmacro %}

      {% macro default__validate_sql(sql) -%}
        {%- call statement('validate_sql') -%}explain {{ sql }}{%- endcall -%}
        {{ return(load_result('validate_sql')) }}
      {%- endmacro %}
      """#)

  static let indexes = MacroFamily(
    name: "indexes",
    dispatched: [
      "get_create_index_sql(relation, index_dict)", "create_indexes(relation)",
      "get_drop_index_sql(relation, index_name)", "get_show_indexes_sql(relation)",
    ],
    text: notWritten("get_drop_index_sql(relation, index_name)")
      + notWritten("get_show_indexes_sql(relation)") + #"""
        {% macro default__get_create_index_sql(relation, index_dict) -%}{{ return(none) }}{%- endmacro %}
        {% macro default__create_indexes(relation) -%}
          {%- for index in config.get('indexes', default=[]) -%}
            {%- set create = get_create_index_sql(relation, index) -%}
            {%- if create -%}{%- do run_query(create) -%}{%- endif -%}
          {%- endfor -%}
        {%- endmacro %}
        """#)
}

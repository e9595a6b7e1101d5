extension BuiltInMacros {
  /// Rows given in YAML as SQL, and the comparison of actual with expected rows.
  static let unitTests = MacroFamily(
    name: "unit_tests",
    dispatched: [
      "get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names)",
      "validate_fixture_rows(rows, row_number)",
    ],
    text: #"""
      {% macro default__get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) -%}
        {%- set names = expected_column_names | join(', ') -%}
        {%- set kind = adapter.quote('actual_or_expected') -%}
        with dbt_internal_unit_test_actual as (
          select {{ names }}, {{ dbt.string_literal('actual') }} as {{ kind }}
          from (
            {{ main_sql }}
          ) _dbt_internal_unit_test_actual
        ),
        dbt_internal_unit_test_expected as (
          select {{ names }}, {{ dbt.string_literal('expected') }} as {{ kind }}
          from (
            {{ expected_fixture_sql }}
          ) _dbt_internal_unit_test_expected
        )
        select * from dbt_internal_unit_test_actual
        union all
        select * from dbt_internal_unit_test_expected
      {%- endmacro %}

      {% macro get_fixture_sql(rows, column_name_to_data_types) -%}
        {%- set types, names = column_name_to_data_types, {} -%}
        {%- if not types -%}
          {%- set types = {} -%}
          {%- set known = defer_relation if defer_relation and not load_relation(this) else this -%}
          {%- for column in adapter.get_columns_in_relation(known) -%}
            {%- do types.update({column.name | lower: column.data_type}) -%}
            {%- do names.update({column.name | lower: column.quoted}) -%}
          {%- endfor -%}
        {%- endif -%}
        {%- if not types -%}
          {{ exceptions.raise_compiler_error(
            "Not able to get columns for unit test '" ~ model.name ~ "' from relation " ~ this
            ~ " because the relation doesn't exist") }}
        {%- endif -%}
        {%- set nulls = {} -%}
        {%- for name, type in types.items() -%}
          {%- do nulls.update({name: safe_cast('null', type) | trim}) -%}
        {%- endfor -%}
        {%- do validate_fixture_rows(rows, row_number) -%}
        {%- for row in rows -%}
          {%- set values = dict(nulls, **format_row(row, types)) -%}
          {{ dbt_fixture_row(values, names) }}{{ '\nunion all\n' if not loop.last }}
        {%- else -%}
          {{ dbt_fixture_row(nulls, names) }}
          limit 0
        {%- endfor -%}
      {%- endmacro %}
      {% macro dbt_fixture_row(values, names) -%}
        select
        {%- for name, value in values.items() %} {{ value }} as {{ names[name] or name }}{{ ',' if not loop.last }}
        {%- endfor -%}
      {%- endmacro %}

      {% macro get_expected_sql(rows, column_name_to_data_types, column_name_to_quoted) -%}
        {%- for row in rows -%}
          {{ dbt_fixture_row(format_row(row, column_name_to_data_types), column_name_to_quoted) }}
          {{- '\nunion all\n' if not loop.last }}
        {%- else -%}
          select * from dbt_internal_unit_test_actual
          limit 0
        {%- endfor -%}
      {%- endmacro %}

      {% macro format_row(row, column_name_to_data_types) -%}
        {%- set formatted = {} -%}
        {%- for name, value in row.items() -%}
          {%- set name = name | lower -%}
          {%- if name not in column_name_to_data_types -%}
            {%- set fixture = 'expected output' if model.resource_type == 'unit_test' else "'" ~ model.name ~ "'" -%}
            {{ exceptions.raise_compiler_error(
              "Invalid column name: '" ~ name ~ "' in unit test fixture for " ~ fixture
              ~ '.\nAccepted columns for ' ~ fixture ~ ' are: ' ~ column_name_to_data_types.keys() | list) }}
          {%- endif -%}
          {%- set type = column_name_to_data_types[name] -%}
          {%- if value is string -%}
            {#- A length would cut the text that is compared. -#}
            {%- set type = type.split('(')[0] if 'varying' in type else type -%}
            {%- set value = dbt.string_literal(dbt.escape_single_quotes(value)) -%}
          {%- elif value is none -%}
            {%- set value = 'null' -%}
          {%- endif -%}
          {%- do formatted.update({name: safe_cast(value, type)}) -%}
        {%- endfor -%}
        {{ return(formatted) }}
      {%- endmacro %}
      {% macro default__validate_fixture_rows(rows, row_number) -%}{%- endmacro %}
      """#)
}

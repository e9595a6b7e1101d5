extension BuiltInMacros {
  /// Tables made of CSV files.
  static let seeds = MacroFamily(
    name: "seeds",
    dispatched: [
      "create_csv_table(model, agate_table)",
      "reset_csv_table(model, full_refresh, old_relation, agate_table)",
      "get_csv_sql(create_or_truncate_sql, insert_sql)", "get_binding_char()", "get_batch_size()",
      "load_csv_rows(model, agate_table)",
    ],
    text: #"""
      {% macro default__create_csv_table(model, agate_table) -%}
        {%- set types = model['config'].get('column_types', {}) -%}
        {%- set create %}
          create table {{ this.render() }} (
            {%- for name in agate_table.column_names -%}
              {{ adapter.quote_seed_column(name | string, model['config'].get('quote_columns', none)) }}
              {{- ' ' ~ types.get(name, adapter.convert_type(agate_table, loop.index0)) }}{{ ', ' if not loop.last }}
            {%- endfor -%}
          )
        {%- endset -%}
        {%- call statement('_') -%}{{ create }}{%- endcall -%}
        {{ return(create) }}
      {%- endmacro %}

      {% macro default__reset_csv_table(model, full_refresh, old_relation, agate_table) -%}
        {%- if full_refresh -%}
          {%- do adapter.drop_relation(old_relation) -%}
          {{ return(create_csv_table(model, agate_table)) }}
        {%- endif -%}
        {%- do adapter.truncate_relation(old_relation) -%}
        {{ return('truncate table ' ~ old_relation.render()) }}
      {%- endmacro %}

      {% macro default__get_csv_sql(create_or_truncate_sql, insert_sql) %}
        {{ create_or_truncate_sql }};
        {{ insert_sql }}
      {% endmacro %}
      {% macro default__get_binding_char() -%}{{ return('%s') }}{%- endmacro %}
      {% macro default__get_batch_size() -%}{{ return(10000) }}{%- endmacro %}
      {% macro get_seed_column_quoted_csv(model, column_names) -%}
        {%- set quoted = [] -%}
        {%- for name in column_names -%}
          {%- do quoted.append(adapter.quote_seed_column(name, model['config'].get('quote_columns', none))) -%}
        {%- endfor -%}
        {{ return(quoted | join(', ')) }}
      {%- endmacro %}

      {% macro default__load_csv_rows(model, agate_table) -%}
        {%- set names = get_seed_column_quoted_csv(model, agate_table.column_names) -%}
        {%- set placeholders = '(' ~ ([get_binding_char()] * (agate_table.column_names | length)) | join(',') ~ ')' -%}
        {%- set statements = [] -%}
        {%- for chunk in agate_table.rows | batch(get_batch_size()) -%}
          {%- set bindings = [] -%}
          {%- for row in chunk -%}{%- do bindings.extend(row) -%}{%- endfor -%}
          {%- set insert -%}
            insert into {{ this.render() }} ({{ names }}) values {{ ([placeholders] * (chunk | length)) | join(',') }}
          {%- endset -%}
          {%- do adapter.add_query(insert, bindings=bindings, abridge_sql_log=true) -%}
          {%- do statements.append(insert) -%}
        {%- endfor -%}
        {{ return(statements[0]) }}
      {%- endmacro %}
      """#)

  /// The four generic tests, which select the rows that break the rule, and what runs them.
  static let tests = MacroFamily(
    name: "tests",
    dispatched: [
      "get_test_sql(main_sql, fail_calc, warn_if, error_if, limit)", "get_where_subquery(relation)",
    ],
    text: #"""
      {% test unique(model, column_name) %}
        {{ return(adapter.dispatch('test_unique', 'dbt')(model, column_name)) }}
      {% endtest %}
      {% macro default__test_unique(model, column_name) %}
      select {{ column_name }} as unique_field, count(*) as n_records
      from {{ model }}
      where {{ column_name }} is not null
      group by {{ column_name }}
      having count(*) > 1
      {% endmacro %}

      {% test not_null(model, column_name) %}
        {{ return(adapter.dispatch('test_not_null', 'dbt')(model, column_name)) }}
      {% endtest %}
      {% macro default__test_not_null(model, column_name) %}
      select {{ '*' if should_store_failures() else column_name }}
      from {{ model }}
      where {{ column_name }} is null
      {% endmacro %}

      {% test accepted_values(model, column_name, values, quote=true) %}
        {{ return(adapter.dispatch('test_accepted_values', 'dbt')(model, column_name, values, quote)) }}
      {% endtest %}
      {% macro default__test_accepted_values(model, column_name, values, quote=true) %}
      select value_field, n_records
      from (
        select {{ column_name }} as value_field, count(*) as n_records
        from {{ model }}
        group by {{ column_name }}
      ) all_values
      where value_field not in (
        {%- for value in values %}
        {{ "'" ~ value ~ "'" if quote else value }}{{ ',' if not loop.last }}
        {%- endfor %}
      )
      {% endmacro %}

      {% test relationships(model, column_name, to, field) %}
        {{ return(adapter.dispatch('test_relationships', 'dbt')(model, column_name, to, field)) }}
      {% endtest %}
      {% macro default__test_relationships(model, column_name, to, field) %}
      with child as (
        select {{ column_name }} as from_field from {{ model }} where {{ column_name }} is not null
      ),
      parent as (
        select {{ field }} as to_field from {{ to }}
      )
      select child.from_field
      from child
      left join parent on child.from_field = parent.to_field
      where parent.to_field is null
      {% endmacro %}

      {% macro default__get_where_subquery(relation) -%}
        {%- set where = config.get('where', '') -%}
        {%- if where -%}
          {{ return('(select * from ' ~ relation ~ ' where ' ~ where ~ ') dbt_subquery') }}
        {%- endif -%}
        {{ return(relation) }}
      {%- endmacro %}

      {% macro default__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) %}
        select
          {{ fail_calc }} as failures,
          {{ fail_calc }} {{ warn_if }} as should_warn,
          {{ fail_calc }} {{ error_if }} as should_error
        from (
          {{ main_sql }}
          {{ 'limit ' ~ limit if limit is not none }}
        ) dbt_internal_test
      {% endmacro %}
      """#)
}

extension BuiltInMacros {
  /// Incremental models and snapshots as PostgreSQL builds them.
  static let postgresMaterializations = MacroFamily(
    name: "materializations", home: "dbt_postgres",
    text: #"""
      {% macro postgres__get_incremental_default_sql(arg_dict) -%}
        {{ return(
          get_incremental_delete_insert_sql(arg_dict) if arg_dict['unique_key']
          else get_incremental_append_sql(arg_dict)) }}
      {%- endmacro %}
      {% macro postgres__get_incremental_microbatch_sql(arg_dict) -%}
        {%- if not arg_dict['unique_key'] -%}
          {{ exceptions.raise_compiler_error("dbt-postgres 'microbatch' requires a `unique_key` config") }}
        {%- endif -%}
        {{ return(adapter.dispatch('get_incremental_merge_sql', 'dbt')(arg_dict)) }}
      {%- endmacro %}

      {% macro postgres__snapshot_merge_sql(target, source, insert_cols) -%}
        {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
        {%- set end = target ~ '.' ~ columns.dbt_valid_to -%}
        {%- set current = config.get('dbt_valid_to_current') %}
        update {{ target }}
        set {{ columns.dbt_valid_to }} = DBT_INTERNAL_SOURCE.{{ columns.dbt_valid_to }}
        from {{ source }} as DBT_INTERNAL_SOURCE
        where DBT_INTERNAL_SOURCE.{{ columns.dbt_scd_id }}::text = {{ target }}.{{ columns.dbt_scd_id }}::text
          and DBT_INTERNAL_SOURCE.dbt_change_type::text in ('update'::text, 'delete'::text)
          and {{ '(' ~ end ~ ' = ' ~ current ~ ' or ' ~ end ~ ' is null)' if current else end ~ ' is null' }};

        insert into {{ target }} ({{ insert_cols | join(', ') }})
        select {% for column in insert_cols -%}
          DBT_INTERNAL_SOURCE.{{ column }}{{ ', ' if not loop.last }}
        {%- endfor %}
        from {{ source }} as DBT_INTERNAL_SOURCE
        where DBT_INTERNAL_SOURCE.dbt_change_type::text = 'insert'::text;
      {%- endmacro %}
      """#)
}

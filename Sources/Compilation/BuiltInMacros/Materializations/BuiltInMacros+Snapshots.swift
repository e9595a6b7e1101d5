extension BuiltInMacros {
  /// The history tables of snapshots: their first version, their changes, and the parts of both.
  static let snapshots = MacroFamily(
    name: "snapshots",
    dispatched: [
      "post_snapshot(staging_relation)", "get_true_sql()",
      "build_snapshot_table(strategy, sql)", "snapshot_merge_sql(target, source, insert_cols)",
    ],
    text: #"""
      {% macro default__post_snapshot(staging_relation) -%}{%- endmacro %}
      {% macro default__get_true_sql() -%}{{ return('TRUE') }}{%- endmacro %}

      {% macro get_snapshot_table_column_names() -%}
        {%- set names = {} -%}
        {%- for name in ['dbt_valid_to', 'dbt_valid_from', 'dbt_scd_id', 'dbt_updated_at', 'dbt_is_deleted'] -%}
          {%- do names.update({name: name}) -%}
        {%- endfor -%}
        {{ return(names) }}
      {%- endmacro %}
      {% macro get_dbt_valid_to_current(strategy, columns) -%}
        {#- nullif of a value with itself is a null of its type. -#}
        coalesce(nullif({{ strategy.updated_at }}, {{ strategy.updated_at }}), {{ config.get('dbt_valid_to_current') or 'null' }}) as {{ columns.dbt_valid_to }}
      {%- endmacro %}

      {% macro default__build_snapshot_table(strategy, sql) %}
        {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() %}
        select *,
          {{ strategy.scd_id }} as {{ columns.dbt_scd_id }},
          {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
          {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
          {{ get_dbt_valid_to_current(strategy, columns) }}
          {%- if strategy.hard_deletes == 'new_record' %},
          'False' as {{ columns.dbt_is_deleted }}
          {%- endif %}
        from (
          {{ sql }}
        ) sbq
      {% endmacro %}

      {% macro build_snapshot_staging_table(strategy, sql, target_relation) -%}
        {%- set staging = make_temp_relation(target_relation) -%}
        {%- set changes = snapshot_staging_table(strategy, sql, target_relation) -%}
        {%- call statement('build_snapshot_staging_relation') -%}
          {{ create_table_as(true, staging, changes) }}
        {%- endcall -%}
        {{ return(staging) }}
      {%- endmacro %}

      {% macro default__snapshot_merge_sql(target, source, insert_cols) -%}
        {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
        {%- set end = 'DBT_INTERNAL_DEST.' ~ columns.dbt_valid_to -%}
        merge into {{ target.render() }} as DBT_INTERNAL_DEST
        using {{ source }} as DBT_INTERNAL_SOURCE
        on DBT_INTERNAL_SOURCE.{{ columns.dbt_scd_id }} = DBT_INTERNAL_DEST.{{ columns.dbt_scd_id }}
        when matched
          and {{ snapshot_is_current(end) }}
          and DBT_INTERNAL_SOURCE.dbt_change_type in ('update', 'delete')
          then update set {{ columns.dbt_valid_to }} = DBT_INTERNAL_SOURCE.{{ columns.dbt_valid_to }}
        when not matched
          and DBT_INTERNAL_SOURCE.dbt_change_type = 'insert'
          then insert ({{ insert_cols | join(', ') }})
          values ({{ insert_cols | join(', ') }})
      {%- endmacro %}
      {% macro snapshot_is_current(end) -%}
        {#- Rows from before `dbt_valid_to_current` was set still end with null. -#}
        {%- if config.get('dbt_valid_to_current') -%}
          ({{ equals(end, config.get('dbt_valid_to_current') | trim) }} or {{ end }} is null)
        {%- else -%}
          {{ end }} is null
        {%- endif -%}
      {%- endmacro %}

      {% macro get_updated_at_column_data_type(snapshot_sql) -%}
        {%- for column in get_column_schema_from_query(snapshot_sql)
          if column.column in ['dbt_updated_at', 'DBT_UPDATED_AT'] -%}
          {{ return(column.dtype) }}
        {%- endfor -%}
        {{ return(none) }}
      {%- endmacro %}
      {% macro check_time_data_types(sql) -%}
        {%- set kept = get_updated_at_column_data_type(sql) -%}
        {%- set taken = get_snapshot_get_time_data_type() -%}
        {%- if kept is not none and taken is not none and kept != taken -%}
          {%- do exceptions.warn_snapshot_timestamp_data_types(taken, kept) -%}
        {%- endif -%}
      {%- endmacro %}
      """#)

  /// How a snapshot finds out that a row has changed.
  static let snapshotStrategies = MacroFamily(
    name: "snapshot_strategies", dispatched: ["snapshot_hash_arguments(args)"],
    text: #"""
      {% macro strategy_dispatch(name) -%}
        {%- set package, strategy = name.split('.', 1) if '.' in name else (none, name) -%}
        {%- if package is not none and package not in context -%}
          {{ exceptions.raise_compiler_error(
            "Could not find package '" ~ package ~ "', called with '" ~ name ~ "'") }}
        {%- endif -%}
        {%- set macros = context if package is none else context[package] -%}
        {%- set macro_name = 'snapshot_' ~ strategy ~ '_strategy' -%}
        {%- if macro_name not in macros -%}
          {{ exceptions.raise_compiler_error(
            "The specified strategy macro '" ~ strategy ~ "' was not found in package '" ~ package ~ "'") }}
        {%- endif -%}
        {{ return(macros[macro_name]) }}
      {%- endmacro %}

      {% macro default__snapshot_hash_arguments(args) -%}
        md5({%- for arg in args -%}
          coalesce(cast({{ arg }} as varchar), ''){{ " || '|' || " if not loop.last }}
        {%- endfor -%})
      {%- endmacro %}

      {% macro dbt_snapshot_strategy(updated_at, row_changed) -%}
        {%- set unique_key = config.get('unique_key') -%}
        {%- set hard_deletes = adapter.get_hard_deletes_behavior(config) -%}
        {{ return({
          'unique_key': unique_key, 'updated_at': updated_at, 'row_changed': row_changed,
          'scd_id': snapshot_hash_arguments(api.Relation.scd_args(unique_key, updated_at)),
          'invalidate_hard_deletes': hard_deletes == 'invalidate', 'hard_deletes': hard_deletes
        }) }}
      {%- endmacro %}

      {% macro snapshot_timestamp_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) -%}
        {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
        {%- set updated_at = config.get('updated_at') -%}
        {#- The snapshot's own column: the table may not have had `updated_at` from the beginning. -#}
        {{ return(dbt_snapshot_strategy(
          updated_at,
          '(' ~ snapshotted_rel ~ '.' ~ columns.dbt_valid_from ~ ' < ' ~ current_rel ~ '.' ~ updated_at ~ ')')) }}
      {%- endmacro %}

      {% macro snapshot_check_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) -%}
        {%- set column_added, names = snapshot_check_all_get_existing_columns(
          node, target_exists, config.get('check_cols')) -%}
        {%- set row_changed -%}
          (
          {%- if column_added -%}
            {{ get_true_sql() }}
          {%- else -%}
            {%- for name in names -%}
              {%- set old, new = snapshotted_rel ~ '.' ~ name, current_rel ~ '.' ~ name -%}
              {{ old }} != {{ new }}
              or (({{ old }} is null) and not ({{ new }} is null))
              or ((not {{ old }} is null) and ({{ new }} is null))
              {{- ' or ' if not loop.last }}
            {%- endfor -%}
          {%- endif -%}
          )
        {%- endset -%}
        {{ return(dbt_snapshot_strategy(config.get('updated_at') or snapshot_get_time(), row_changed)) }}
      {%- endmacro %}

      {% macro snapshot_check_all_get_existing_columns(node, target_exists, check_cols_config) -%}
        {%- if not target_exists -%}{{ return((false, query_columns)) }}{%- endif -%}
        {%- set code = node['compiled_code'] -%}
        {%- if check_cols_config == 'all' -%}
          {%- set selected = get_columns_in_query(code) -%}
        {%- elif check_cols_config is iterable and check_cols_config -%}
          {#- Asked for as written, answered as the database spells them. -#}
          {%- set selected = get_columns_in_query(
            'select ' ~ check_cols_config | join(', ') ~ ' from (\n' ~ code ~ '\n) subq') -%}
        {%- else -%}
          {{ exceptions.raise_compiler_error("Invalid value for 'check_cols': " ~ check_cols_config) }}
        {%- endif -%}
        {%- set target_relation = adapter.get_relation(
          database=node.database, schema=node.schema, identifier=node.alias) -%}
        {%- set existing = adapter.get_columns_in_relation(target_relation) | map(attribute='name') | list -%}
        {%- set kept = [] -%}
        {%- for name in selected if name in existing -%}{%- do kept.append(adapter.quote(name)) -%}{%- endfor -%}
        {{ return((kept | length < selected | length, kept)) }}
      {%- endmacro %}
      """#)
}

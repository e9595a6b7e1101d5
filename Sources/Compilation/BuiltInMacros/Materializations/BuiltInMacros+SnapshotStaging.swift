extension BuiltInMacros {
  /// The query that says which rows of a snapshot are new, changed and gone.
  static let snapshotStaging = MacroFamily(
    name: "snapshot_staging",
    dispatched: ["snapshot_staging_table(strategy, source_sql, target_relation)"],
    text: keys + staging)

  /// One column is kept as `dbt_unique_key`, several as `dbt_unique_key_1` …
  private static let keys = #"""
    {% macro unique_key_fields(unique_key) -%}
      {%- if unique_key | is_list -%}
        {%- for key in unique_key -%}
          {{ key }} as dbt_unique_key_{{ loop.index }}{{ ', ' if not loop.last }}
        {%- endfor -%}
      {%- else -%}
        {{ unique_key }} as dbt_unique_key
      {%- endif -%}
    {%- endmacro %}
    {% macro unique_key_join_on(unique_key, identifier, from_identifier) -%}
      {%- if unique_key | is_list -%}
        {%- for key in unique_key -%}
          {%- set name = '.dbt_unique_key_' ~ loop.index -%}
          {{ equals(identifier ~ name, from_identifier ~ name) }}{{ ' and ' if not loop.last }}
        {%- endfor -%}
      {%- else -%}
        {{ identifier }}.dbt_unique_key = {{ from_identifier }}.dbt_unique_key
      {%- endif -%}
    {%- endmacro %}
    {% macro unique_key_is_null(unique_key, identifier) -%}
      {{ identifier }}.dbt_unique_key{{ '_1' if unique_key | is_list }} is null
    {%- endmacro %}
    {% macro unique_key_is_not_null(unique_key, identifier) -%}
      {{ identifier }}.dbt_unique_key{{ '_1' if unique_key | is_list }} is not null
    {%- endmacro %}

    """#

  private static let staging = #"""
    {% macro default__snapshot_staging_table(strategy, source_sql, target_relation) %}
      {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
      {%- set keys = strategy.unique_key -%}
      {%- set records_deletes = strategy.hard_deletes == 'new_record' -%}
      {%- set sees_deletes = records_deletes or strategy.hard_deletes == 'invalidate' -%}
      {%- set was_deleted = 'snapshotted_data.' ~ columns.dbt_is_deleted ~ " = 'True'" -%}
      {%- set changed = '(' ~ strategy.row_changed ~ (' or ' ~ was_deleted if records_deletes else '') ~ ')' -%}
      {%- set end = 'snapshotted_data.' ~ columns.dbt_valid_to -%}
      {%- set is_last_deleted = was_deleted ~ ' and ' ~ (
        end ~ ' = ' ~ config.get('dbt_valid_to_current') if config.get('dbt_valid_to_current') else end ~ ' is null') -%}
      {%- set match = unique_key_join_on(keys, 'snapshotted_data', 'source_data') %}
      with snapshot_query as (
        {{ source_sql }}
      ),
      snapshotted_data as (
        select *, {{ unique_key_fields(keys) }}
        from {{ target_relation }}
        where {{ snapshot_is_current(columns.dbt_valid_to) }}
      ),
      insertions_source_data as (
        select *, {{ unique_key_fields(keys) }},
          {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
          {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
          {{ get_dbt_valid_to_current(strategy, columns) }},
          {{ strategy.scd_id }} as {{ columns.dbt_scd_id }}
        from snapshot_query
      ),
      updates_source_data as (
        select *, {{ unique_key_fields(keys) }},
          {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
          {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
          {{ strategy.updated_at }} as {{ columns.dbt_valid_to }}
        from snapshot_query
      ),
      {%- if sees_deletes %}
      deletes_source_data as (
        select *, {{ unique_key_fields(keys) }}
        from snapshot_query
      ),
      {%- endif %}
      insertions as (
        select 'insert' as dbt_change_type, source_data.*
          {{- ", 'False' as " ~ columns.dbt_is_deleted if records_deletes }}
        from insertions_source_data as source_data
        left outer join snapshotted_data on {{ match }}
        where {{ unique_key_is_null(keys, 'snapshotted_data') }}
          or ({{ unique_key_is_not_null(keys, 'snapshotted_data') }} and {{ changed }})
      ),
      updates as (
        select 'update' as dbt_change_type, source_data.*, snapshotted_data.{{ columns.dbt_scd_id }}
          {{- ', snapshotted_data.' ~ columns.dbt_is_deleted if records_deletes }}
        from updates_source_data as source_data
        join snapshotted_data on {{ match }}
        where {{ changed }}
      )
      {%- if sees_deletes %},
      deletes as (
        select 'delete' as dbt_change_type, source_data.*,
          {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }},
          {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }},
          {{ snapshot_get_time() }} as {{ columns.dbt_valid_to }},
          snapshotted_data.{{ columns.dbt_scd_id }}
          {{- ', snapshotted_data.' ~ columns.dbt_is_deleted if records_deletes }}
        from snapshotted_data
        left join deletes_source_data as source_data on {{ match }}
        where {{ unique_key_is_null(keys, 'source_data') }}
          {{- ' and not (' ~ is_last_deleted ~ ')' if records_deletes }}
      )
      {%- endif %}
      {%- if records_deletes %},
      {%- set kept = get_list_of_column_names(get_columns_in_relation(target_relation)) %}
      deletion_records as (
        select 'insert' as dbt_change_type,
          {%- for name in get_columns_in_query(source_sql) %}
          {{ 'snapshotted_data' if name in kept else 'source_data' }}.{{ adapter.quote(name) }},
          {%- endfor %}
          {%- if keys | is_list %}
          {%- for key in keys %}
          snapshotted_data.{{ key }} as dbt_unique_key_{{ loop.index }},
          {%- endfor %}
          {%- else %}
          snapshotted_data.dbt_unique_key as dbt_unique_key,
          {%- endif %}
          {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }},
          {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }},
          snapshotted_data.{{ columns.dbt_valid_to }} as {{ columns.dbt_valid_to }},
          {{ snapshot_hash_arguments([columns.dbt_scd_id, snapshot_get_time()]) }} as {{ columns.dbt_scd_id }},
          'True' as {{ columns.dbt_is_deleted }}
        from snapshotted_data
        left join deletes_source_data as source_data on {{ match }}
        where {{ unique_key_is_null(keys, 'source_data') }} and not ({{ is_last_deleted }})
      )
      {%- endif %}
      select * from insertions
      union all
      select * from updates
      {%- if sees_deletes %}
      union all
      select * from deletes
      {%- endif %}
      {%- if records_deletes %}
      union all
      select * from deletion_records
      {%- endif %}
    {% endmacro %}
    """#
}

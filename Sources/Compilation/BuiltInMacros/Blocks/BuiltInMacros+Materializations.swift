extension BuiltInMacros {
  /// dbt's materialisations as macros. They run where a project replaces one of the macros that they
  /// call, and for what has no plan of its own (snapshots, functions).
  static let materializationBlocks = MacroFamily(
    name: "materializations",
    text: #"""
      {% macro dbt_swap_in(existing, intermediate, target, backup) -%}
        {#- A cascade may have taken the old relation along. -#}
        {%- set old = load_cached_relation(existing) if existing is not none else none -%}
        {%- if old is not none -%}{%- do adapter.rename_relation(old, backup) -%}{%- endif -%}
        {%- do adapter.rename_relation(intermediate, target) -%}
      {%- endmacro %}

      {% macro dbt_begin(leftovers) -%}
        {{- run_hooks(pre_hooks, inside_transaction=false) -}}
        {%- for leftover in leftovers -%}
          {%- do drop_relation_if_exists(load_cached_relation(leftover)) -%}
        {%- endfor -%}
        {{- run_hooks(pre_hooks, inside_transaction=true) -}}
      {%- endmacro %}

      {% macro dbt_end(target, backup=none) -%}
        {%- do persist_docs(target, model) -%}
        {{- run_hooks(post_hooks, inside_transaction=true) -}}
        {%- do adapter.commit() -%}
        {%- do drop_relation_if_exists(backup) -%}
        {{- run_hooks(post_hooks, inside_transaction=false) -}}
      {%- endmacro %}

      {% materialization view, default %}
        {%- set existing = load_cached_relation(this) -%}
        {%- set target = this.incorporate(type='view') -%}
        {%- set intermediate = make_intermediate_relation(target) -%}
        {%- set backup = make_backup_relation(target, existing.type if existing is not none else 'view') -%}
        {{ dbt_begin([intermediate, backup]) }}
        {% call statement('main') -%}{{ get_create_view_as_sql(intermediate, sql) }}{%- endcall %}
        {{ dbt_swap_in(existing, intermediate, target, backup) }}
        {% do apply_grants(target, config.get('grants'), should_revoke=should_revoke(existing, full_refresh_mode=true)) %}
        {{ dbt_end(target, backup if existing is not none else none) }}
        {{ return({'relations': [target]}) }}
      {% endmaterialization %}

      {% materialization view, adapter='sqlite' %}
        {%- set existing = load_cached_relation(this) -%}
        {%- set target = this.incorporate(type='view') -%}
        {{ dbt_begin([]) }}
        {% do drop_relation_if_exists(existing) %}
        {% call statement('main') -%}{{ get_create_view_as_sql(target, sql) }}{%- endcall %}
        {{ dbt_end(target) }}
        {{ return({'relations': [target]}) }}
      {% endmaterialization %}

      {% materialization table, default %}
        {%- set existing = load_cached_relation(this) -%}
        {%- set target = this.incorporate(type='table') -%}
        {%- set intermediate = make_intermediate_relation(target) -%}
        {%- set backup = make_backup_relation(target, existing.type if existing is not none else 'table') -%}
        {{ dbt_begin([intermediate, backup]) }}
        {% call statement('main') -%}{{ get_create_table_as_sql(false, intermediate, sql) }}{%- endcall %}
        {% do create_indexes(intermediate) %}
        {{ dbt_swap_in(existing, intermediate, target, backup) }}
        {% do apply_grants(target, config.get('grants'), should_revoke=should_revoke(existing, full_refresh_mode=true)) %}
        {{ dbt_end(target, backup if existing is not none else none) }}
        {{ return({'relations': [target]}) }}
      {% endmaterialization %}

      {% materialization incremental, default %}
        {%- set existing = load_cached_relation(this) -%}
        {%- set target = this.incorporate(type='table') -%}
        {%- set temporary = make_temp_relation(target) -%}
        {%- set intermediate = make_intermediate_relation(target) -%}
        {%- set backup = make_backup_relation(target, existing.type if existing is not none else 'table') -%}
        {%- set anew = existing is none or existing.is_view or should_full_refresh() -%}
        {%- set on_schema_change = incremental_validate_on_schema_change(config.get('on_schema_change'), default='ignore') -%}
        {#- Looked up before anything is done: an unknown strategy builds nothing. -#}
        {%- set strategy_sql = adapter.get_incremental_strategy_macro(
          context, config.get('incremental_strategy') or 'default') -%}
        {{ dbt_begin([intermediate, backup]) }}
        {%- if existing is none -%}
          {%- set build_sql = get_create_table_as_sql(false, target, sql) -%}
        {%- elif anew -%}
          {%- set build_sql = get_create_table_as_sql(false, intermediate, sql) -%}
        {%- else -%}
          {%- do run_query(get_create_table_as_sql(true, temporary, sql)) -%}
          {%- do adapter.expand_target_column_types(from_relation=temporary, to_relation=target) -%}
          {%- set changed = process_schema_changes(on_schema_change, temporary, existing) -%}
          {%- set build_sql = strategy_sql({
              'target_relation': target, 'temp_relation': temporary, 'unique_key': config.get('unique_key'),
              'dest_columns': changed or adapter.get_columns_in_relation(existing),
              'incremental_predicates': config.get('predicates') or config.get('incremental_predicates')
            }) -%}
        {%- endif -%}
        {% call statement('main') -%}{{ build_sql }}{%- endcall %}
        {%- if anew and existing is not none -%}
          {{ dbt_swap_in(existing, intermediate, target, backup) }}
        {%- endif -%}
        {% do apply_grants(target, config.get('grants'), should_revoke=should_revoke(existing, full_refresh_mode=anew)) %}
        {% if anew %}{% do create_indexes(target) %}{% endif %}
        {{ dbt_end(target, backup if anew and existing is not none else none) }}
        {{ return({'relations': [target]}) }}
      {% endmaterialization %}

      {% materialization materialized_view, default %}
        {%- set existing = load_cached_relation(this) -%}
        {%- set target = this.incorporate(type='materialized_view') -%}
        {%- set intermediate = make_intermediate_relation(target) -%}
        {%- set backup = make_backup_relation(target, existing.type if existing is not none else 'materialized_view') -%}
        {{ materialized_view_setup(backup, intermediate, pre_hooks) }}
        {%- set build_sql = materialized_view_get_build_sql(existing, target, backup, intermediate) -%}
        {%- if build_sql == '' -%}
          {{ materialized_view_execute_no_op(target) }}
        {%- else -%}
          {{ materialized_view_execute_build_sql(build_sql, existing, target, post_hooks) }}
        {%- endif -%}
        {{ materialized_view_teardown(backup, intermediate, post_hooks) }}
        {{ return({'relations': [target]}) }}
      {% endmaterialization %}

      {% materialization seed, default %}
        {%- set existing = load_cached_relation(this) -%}
        {%- set target = this.incorporate(type='table') -%}
        {%- set anew = should_full_refresh() -%}
        {%- set rows = load_agate_table() -%}
        {%- do store_result('agate_table', response='OK', agate_table=rows) -%}
        {{ dbt_begin([]) }}
        {%- if existing is not none and existing.is_view -%}
          {{ exceptions.raise_compiler_error("Cannot seed to '" ~ existing.render() ~ "', it is a view") }}
        {%- elif existing is not none -%}
          {%- set prepare_sql = reset_csv_table(model, anew, existing, rows) -%}
        {%- else -%}
          {%- set prepare_sql = create_csv_table(model, rows) -%}
        {%- endif -%}
        {%- set code = 'CREATE' if anew else 'INSERT' -%}
        {%- set count = rows.rows | length -%}
        {%- set insert_sql = load_csv_rows(model, rows) -%}
        {% call noop_statement('main', code ~ ' ' ~ count, code, count) -%}
          {{ get_csv_sql(prepare_sql, insert_sql) }}
        {%- endcall %}
        {% do apply_grants(target, config.get('grants'), should_revoke=should_revoke(existing, anew)) %}
        {% if anew or existing is none %}{% do create_indexes(target) %}{% endif %}
        {{ dbt_end(target) }}
        {{ return({'relations': [target]}) }}
      {% endmaterialization %}

      {% materialization test, default %}
        {%- set relations = [] -%}
        {%- set rows = get_limit_subquery_sql(sql, config.get('limit')) -%}
        {%- if should_store_failures() -%}
          {%- set existing = adapter.get_relation(database=database, schema=schema, identifier=model.alias) -%}
          {%- set kind = 'view' if config.get('store_failures_as') == 'view' else 'table' -%}
          {%- set target = api.Relation.create(database=database, schema=schema, identifier=model.alias, type=kind) -%}
          {%- do drop_relation_if_exists(existing) -%}
          {% call statement() -%}
            {{ get_create_view_as_sql(target, rows) if kind == 'view' else get_create_table_as_sql(false, target, rows) }}
          {%- endcall %}
          {%- do adapter.commit() -%}
          {%- do relations.append(target) -%}
          {%- set rows = 'select * from ' ~ target.render() -%}
        {%- endif -%}
        {% call statement('main', fetch_result=true) -%}
          {{ get_test_sql(rows, config.get('fail_calc'), config.get('warn_if'), config.get('error_if'), limit=none) }}
        {%- endcall %}
        {{ return({'relations': relations}) }}
      {% endmaterialization %}

      {% materialization function, default, supported_languages=['sql', 'python', 'javascript'] %}
        {%- set existing = load_cached_relation(this) -%}
        {%- set target = this.incorporate(type='function') -%}
        {{ run_hooks(pre_hooks) }}
        {%- set find = adapter.dispatch -%}
        {%- set build_sql = find(this.get_function_macro_name(this.get_function_config(model)), 'dbt')(target) -%}
        {{ function_execute_build_sql(build_sql, existing, target) }}
        {{ run_hooks(post_hooks) }}
        {{ return({'relations': [target]}) }}
      {% endmaterialization %}

      {% materialization snapshot, default %}
        {%- set found = adapter.get_relation(database=model.database, schema=model.schema, identifier=model.alias) -%}
        {%- set target = found if found is not none else this.incorporate(type='table') -%}
        {%- if not target.is_table -%}{%- do exceptions.relation_wrong_type(target, 'table') -%}{%- endif -%}
        {{ dbt_begin([]) }}
        {%- set strategy = strategy_dispatch(config.get('strategy'))(
          model, 'snapshotted_data', 'source_data', model.config, found is not none) -%}
        {%- if found is none -%}
          {%- set query = build_snapshot_table(strategy, model.compiled_code) -%}
          {%- set final_sql = create_table_as(false, target, query) -%}
        {%- else -%}
          {%- set names = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
          {%- do adapter.assert_valid_snapshot_target_given_strategy(target, names, strategy) -%}
          {%- set query = snapshot_staging_table(strategy, sql, target) -%}
          {%- set staging = build_snapshot_staging_table(strategy, sql, target) -%}
          {%- do adapter.expand_target_column_types(from_relation=staging, to_relation=target) -%}
          {%- set own = ['dbt_change_type', 'dbt_unique_key'] -%}
          {%- for key in (strategy.unique_key if strategy.unique_key is not string else []) -%}
            {%- do own.append('dbt_unique_key_' ~ loop.index) -%}
          {%- endfor -%}
          {%- set missing = [] -%}
          {%- for column in adapter.get_missing_columns(staging, target) if column.name | lower not in own -%}
            {%- do missing.append(column) -%}
          {%- endfor -%}
          {%- do create_columns(target, missing) -%}
          {%- set names = [] -%}
          {%- for column in adapter.get_columns_in_relation(staging) if column.name | lower not in own -%}
            {%- do names.append(adapter.quote(column.name)) -%}
          {%- endfor -%}
          {%- set final_sql = snapshot_merge_sql(target=target, source=staging, insert_cols=names) -%}
        {%- endif -%}
        {{ check_time_data_types(query) }}
        {% call statement('main') -%}{{ final_sql }}{%- endcall %}
        {% do apply_grants(target, config.get('grants'), should_revoke=should_revoke(found is not none, full_refresh_mode=false)) %}
        {% if found is none %}{% do create_indexes(target) %}{% endif %}
        {%- do persist_docs(target, model) -%}
        {{ run_hooks(post_hooks, inside_transaction=true) }}
        {%- do adapter.commit() -%}
        {%- if staging is defined -%}{%- do post_snapshot(staging) -%}{%- endif -%}
        {{ run_hooks(post_hooks, inside_transaction=false) }}
        {{ return({'relations': [target]}) }}
      {% endmaterialization %}
      """#)
}

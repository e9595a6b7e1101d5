extension BuiltInMacros {
  static let materializedViews = MacroFamily(
    name: "materialized_views",
    dispatched: ["get_create_materialized_view_as_sql(relation, sql)"],
    text: notWritten("get_create_materialized_view_as_sql(relation, sql)")
      + notWritten("refresh_materialized_view(relation)")
      + notWritten("get_materialized_view_configuration_changes(existing_relation, new_config)")
      + notWritten("get_alter_materialized_view_as_sql(\(alterParameters))")
      + entryPoints + steps)

  private static let alterParameters =
    "relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation"

  private static let entryPoints = #"""
    {% macro refresh_materialized_view(relation) -%}
      {%- do log('Applying REFRESH to: ' ~ relation) -%}
      {{ return(adapter.dispatch('refresh_materialized_view', 'dbt')(relation)) }}
    {%- endmacro %}
    {% macro get_materialized_view_configuration_changes(existing_relation, new_config) -%}
      {%- do log('Determining configuration changes on: ' ~ existing_relation) -%}
      {{ return(adapter.dispatch('get_materialized_view_configuration_changes', 'dbt')(existing_relation, new_config)) }}
    {%- endmacro %}
    {% macro get_alter_materialized_view_as_sql(\#(alterParameters)) -%}
      {%- do log('Applying ALTER to: ' ~ relation) -%}
      {{ return(adapter.dispatch('get_alter_materialized_view_as_sql', 'dbt')(\#(alterParameters))) }}
    {%- endmacro %}

    """#

  private static let steps = #"""
    {% macro materialized_view_setup(backup_relation, intermediate_relation, pre_hooks) -%}
      {{ drop_relation_if_exists(load_cached_relation(backup_relation)) }}
      {{ drop_relation_if_exists(load_cached_relation(intermediate_relation)) }}
      {{ run_hooks(pre_hooks, inside_transaction=false) }}
    {%- endmacro %}

    {% macro materialized_view_teardown(backup_relation, intermediate_relation, post_hooks) -%}
      {{ drop_relation_if_exists(backup_relation) }}
      {{ drop_relation_if_exists(intermediate_relation) }}
      {{ run_hooks(post_hooks, inside_transaction=false) }}
    {%- endmacro %}

    {% macro materialized_view_get_build_sql(existing_relation, target_relation, backup_relation, intermediate_relation) -%}
      {%- if existing_relation is none -%}
        {{ return(get_create_materialized_view_as_sql(target_relation, sql)) }}
      {%- elif should_full_refresh() or not existing_relation.is_materialized_view -%}
        {{ return(get_replace_sql(existing_relation, target_relation, sql)) }}
      {%- endif -%}
      {%- set changes = get_materialized_view_configuration_changes(existing_relation, config) -%}
      {%- set on_change = config.get('on_configuration_change') -%}
      {%- set found = 'Configuration changes were identified and `on_configuration_change` was set to `'
        ~ on_change ~ '` for `' ~ target_relation.render() ~ '`' -%}
      {%- if changes is none -%}
        {{ return(refresh_materialized_view(target_relation)) }}
      {%- elif on_change == 'apply' -%}
        {{ return(get_alter_materialized_view_as_sql(
          target_relation, changes, sql, existing_relation, backup_relation, intermediate_relation)) }}
      {%- elif on_change == 'continue' -%}
        {%- do exceptions.warn(found) -%}
        {{ return('') }}
      {%- elif on_change == 'fail' -%}
        {{ exceptions.raise_fail_fast_error(found) }}
      {%- else -%}
        {{ exceptions.raise_compiler_error('Unexpected configuration scenario') }}
      {%- endif -%}
    {%- endmacro %}

    {% macro materialized_view_execute_no_op(target_relation) -%}
      {%- do store_raw_result(name='main', message='skip ' ~ target_relation, code='skip', rows_affected='-1') -%}
    {%- endmacro %}

    {% macro materialized_view_execute_build_sql(build_sql, existing_relation, target_relation, post_hooks) -%}
      {{ run_hooks(pre_hooks, inside_transaction=true) }}
      {%- call statement(name='main') -%}{{ build_sql }}{%- endcall -%}
      {%- do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(existing_relation)) -%}
      {%- do persist_docs(target_relation, model) -%}
      {{ run_hooks(post_hooks, inside_transaction=true) }}
      {{ adapter.commit() }}
    {%- endmacro %}
    """#
}

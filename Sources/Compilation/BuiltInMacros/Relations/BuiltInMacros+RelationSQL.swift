extension BuiltInMacros {
  /// SQL that creates, drops, renames and replaces a relation of any kind.
  static let relationSQL = MacroFamily(
    name: "relation_sql",
    dispatched: [
      "drop_table(relation)", "drop_view(relation)", "drop_materialized_view(relation)",
      "get_rename_table_sql(relation, new_name)", "get_rename_view_sql(relation, new_name)",
      "get_rename_materialized_view_sql(relation, new_name)",
      "get_replace_table_sql(relation, sql)", "get_replace_view_sql(relation, sql)",
      "get_replace_materialized_view_sql(relation, sql)",
      "get_create_table_as_sql(temporary, relation, sql)",
      "get_create_view_as_sql(relation, sql)", "create_view_as(relation, sql)",
      "get_select_subquery(sql)",
    ],
    text: create + drop + rename + replace + perKind)

  /// A macro that says what it does in the log, then dispatches.
  private static func logged(_ action: String, _ name: String, _ parameters: String) -> String {
    let subject = parameters.prefix { $0 != "," }
    return #"""
      {% macro \#(name)(\#(parameters)) -%}
        {%- do log('Applying \#(action) to: ' ~ \#(subject)) -%}
        {{ return(adapter.dispatch('\#(name)', 'dbt')(\#(parameters))) }}
      {%- endmacro %}

      """#
  }

  private static let create =
    logged("CREATE", "get_create_sql", "relation, sql")
    + logged("CREATE BACKUP", "get_create_backup_sql", "relation")
    + logged("CREATE INTERMEDIATE", "get_create_intermediate_sql", "relation, sql")
      + #"""
      {% macro default__get_create_sql(relation, sql) -%}
        {%- if relation.is_view -%}
          {{ get_create_view_as_sql(relation, sql) }}
        {%- elif relation.is_table -%}
          {{ get_create_table_as_sql(false, relation, sql) }}
        {%- elif relation.is_materialized_view -%}
          {{ get_create_materialized_view_as_sql(relation, sql) }}
        {%- else -%}
          {{ exceptions.raise_compiler_error('`get_create_sql` has not been implemented for: ' ~ relation.type) }}
        {%- endif -%}
      {%- endmacro %}

      {% macro default__get_create_backup_sql(relation) -%}
        {%- set backup = make_backup_relation(relation, relation.type) -%}
        {{ get_drop_sql(backup) }};
        {{ get_rename_sql(relation, backup.identifier) }}
      {%- endmacro %}

      {% macro default__get_create_intermediate_sql(relation, sql) -%}
        {%- set intermediate = make_intermediate_relation(relation) -%}
        {{ get_drop_sql(intermediate) }};
        {{ get_create_sql(intermediate, sql) }}
      {%- endmacro %}

      {% macro default__get_create_table_as_sql(temporary, relation, sql) -%}
        {{ return(create_table_as(temporary, relation, sql)) }}
      {%- endmacro %}
      {% macro create_table_as(temporary, relation, compiled_code, language='sql') -%}
        {%- set create = adapter.dispatch('create_table_as', 'dbt') -%}
        {%- if language == 'sql' -%}
          {{ create(temporary, relation, compiled_code) }}
        {%- else -%}
          {{ create(temporary, relation, compiled_code, language) }}
        {%- endif -%}
      {%- endmacro %}
      {% macro default__create_table_as(temporary, relation, sql) -%}
        {{ config.get('sql_header', none) or '' }}
        create {{ 'temporary' if temporary }} table {{ relation.include(database=not temporary, schema=not temporary) }}
        {{ dbt_table_body(sql, config.get('contract').enforced and not temporary) }}
      {%- endmacro %}
      {% macro dbt_table_body(sql, has_contract) -%}
        {%- if has_contract %}
          {{ get_assert_columns_equivalent(sql) }}
          {{ get_table_columns_and_constraints() }}
          {%- set sql = get_select_subquery(sql) %}
        {%- endif %}
        as (
          {{ sql }}
        );
      {%- endmacro %}

      {% macro default__get_create_view_as_sql(relation, sql) -%}
        {{ return(create_view_as(relation, sql)) }}
      {%- endmacro %}
      {% macro default__create_view_as(relation, sql) -%}
        {{ config.get('sql_header', none) or '' }}
        create view {{ relation.render() }}
        {%- if config.get('contract').enforced %}
          {{ get_assert_columns_equivalent(sql) }}
        {%- endif %}
        as (
          {{ sql }}
        );
      {%- endmacro %}

      {% macro default__get_column_names() -%}
        {%- for column in model['columns'].values() -%}
          {{ adapter.quote(column['name']) if column.get('quote') else column['name'] }}{{ ', ' if not loop.last }}
        {%- endfor -%}
      {%- endmacro %}
      {% macro default__get_select_subquery(sql) %}
        select {{ adapter.dispatch('get_column_names', 'dbt')() }}
        from (
          {{ sql }}
        ) as model_subq
      {% endmacro %}

      """#

  private static let drop =
    logged("DROP", "get_drop_sql", "relation")
    + logged("DROP BACKUP", "get_drop_backup_sql", "relation")
      + #"""
      {% macro default__get_drop_sql(relation) -%}
        {%- if relation.is_view -%}
          {{ drop_view(relation) }}
        {%- elif relation.is_table -%}
          {{ drop_table(relation) }}
        {%- elif relation.is_materialized_view -%}
          {{ drop_materialized_view(relation) }}
        {%- else -%}
          drop {{ relation.type }} if exists {{ relation.render() }} cascade
        {%- endif -%}
      {%- endmacro %}
      {% macro default__get_drop_backup_sql(relation) -%}
        {{ get_drop_sql(make_backup_relation(relation, relation.type)) }}
      {%- endmacro %}

      """#

  private static let rename =
    logged("RENAME", "get_rename_sql", "relation, new_name")
    + logged("RENAME INTERMEDIATE", "get_rename_intermediate_sql", "relation")
      + #"""
      {% macro default__get_rename_sql(relation, new_name) -%}
        {%- if relation.is_view -%}
          {{ get_rename_view_sql(relation, new_name) }}
        {%- elif relation.is_table -%}
          {{ get_rename_table_sql(relation, new_name) }}
        {%- elif relation.is_materialized_view -%}
          {{ get_rename_materialized_view_sql(relation, new_name) }}
        {%- else -%}
          {{ exceptions.raise_compiler_error('`get_rename_sql` has not been implemented for: ' ~ relation.type) }}
        {%- endif -%}
      {%- endmacro %}
      {% macro default__get_rename_intermediate_sql(relation) -%}
        {{ get_rename_sql(make_intermediate_relation(relation), relation.identifier) }}
      {%- endmacro %}

      """#

  private static let replace =
    logged("REPLACE", "get_replace_sql", "existing_relation, target_relation, sql")
      + #"""
      {% macro default__get_replace_sql(existing_relation, target_relation, sql) -%}
        {%- set in_place = existing_relation.type == target_relation.type and existing_relation.can_be_replaced -%}
        {%- if in_place and existing_relation.is_view -%}
          {{ get_replace_view_sql(target_relation, sql) }}
        {%- elif in_place and existing_relation.is_table -%}
          {{ get_replace_table_sql(target_relation, sql) }}
        {%- elif in_place and existing_relation.is_materialized_view -%}
          {{ get_replace_materialized_view_sql(target_relation, sql) }}
        {%- else -%}
          {#- Build aside where the new one can be renamed; keep the old one where that can be. -#}
          {%- set builds_aside = target_relation.can_be_renamed -%}
          {%- set keeps_backup = existing_relation.can_be_renamed -%}
          {%- if builds_aside %}
          {{ get_create_intermediate_sql(target_relation, sql) }};
          {%- endif %}
          {{ get_create_backup_sql(existing_relation) if keeps_backup else get_drop_sql(existing_relation) }};
          {{ get_rename_intermediate_sql(target_relation) if builds_aside else get_create_sql(target_relation, sql) }}
          {%- if keeps_backup -%}
          ;
          {{ get_drop_backup_sql(existing_relation) }}
          {%- endif -%}
        {%- endif -%}
      {%- endmacro %}

      """#

  private static let perKind = #"""
    {% macro default__drop_table(relation) -%}
      drop table if exists {{ relation.render() }} cascade
    {%- endmacro %}
    {% macro default__drop_view(relation) -%}
      drop view if exists {{ relation.render() }} cascade
    {%- endmacro %}
    {% macro default__drop_materialized_view(relation) -%}
      drop materialized view if exists {{ relation.render() }} cascade
    {%- endmacro %}

    """#
    + [
      "get_rename_table_sql(relation, new_name)", "get_rename_view_sql(relation, new_name)",
      "get_rename_materialized_view_sql(relation, new_name)",
      "get_replace_table_sql(relation, sql)", "get_replace_view_sql(relation, sql)",
      "get_replace_materialized_view_sql(relation, sql)",
    ].map(notWritten).joined()

  /// The default of what each database does its own way.
  static func notWritten(_ signature: String) -> String {
    let name = signature.prefix { $0 != "(" }
    return #"""
      {% macro default__\#(signature) -%}
        {{ exceptions.raise_compiler_error('`\#(name)` has not been implemented for this adapter.') }}
      {%- endmacro %}

      """#
  }
}

extension BuiltInMacros {
  static let schemas = MacroFamily(
    name: "schemas",
    dispatched: [
      "create_schema(relation)", "drop_schema(relation)", "drop_schema_named(schema_name)",
    ],
    text: #"""
      {% macro default__create_schema(relation) -%}
        {%- call statement('create_schema') -%}
          create schema if not exists {{ relation.without_identifier() }}
        {%- endcall -%}
      {%- endmacro %}
      {% macro default__drop_schema(relation) -%}
        {%- call statement('drop_schema') -%}
          drop schema if exists {{ relation.without_identifier() }} cascade
        {%- endcall -%}
      {%- endmacro %}
      {% macro default__drop_schema_named(schema_name) -%}
        {%- do adapter.drop_schema(api.Relation.create(database=target.database, schema=schema_name)) -%}
      {%- endmacro %}
      """#)

  /// Finding and changing relations.
  static let relations = MacroFamily(
    name: "relations",
    dispatched: [
      "truncate_relation(relation)", "rename_relation(from_relation, to_relation)",
      "drop_relation(relation)", "get_or_create_relation(database, schema, identifier, type)",
      "handle_existing_table(full_refresh, old_relation)",
    ],
    text: #"""
      {% macro load_cached_relation(relation) -%}
        {{ return(adapter.get_relation(
          database=relation.database, schema=relation.schema, identifier=relation.identifier)) }}
      {%- endmacro %}
      {% macro load_relation(relation) -%}{{ return(load_cached_relation(relation)) }}{%- endmacro %}

      {% macro default__get_or_create_relation(database, schema, identifier, type) -%}
        {%- set found = adapter.get_relation(database=database, schema=schema, identifier=identifier) -%}
        {%- if found -%}{{ return([true, found]) }}{%- endif -%}
        {{ return([false, api.Relation.create(
          database=database, schema=schema, identifier=identifier, type=type)]) }}
      {%- endmacro %}

      {% macro default__truncate_relation(relation) -%}
        {%- call statement('truncate_relation') -%}truncate table {{ relation.render() }}{%- endcall -%}
      {%- endmacro %}
      {% macro default__rename_relation(from_relation, to_relation) -%}
        {%- call statement('rename_relation') -%}
          alter table {{ from_relation.render() }} rename to {{ adapter.quote_as_configured(to_relation.identifier, 'identifier') }}
        {%- endcall -%}
      {%- endmacro %}
      {% macro default__drop_relation(relation) -%}
        {%- call statement('drop_relation', auto_begin=false) -%}{{ get_drop_sql(relation) }}{%- endcall -%}
      {%- endmacro %}
      {% macro drop_relation_if_exists(relation) -%}
        {%- if relation is not none -%}{%- do adapter.drop_relation(relation) -%}{%- endif -%}
      {%- endmacro %}
      {% macro default__handle_existing_table(full_refresh, old_relation) -%}
        {%- do log('Dropping relation ' ~ old_relation.render() ~ ' because it is of type ' ~ old_relation.type) -%}
        {%- do adapter.drop_relation(old_relation) -%}
      {%- endmacro %}

      {% macro create_or_replace_view() -%}
        {%- set existing = adapter.get_relation(database=database, schema=schema, identifier=model['alias']) -%}
        {%- set target_relation = api.Relation.create(
          database=database, schema=schema, identifier=model['alias'], type='view') -%}
        {{ run_hooks(pre_hooks) }}
        {%- if existing is not none and existing.is_table -%}
          {{ handle_existing_table(should_full_refresh(), existing) }}
        {%- endif -%}
        {%- call statement('main') -%}{{ get_create_view_as_sql(target_relation, sql) }}{%- endcall -%}
        {%- set was_view = existing is not none and existing.is_view -%}
        {%- do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(was_view)) -%}
        {{ run_hooks(post_hooks) }}
        {{ return({'relations': [target_relation]}) }}
      {%- endmacro %}
      """#)

  /// Names beside a relation's own, under which it is built, staged and kept.
  static let asideRelations = MacroFamily(
    name: "aside_relations",
    dispatched: [
      "make_intermediate_relation(base_relation, suffix='__dbt_tmp')",
      "make_backup_relation(base_relation, backup_relation_type, suffix='__dbt_backup')",
    ],
    text: #"""
      {% macro make_temp_relation(base_relation, suffix='__dbt_tmp') -%}
        {#- Batches that run side by side must not share a name. -#}
        {%- if suffix == '__dbt_tmp' and model.batch -%}
          {%- set suffix = suffix ~ '_' ~ model.batch.id -%}
        {%- endif -%}
        {{ return(adapter.dispatch('make_temp_relation', 'dbt')(base_relation, suffix)) }}
      {%- endmacro %}
      {% macro default__make_temp_relation(base_relation, suffix) -%}
        {{ return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix})) }}
      {%- endmacro %}
      {% macro default__make_intermediate_relation(base_relation, suffix) -%}
        {{ return(default__make_temp_relation(base_relation, suffix)) }}
      {%- endmacro %}
      {% macro default__make_backup_relation(base_relation, backup_relation_type, suffix) -%}
        {{ return(base_relation.incorporate(
          path={'identifier': base_relation.identifier ~ suffix}, type=backup_relation_type)) }}
      {%- endmacro %}
      """#)

  static let clones = MacroFamily(
    name: "clone",
    dispatched: [
      "can_clone_table()", "create_or_replace_clone(this_relation, defer_relation)",
    ],
    text: #"""
      {% macro default__can_clone_table() -%}{{ return(false) }}{%- endmacro %}
      {% macro default__create_or_replace_clone(this_relation, defer_relation) -%}
        create or replace table {{ this_relation.render() }} clone {{ defer_relation.render() }}
      {%- endmacro %}
      """#)
}

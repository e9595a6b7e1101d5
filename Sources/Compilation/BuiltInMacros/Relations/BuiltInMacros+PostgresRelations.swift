extension BuiltInMacros {
  /// Relations, columns and indexes as PostgreSQL has them.
  static let postgresRelations = MacroFamily(
    name: "relations", home: "dbt_postgres", text: postgresTables + postgresNames + postgresIndexes)

  private static let postgresTables = #"""
    {% macro postgres__create_table_as(temporary, relation, sql) -%}
      {%- set has_contract = config.get('contract').enforced -%}
      {{ config.get('sql_header', none) or '' }}
      create {{ 'temporary' if temporary else 'unlogged' if config.get('unlogged', default=false) }} table {{ relation }}
      {%- if has_contract %}
        {{ get_assert_columns_equivalent(sql) }}
      {%- endif %}
      {%- if has_contract and not temporary %}
        {{ get_table_columns_and_constraints() }};
      insert into {{ relation }} (
        {{ adapter.dispatch('get_column_names', 'dbt')() }}
      )
        {%- set sql = get_select_subquery(sql) %}
      {%- else %}
      as
      {%- endif %}
      (
        {{ sql }}
      );
    {%- endmacro %}

    {% macro postgres__create_schema(relation) -%}
      {%- if relation.database -%}{%- do adapter.verify_database(relation.database) -%}{%- endif -%}
      {%- call statement('create_schema') -%}
        create schema if not exists {{ relation.without_identifier().include(database=false) }}
      {%- endcall -%}
    {%- endmacro %}
    {% macro postgres__drop_schema(relation) -%}
      {%- if relation.database -%}{%- do adapter.verify_database(relation.database) -%}{%- endif -%}
      {%- call statement('drop_schema') -%}
        drop schema if exists {{ relation.without_identifier().include(database=false) }} cascade
      {%- endcall -%}
    {%- endmacro %}

    {% macro postgres__drop_table(relation) -%}drop table if exists {{ relation }} cascade{%- endmacro %}
    {% macro postgres__drop_view(relation) -%}drop view if exists {{ relation }} cascade{%- endmacro %}
    {% macro postgres__drop_materialized_view(relation) -%}
      drop materialized view if exists {{ relation }} cascade
    {%- endmacro %}
    {% macro postgres__get_rename_table_sql(relation, new_name) -%}
      alter table {{ relation }} rename to {{ new_name }}
    {%- endmacro %}
    {% macro postgres__get_rename_view_sql(relation, new_name) -%}
      alter view {{ relation }} rename to {{ new_name }}
    {%- endmacro %}
    {% macro postgres__get_rename_materialized_view_sql(relation, new_name) -%}
      alter materialized view {{ relation }} rename to {{ new_name }}
    {%- endmacro %}
    {% macro postgres__get_replace_table_sql(relation, sql) -%}
      {{ config.get('sql_header', none) or '' }}
      create or replace table {{ relation }} {{ dbt_table_body(sql, config.get('contract').enforced) }}
    {%- endmacro %}
    {% macro postgres__get_replace_view_sql(relation, sql) -%}
      {{ config.get('sql_header', none) or '' }}
      create or replace view {{ relation }}
      {%- if config.get('contract').enforced %}
        {{ get_assert_columns_equivalent(sql) }}
      {%- endif %}
      as (
        {{ sql }}
      );
    {%- endmacro %}

    {% macro postgres__get_columns_in_relation(relation) -%}
      {%- call statement('get_columns_in_relation', fetch_result=true) %}
        select column_name, data_type, character_maximum_length, numeric_precision, numeric_scale
        from {{ relation.information_schema('columns') }}
        where table_name = '{{ relation.identifier }}'
          {{ "and table_schema = '" ~ relation.schema ~ "'" if relation.schema }}
        order by ordinal_position
      {% endcall -%}
      {{ return(sql_convert_columns_in_relation(load_result('get_columns_in_relation').table)) }}
    {%- endmacro %}

    """#

  private static let postgresNames = #"""
    {% macro postgres__make_relation_with_suffix(base_relation, suffix, dstring) -%}
      {#- PostgreSQL cuts long names silently: the name is cut before the suffix is. -#}
      {%- if dstring -%}
        {%- set suffix = suffix ~ modules.datetime.datetime.now().strftime('%H%M%S%f') -%}
      {%- endif -%}
      {%- set room = base_relation.relation_max_name_length() - suffix | length -%}
      {%- if room < 0 -%}
        {{ exceptions.raise_compiler_error(
          'Relation suffix is too long (' ~ suffix | length ~ ' characters). Maximum length is '
          ~ base_relation.relation_max_name_length() ~ ' characters.') }}
      {%- endif -%}
      {{ return(base_relation.incorporate(path={'identifier': base_relation.identifier[:room] ~ suffix})) }}
    {%- endmacro %}
    {% macro postgres__make_intermediate_relation(base_relation, suffix) -%}
      {{ return(postgres__make_relation_with_suffix(base_relation, suffix, dstring=false)) }}
    {%- endmacro %}
    {% macro postgres__make_temp_relation(base_relation, suffix) -%}
      {%- set relation = postgres__make_relation_with_suffix(base_relation, suffix, dstring=true) -%}
      {{ return(relation.incorporate(path={'schema': none, 'database': none})) }}
    {%- endmacro %}
    {% macro postgres__make_backup_relation(base_relation, backup_relation_type, suffix) -%}
      {%- set relation = postgres__make_relation_with_suffix(base_relation, suffix, dstring=false) -%}
      {{ return(relation.incorporate(type=backup_relation_type)) }}
    {%- endmacro %}

    """#

  private static let postgresIndexes = #"""
    {% macro postgres__get_create_index_sql(relation, index_dict) -%}
      {%- set index = adapter.parse_index(index_dict) -%}
      create {{ 'unique ' if index.unique }}index if not exists "{{ index.render(relation) }}"
      on {{ relation }} {{ 'using ' ~ index.type ~ ' ' if index.type }}({{ index.columns | join(', ') }})
    {%- endmacro %}
    {% macro postgres__get_drop_index_sql(relation, index_name) -%}
      drop index if exists "{{ relation.schema }}"."{{ index_name }}"
    {%- endmacro %}
    {% macro postgres__get_show_indexes_sql(relation) %}
      select index_class.relname as name, pg_am.amname as method, pg_index.indisunique as "unique",
        array_to_string(array_agg(pg_attribute.attname), ',') as column_names
      from pg_index
      join pg_class as index_class on index_class.oid = pg_index.indexrelid
      join pg_class as table_class on table_class.oid = pg_index.indrelid
      join pg_am on pg_am.oid = index_class.relam
      join pg_namespace on pg_namespace.oid = table_class.relnamespace
      join pg_attribute on pg_attribute.attrelid = table_class.oid
        and pg_attribute.attnum = any(pg_index.indkey)
      where table_class.relname = '{{ relation.identifier }}'
        and pg_namespace.nspname = '{{ relation.schema }}' and table_class.relkind in ('r', 'm')
      group by 1, 2, 3
      order by 1, 2, 3
    {% endmacro %}

    {% macro postgres__get_create_materialized_view_as_sql(relation, sql) %}
      create materialized view if not exists {{ relation }} as {{ sql }};
      {% for index in config.get('indexes', []) -%}
        {{ get_create_index_sql(relation, index) }}{{ ';' if not loop.last }}
      {%- endfor %}
    {% endmacro %}
    {% macro postgres__refresh_materialized_view(relation) -%}
      refresh materialized view {{ relation }}
    {%- endmacro %}
    {% macro postgres__describe_materialized_view(relation) -%}
      {{ return({'indexes': run_query(get_show_indexes_sql(relation))}) }}
    {%- endmacro %}
    {% macro postgres__get_materialized_view_configuration_changes(existing_relation, new_config) -%}
      {{ return(existing_relation.get_materialized_view_config_change_collection(
        postgres__describe_materialized_view(existing_relation), new_config.model)) }}
    {%- endmacro %}
    {% macro postgres__get_alter_materialized_view_as_sql(
      relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation) -%}
      {%- if configuration_changes.requires_full_refresh -%}
        {{ get_replace_sql(existing_relation, relation, sql) }}
      {%- else -%}
        {{ postgres__update_indexes_on_materialized_view(relation, configuration_changes.indexes) }}
      {%- endif -%}
    {%- endmacro %}
    {% macro postgres__update_indexes_on_materialized_view(relation, index_changes) -%}
      {%- do log('Applying UPDATE INDEXES to: ' ~ relation) -%}
      {%- for change in index_changes -%}
        {%- if change.action == 'drop' -%}
          {{ postgres__get_drop_index_sql(relation, change.context.name) }}
        {%- elif change.action == 'create' -%}
          {{ postgres__get_create_index_sql(relation, change.context.as_node_config) }}
        {%- endif -%}
        {{ ';' if not loop.last }}
      {%- endfor -%}
    {%- endmacro %}
    """#
}

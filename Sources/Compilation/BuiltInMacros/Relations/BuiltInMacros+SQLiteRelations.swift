extension BuiltInMacros {
  /// Relations as SQLite has them: no parentheses around the query of a table or view, no cascade,
  /// nothing that renames a view, schemas that are files.
  static let sqliteRelations = MacroFamily(
    name: "relations", home: "dbt_sqlite",
    text: #"""
      {% macro sqlite__create_table_as(temporary, relation, sql) -%}
        {%- set has_contract = config.get('contract').enforced and not temporary -%}
        {{ config.get('sql_header', none) or '' }}
        create {{ 'temporary' if temporary }} table {{ relation }}
        {%- if has_contract %}
          {{ get_assert_columns_equivalent(sql) }}
          {{ get_table_columns_and_constraints() }};
        insert into {{ relation }} ({{ adapter.dispatch('get_column_names', 'dbt')() }})
          {{ get_select_subquery(sql) }};
        {%- else %}
        as
          {{ sql }};
        {%- endif %}
      {%- endmacro %}
      {% macro sqlite__create_view_as(relation, sql) -%}
        {{ config.get('sql_header', none) or '' }}
        {%- if config.get('contract').enforced %}
        {{ get_assert_columns_equivalent(sql) }}
        {%- endif %}
        create view {{ relation }} as
          {{ sql }};
      {%- endmacro %}
      {% macro sqlite__make_temp_relation(base_relation, suffix) -%}
        {%- set marked = suffix ~ modules.datetime.datetime.now().strftime('%H%M%S%f') -%}
        {{ return(base_relation.incorporate(
          path={'schema': 'temp', 'identifier': base_relation.identifier ~ marked})) }}
      {%- endmacro %}

      {% macro sqlite__create_schema(relation) -%}{%- do adapter.create_schema(relation) -%}{%- endmacro %}
      {% macro sqlite__drop_schema(relation) -%}{%- do adapter.drop_schema(relation) -%}{%- endmacro %}
      {% macro sqlite__drop_table(relation) -%}drop table if exists {{ relation }}{%- endmacro %}
      {% macro sqlite__drop_view(relation) -%}drop view if exists {{ relation }}{%- endmacro %}
      {% macro sqlite__truncate_relation(relation) -%}
        {%- call statement('truncate_relation') -%}delete from {{ relation }}{%- endcall -%}
      {%- endmacro %}
      {% macro sqlite__rename_relation(from_relation, to_relation) -%}
        {%- do adapter.rename_relation(from_relation, to_relation) -%}
      {%- endmacro %}
      {% macro sqlite__get_rename_table_sql(relation, new_name) -%}
        alter table {{ relation }} rename to {{ adapter.quote(new_name) }}
      {%- endmacro %}
      {% macro sqlite__get_replace_view_sql(relation, sql) -%}
        drop view if exists {{ relation }};
        {{ get_create_view_as_sql(relation, sql) }}
      {%- endmacro %}

      {% macro sqlite__alter_relation_add_remove_columns(relation, add_columns, remove_columns) -%}
        {%- for column in add_columns or [] -%}
          {%- do run_query('alter table ' ~ relation ~ ' add column ' ~ column.quoted ~ ' ' ~ column.data_type) -%}
        {%- endfor -%}
        {%- for column in remove_columns or [] -%}
          {%- do run_query('alter table ' ~ relation ~ ' drop column ' ~ column.quoted) -%}
        {%- endfor -%}
      {%- endmacro %}
      {% macro sqlite__alter_column_type(relation, column_name, new_column_type) -%}
        {#- SQLite keeps each value's own type; nothing depends on the column that could be dropped along. -#}
        {%- set aside, name = adapter.quote(column_name ~ '__dbt_alter'), adapter.quote(column_name) -%}
        {%- call statement('alter_column_type') %}
          alter table {{ relation }} add column {{ aside }} {{ new_column_type }};
          update {{ relation }} set {{ aside }} = {{ name }};
          alter table {{ relation }} drop column {{ name }};
          alter table {{ relation }} rename column {{ aside }} to {{ name }}
        {% endcall -%}
      {%- endmacro %}

      {% macro sqlite__get_create_index_sql(relation, index_dict) -%}
        {%- set index = adapter.parse_index(index_dict) -%}
        create {{ 'unique ' if index.unique }}index if not exists
        {{ relation.incorporate(path={'identifier': index.render(relation)}) }}
        on {{ adapter.quote(relation.identifier) }} ({{ index.columns | join(', ') }})
      {%- endmacro %}
      {% macro sqlite__get_drop_index_sql(relation, index_name) -%}
        drop index if exists {{ relation.incorporate(path={'identifier': index_name}) }}
      {%- endmacro %}
      {% macro sqlite__get_show_indexes_sql(relation) -%}
        select name, 'btree' as method, "unique",
          (select group_concat(name, ',') from pragma_index_info(list.name, '{{ relation.schema }}')) as column_names
        from pragma_index_list('{{ relation.identifier }}', '{{ relation.schema }}') as list
        order by name
      {%- endmacro %}

      {% macro sqlite__information_schema_name(database) -%}pragma{%- endmacro %}
      {% macro sqlite__list_schemas(database) -%}
        {{ return(run_query('select name from pragma_database_list')) }}
      {%- endmacro %}
      {% macro sqlite__check_schema_exists(information_schema, schema) -%}
        {{ return(run_query("select count(*) from pragma_database_list where name = '" ~ schema ~ "'")) }}
      {%- endmacro %}
      {% macro sqlite__list_relations_without_caching(schema_relation) -%}
        {{ return(run_query(
          "select '" ~ schema_relation.database ~ "' as database, name, '" ~ schema_relation.schema
          ~ "' as schema, type from " ~ adapter.quote(schema_relation.schema)
          ~ ".sqlite_master where type in ('table', 'view') and name not like 'sqlite\_%' escape '\\'")) }}
      {%- endmacro %}

      {#- SQLite has neither users nor comments. -#}
      {% macro sqlite__apply_grants(relation, grant_config, should_revoke=true) -%}{%- endmacro %}
      {% macro sqlite__copy_grants() -%}{{ return(false) }}{%- endmacro %}
      {% macro sqlite__alter_relation_comment(relation, comment) -%}{%- endmacro %}
      {% macro sqlite__alter_column_comment(relation, column_dict) -%}{%- endmacro %}
      {% macro sqlite__persist_docs(relation, model, for_relation, for_columns) -%}{%- endmacro %}
      """#)

  /// Incremental models and snapshots as SQLite builds them.
  static let sqliteMaterializations = MacroFamily(
    name: "materializations", home: "dbt_sqlite",
    text: #"""
      {% macro sqlite__get_incremental_default_sql(arg_dict) -%}
        {{ return(
          get_incremental_delete_insert_sql(arg_dict) if arg_dict['unique_key']
          else get_incremental_append_sql(arg_dict)) }}
      {%- endmacro %}
      {% macro sqlite__get_incremental_append_sql(arg_dict) -%}
        {%- set columns = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) -%}
        {{ return('insert into ' ~ arg_dict['target_relation'] ~ ' (' ~ columns ~ ') select ' ~ columns
          ~ ' from ' ~ arg_dict['temp_relation']) }}
      {%- endmacro %}
      {% macro sqlite__get_incremental_microbatch_sql(arg_dict) -%}
        {{ return(get_incremental_delete_insert_sql(arg_dict)) }}
      {%- endmacro %}
      {% macro sqlite__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
        {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
        {%- if unique_key -%}
          {%- set keys = unique_key if unique_key is string else unique_key | join(', ') -%}
          delete from {{ target }} as DBT_INTERNAL_DEST
          where ({{ keys }}) in (select {{ keys }} from {{ source }})
          {%- for predicate in incremental_predicates or [] %}
            and {{ predicate }}
          {%- endfor -%};
        {% endif %}
        insert into {{ target }} ({{ columns }}) select {{ columns }} from {{ source }}
      {%- endmacro %}
      {% macro sqlite__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
        {#- No `merge`: what is there is updated, then what is missing is inserted. -#}
        {%- set keys = [] if not unique_key else [unique_key] if unique_key is string else unique_key -%}
        {%- set conditions = [] + (incremental_predicates or []) -%}
        {%- for key in keys -%}
          {%- do conditions.append('DBT_INTERNAL_SOURCE.' ~ key ~ ' = DBT_INTERNAL_DEST.' ~ key) -%}
        {%- endfor -%}
        {%- set match = '(' ~ conditions | join(') and (') ~ ')' if keys else 'false' -%}
        {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
        {%- if keys -%}
          update {{ target }} as DBT_INTERNAL_DEST set
          {%- for column in get_merge_update_columns(
            config.get('merge_update_columns'), config.get('merge_exclude_columns'), dest_columns) %}
            {{ column }} = DBT_INTERNAL_SOURCE.{{ column }}{{ ',' if not loop.last }}
          {%- endfor %}
          from {{ source }} as DBT_INTERNAL_SOURCE
          where {{ match }};
        {% endif -%}
        insert into {{ target }} ({{ columns }})
        select {{ columns }} from {{ source }} as DBT_INTERNAL_SOURCE
        where not exists (select 1 from {{ target }} as DBT_INTERNAL_DEST where {{ match }})
      {%- endmacro %}

      {% macro sqlite__get_binding_char() -%}{{ return('?') }}{%- endmacro %}
      {% macro sqlite__snapshot_merge_sql(target, source, insert_cols) -%}
        {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() %}
        update {{ target }} as DBT_INTERNAL_DEST
        set {{ columns.dbt_valid_to }} = DBT_INTERNAL_SOURCE.{{ columns.dbt_valid_to }}
        from {{ source }} as DBT_INTERNAL_SOURCE
        where DBT_INTERNAL_SOURCE.{{ columns.dbt_scd_id }} = DBT_INTERNAL_DEST.{{ columns.dbt_scd_id }}
          and DBT_INTERNAL_SOURCE.dbt_change_type in ('update', 'delete')
          and {{ snapshot_is_current('DBT_INTERNAL_DEST.' ~ columns.dbt_valid_to) }};

        insert into {{ target }} ({{ insert_cols | join(', ') }})
        select {{ insert_cols | join(', ') }}
        from {{ source }}
        where dbt_change_type = 'insert';
      {%- endmacro %}
      """#)
}

extension BuiltInMacros {
  /// What PostgreSQL's own catalog tells.
  static let postgresCatalog = MacroFamily(
    name: "catalog", home: "dbt_postgres",
    text: #"""
      {% macro postgres__information_schema_name(database) -%}information_schema{%- endmacro %}
      {% macro postgres__list_schemas(database) -%}
        {%- if database -%}{%- do adapter.verify_database(database) -%}{%- endif -%}
        {{ return(run_query('select distinct nspname from pg_namespace')) }}
      {%- endmacro %}
      {% macro postgres__check_schema_exists(information_schema, schema) -%}
        {%- if information_schema.database -%}{%- do adapter.verify_database(information_schema.database) -%}{%- endif -%}
        {{ return(run_query("select count(*) from pg_namespace where nspname = '" ~ schema ~ "'")) }}
      {%- endmacro %}

      {% macro postgres__list_relations_without_caching(schema_relation) -%}
        {%- set lists = [
          ('tablename', 'schemaname', 'table', 'pg_tables'),
          ('viewname', 'schemaname', 'view', 'pg_views'),
          ('matviewname', 'schemaname', 'materialized_view', 'pg_matviews'),
          ('proname', 'nspname', 'function', 'pg_proc join pg_namespace on pronamespace = pg_namespace.oid')
        ] -%}
        {%- call statement('list_relations_without_caching', fetch_result=true) -%}
          {%- for name, schema, type, tables in lists %}
          select distinct '{{ schema_relation.database }}' as database, {{ name }} as name,
            {{ schema }} as schema, '{{ type }}' as type
          from {{ tables }}
          where {{ schema }} ilike '{{ schema_relation.schema }}'
          {{ 'union all' if not loop.last }}
          {%- endfor -%}
        {%- endcall -%}
        {{ return(load_result('list_relations_without_caching').table) }}
      {%- endmacro %}

      {% macro postgres__get_catalog_relations(information_schema, relations) -%}
        {%- do adapter.verify_database(information_schema.database) -%}
        {%- call statement('catalog', fetch_result=true) %}
          select
            '{{ information_schema.database }}' as table_database,
            pg_namespace.nspname as table_schema,
            pg_class.relname as table_name,
            case pg_class.relkind when 'v' then 'VIEW' when 'm' then 'MATERIALIZED VIEW' else 'BASE TABLE' end as table_type,
            pg_catalog.obj_description(pg_class.oid, 'pg_class') as table_comment,
            pg_attribute.attname as column_name,
            pg_attribute.attnum as column_index,
            pg_catalog.format_type(pg_attribute.atttypid, pg_attribute.atttypmod) as column_type,
            pg_catalog.col_description(pg_class.oid, pg_attribute.attnum) as column_comment,
            pg_get_userbyid(pg_class.relowner) as table_owner
          from pg_catalog.pg_namespace
          join pg_catalog.pg_class on pg_class.relnamespace = pg_namespace.oid
          join pg_catalog.pg_attribute on pg_attribute.attrelid = pg_class.oid
          where (
            {%- for relation in relations -%}
              (upper(pg_namespace.nspname) = upper('{{ relation.schema }}')
              {{- " and upper(pg_class.relname) = upper('" ~ relation.identifier ~ "')" if relation.identifier }})
              {{- ' or ' if not loop.last }}
            {%- endfor -%}
            )
            and not pg_is_other_temp_schema(pg_namespace.oid)
            and pg_class.relpersistence in ('p', 'u')
            and pg_class.relkind in ('r', 'v', 'f', 'p', 'm')
            and pg_attribute.attnum > 0
            and not pg_attribute.attisdropped
          order by 2, 3, 7
        {% endcall -%}
        {{ return(load_result('catalog').table) }}
      {%- endmacro %}
      {% macro postgres__get_catalog(information_schema, schemas) -%}
        {%- set relations = [] -%}
        {%- for schema in schemas -%}{%- do relations.append({'schema': schema}) -%}{%- endfor -%}
        {{ return(postgres__get_catalog_relations(information_schema, relations)) }}
      {%- endmacro %}

      {% macro postgres__get_relations() -%}
        {#- A view hangs on what it reads through its rewrite rule. -#}
        {%- call statement('relations', fetch_result=true) -%}
          select distinct
            dependent_schema.nspname as dependent_schema, dependent.relname as dependent_name,
            referenced_schema.nspname as referenced_schema, referenced.relname as referenced_name
          from pg_rewrite
          join pg_class as dependent on dependent.oid = pg_rewrite.ev_class
          join pg_namespace as dependent_schema on dependent_schema.oid = dependent.relnamespace
          join pg_depend on pg_depend.classid = 'pg_rewrite'::regclass
            and pg_depend.objid = pg_rewrite.oid and pg_depend.refclassid = 'pg_class'::regclass
            and pg_depend.refobjid <> dependent.oid
          join pg_class as referenced on referenced.oid = pg_depend.refobjid
          join pg_namespace as referenced_schema on referenced_schema.oid = referenced.relnamespace
          where referenced_schema.nspname <> 'information_schema'
            and referenced_schema.nspname not like 'pg\_%'
          order by 1, 2, 3, 4
        {%- endcall -%}
        {{ return(load_result('relations').table) }}
      {%- endmacro %}
      {% macro postgres_get_relations() -%}{{ return(postgres__get_relations()) }}{%- endmacro %}

      {% macro postgres__get_show_grant_sql(relation) -%}
        select grantee, privilege_type
        from {{ relation.information_schema('role_table_grants') }}
        where grantor = current_role and grantee != current_role
          and table_schema = '{{ relation.schema }}' and table_name = '{{ relation.identifier }}'
      {%- endmacro %}
      {% macro postgres__copy_grants() -%}{{ return(false) }}{%- endmacro %}

      {% macro postgres_escape_comment(comment) -%}
        {%- if comment is not string -%}
          {{ exceptions.raise_compiler_error('cannot escape a non-string: ' ~ comment) }}
        {%- endif -%}
        {%- set quote = '$dbt_comment_literal_block$' -%}
        {%- if quote in comment -%}
          {{ exceptions.raise_compiler_error('The string ' ~ quote ~ ' is not allowed in comments.') }}
        {%- endif -%}
        {{ quote }}{{ comment }}{{ quote }}
      {%- endmacro %}
      {% macro postgres__alter_relation_comment(relation, comment) -%}
        comment on {{ relation.type | replace('_', ' ') }} {{ relation }} is {{ postgres_escape_comment(comment) }};
      {%- endmacro %}
      {% macro postgres__alter_column_comment(relation, column_dict) %}
        {%- set existing = adapter.get_columns_in_relation(relation) | map(attribute='name') | list -%}
        {%- for name, column in column_dict.items() if name in existing %}
        comment on column {{ relation }}.{{ adapter.quote(name) if column['quote'] else name }} is {{ postgres_escape_comment(column['description']) }};
        {%- endfor %}
      {% endmacro %}
      """#)
}

extension BuiltInMacros {
  /// What the database knows of its schemas and relations.
  static let catalog = MacroFamily(
    name: "catalog",
    dispatched: [
      "get_catalog(information_schema, schemas)",
      "get_catalog_relations(information_schema, relations)", "information_schema_name(database)",
      "list_schemas(database)", "check_schema_exists(information_schema, schema)",
      "list_relations_without_caching(schema_relation)",
      "list_function_relations_without_caching(schema_relation)",
      "get_catalog_for_single_relation(relation)", "get_relations()",
      "get_relation_last_modified(information_schema, relations)",
    ],
    text: notWritten("get_catalog(information_schema, schemas)")
      + notWritten("get_catalog_relations(information_schema, relations)")
      + notWritten("list_relations_without_caching(schema_relation)")
      + notWritten("list_function_relations_without_caching(schema_relation)")
      + notWritten("get_catalog_for_single_relation(relation)") + notWritten("get_relations()")
      + notWritten("get_relation_last_modified(information_schema, relations)") + #"""
        {% macro default__information_schema_name(database) -%}
          {{ database ~ '.' if database }}INFORMATION_SCHEMA
        {%- endmacro %}
        {% macro default__list_schemas(database) -%}
          {{ return(run_query(
            'select distinct schema_name from ' ~ information_schema_name(database)
            ~ ".SCHEMATA where catalog_name ilike '" ~ database ~ "'")) }}
        {%- endmacro %}
        {% macro default__check_schema_exists(information_schema, schema) -%}
          {{ return(run_query(
            'select count(*) from ' ~ information_schema.replace(information_schema_view='SCHEMATA')
            ~ " where catalog_name='" ~ information_schema.database ~ "' and schema_name='" ~ schema ~ "'")) }}
        {%- endmacro %}
        {% macro is_core_v2() -%}
          {{ return(dbt_version.split('.')[0] | int == 2) }}
        {%- endmacro %}
        """#)

  /// Descriptions kept in the database.
  static let comments = MacroFamily(
    name: "persist_docs",
    dispatched: [
      "alter_column_comment(relation, column_dict)",
      "alter_relation_comment(relation, relation_comment)",
      "persist_docs(relation, model, for_relation=true, for_columns=true)",
    ],
    text: notWritten("alter_column_comment(relation, column_dict)")
      + notWritten("alter_relation_comment(relation, relation_comment)") + #"""
        {% macro default__persist_docs(relation, model, for_relation, for_columns) -%}
          {%- if for_relation and config.persist_relation_docs() and model.description -%}
            {%- do run_query(alter_relation_comment(relation, model.description)) -%}
          {%- endif -%}
          {%- if for_columns and config.persist_column_docs() and model.columns -%}
            {%- set existing = adapter.get_columns_in_relation(relation) | map(attribute='name') | list -%}
            {%- set alter = alter_column_comment(relation, validate_doc_columns(relation, model.columns, existing)) -%}
            {%- if alter and alter | trim -%}{%- do run_query(alter) -%}{%- endif -%}
          {%- endif -%}
        {%- endmacro %}

        {% macro validate_doc_columns(relation, column_dict, existing_column_names) -%}
          {%- set lowered = existing_column_names | map('lower') | list -%}
          {%- set documented, missing = {}, [] -%}
          {%- for name, column in column_dict.items() -%}
            {%- if name in existing_column_names or (not column['quote'] and name | lower in lowered) -%}
              {%- do documented.update({name: column}) -%}
            {%- else -%}
              {%- do missing.append(name) -%}
            {%- endif -%}
          {%- endfor -%}
          {%- if missing -%}
            {%- do exceptions.warn(
              'In relation ' ~ relation.render()
              ~ ': The following columns are specified in the schema but are not present in the database: '
              ~ missing | join(', ')) -%}
          {%- endif -%}
          {{ return(documented) }}
        {%- endmacro %}
        """#)

  static let grants = MacroFamily(
    name: "grants",
    dispatched: [
      "copy_grants()", "support_multiple_grantees_per_dcl_statement()",
      "get_show_grant_sql(relation)", "get_grant_sql(relation, privilege, grantees)",
      "get_revoke_sql(relation, privilege, grantees)",
      "get_dcl_statement_list(relation, grant_config, get_dcl_macro)",
      "call_dcl_statements(dcl_statement_list)",
      "apply_grants(relation, grant_config, should_revoke)",
    ],
    text: #"""
      {% macro default__copy_grants() -%}{{ return(true) }}{%- endmacro %}
      {% macro default__support_multiple_grantees_per_dcl_statement() -%}{{ return(true) }}{%- endmacro %}

      {% macro should_revoke(existing_relation, full_refresh_mode=true) -%}
        {#- A new relation has no grants; a replaced one has them where the database copies them. -#}
        {%- if not existing_relation -%}{{ return(false) }}{%- endif -%}
        {{ return(copy_grants() if full_refresh_mode else true) }}
      {%- endmacro %}

      {% macro default__get_show_grant_sql(relation) -%}show grants on {{ relation.render() }}{%- endmacro %}
      {% macro default__get_grant_sql(relation, privilege, grantees) -%}
        grant {{ privilege }} on {{ relation.render() }} to {{ grantees | join(', ') }}
      {%- endmacro %}
      {% macro default__get_revoke_sql(relation, privilege, grantees) -%}
        {%- set names = [] -%}
        {%- for grantee in grantees -%}{%- do names.append(adapter.quote(grantee)) -%}{%- endfor -%}
        revoke {{ privilege }} on {{ relation.render() }} from {{ names | join(', ') }}
      {%- endmacro %}

      {% macro default__get_dcl_statement_list(relation, grant_config, get_dcl_macro) -%}
        {%- set list = [] -%}
        {%- for privilege, grantees in grant_config.items() -%}
          {%- set groups = [grantees] if support_multiple_grantees_per_dcl_statement() else grantees | batch(1) -%}
          {%- for group in groups if group -%}
            {%- do list.append(get_dcl_macro(relation, privilege, group)) -%}
          {%- endfor -%}
        {%- endfor -%}
        {{ return(list) }}
      {%- endmacro %}
      {% macro default__call_dcl_statements(dcl_statement_list) -%}
        {%- call statement('grants') -%}
          {%- for dcl in dcl_statement_list %}
            {{ dcl }};
          {%- endfor -%}
        {%- endcall -%}
      {%- endmacro %}

      {% macro default__apply_grants(relation, grant_config, should_revoke=true) -%}
        {%- if not grant_config -%}{{ return('') }}{%- endif -%}
        {%- set missing, surplus = grant_config, {} -%}
        {%- if should_revoke -%}
          {%- set current = adapter.standardize_grants_dict(run_query(get_show_grant_sql(relation))) -%}
          {%- set missing = diff_of_two_dicts(grant_config, current) -%}
          {%- set surplus = diff_of_two_dicts(current, grant_config) -%}
          {%- if not (missing or surplus) -%}
            {%- do log('On ' ~ relation.render() ~ ': All grants are in place, no revocation or granting needed.') -%}
          {%- endif -%}
        {%- endif -%}
        {%- set list = get_dcl_statement_list(relation, surplus, get_revoke_sql)
          + get_dcl_statement_list(relation, missing, get_grant_sql) -%}
        {%- if list -%}{{ call_dcl_statements(list) }}{%- endif -%}
      {%- endmacro %}
      """#)
}

extension BuiltInMacros {
  /// The strategies of incremental models; each takes one dict, so that it can grow.
  static let incremental = MacroFamily(
    name: "incremental",
    dispatched: [
      "get_incremental_append_sql(arg_dict)", "get_incremental_delete_insert_sql(arg_dict)",
      "get_incremental_merge_sql(arg_dict)", "get_incremental_insert_overwrite_sql(arg_dict)",
      "get_incremental_default_sql(arg_dict)", "get_incremental_microbatch_sql(arg_dict)",
    ],
    text: #"""
      {% macro default__get_incremental_append_sql(arg_dict) -%}
        {{ return(get_insert_into_sql(
          arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['dest_columns'])) }}
      {%- endmacro %}
      {% macro default__get_incremental_delete_insert_sql(arg_dict) -%}
        {{ return(get_delete_insert_merge_sql(
          arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['unique_key'],
          arg_dict['dest_columns'], arg_dict['incremental_predicates'])) }}
      {%- endmacro %}
      {% macro default__get_incremental_merge_sql(arg_dict) -%}
        {{ return(get_merge_sql(
          arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['unique_key'],
          arg_dict['dest_columns'], arg_dict['incremental_predicates'])) }}
      {%- endmacro %}
      {% macro default__get_incremental_insert_overwrite_sql(arg_dict) -%}
        {{ return(get_insert_overwrite_merge_sql(
          arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['dest_columns'],
          arg_dict['incremental_predicates'])) }}
      {%- endmacro %}
      {% macro default__get_incremental_default_sql(arg_dict) -%}
        {{ return(get_incremental_append_sql(arg_dict)) }}
      {%- endmacro %}
      {% macro default__get_incremental_microbatch_sql(arg_dict) -%}
        {{ exceptions.raise_not_implemented(
          'microbatch materialization strategy not implemented for adapter ' ~ adapter.type()) }}
      {%- endmacro %}

      {% macro get_insert_into_sql(target_relation, temp_relation, dest_columns) %}
        {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) %}
        insert into {{ target_relation }} ({{ columns }})
        (
          select {{ columns }}
          from {{ temp_relation }}
        )
      {% endmacro %}
      """#)

  static let merge = MacroFamily(
    name: "merge",
    dispatched: [
      "get_merge_unique_key_match(source_unique_key, target_unique_key)",
      "get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates)",
      "get_insert_overwrite_merge_sql(target, source, dest_columns, predicates, include_sql_header=false)",
      "get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns)",
    ],
    text: mergeText)

  private static let mergeText = #"""
    {% macro get_quoted_csv(column_names) -%}
      {%- set quoted = [] -%}
      {%- for name in column_names -%}{%- do quoted.append(adapter.quote(name)) -%}{%- endfor -%}
      {{ return(quoted | join(', ')) }}
    {%- endmacro %}

    {% macro default__get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) -%}
      {%- if merge_update_columns and merge_exclude_columns -%}
        {{ exceptions.raise_compiler_error(
          'Model cannot specify merge_update_columns and merge_exclude_columns. Please update model to use only one config') }}
      {%- elif merge_update_columns -%}
        {{ return(merge_update_columns) }}
      {%- endif -%}
      {%- set excluded = (merge_exclude_columns or []) | map('lower') | list -%}
      {%- set updated = [] -%}
      {%- for column in dest_columns if column.column | lower not in excluded -%}
        {%- do updated.append(column.quoted) -%}
      {%- endfor -%}
      {{ return(updated) }}
    {%- endmacro %}

    {% macro default__get_merge_unique_key_match(source_unique_key, target_unique_key) -%}
      {{ return(equals(source_unique_key, target_unique_key) | trim) }}
    {%- endmacro %}

    {% macro get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
      {#- `predicates` is what the last argument was called before. -#}
      {{ return(adapter.dispatch('get_merge_sql', 'dbt')(
        target, source, unique_key, dest_columns, kwargs.get('predicates', incremental_predicates))) }}
    {%- endmacro %}
    {% macro default__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
      {%- set conditions = [] + (incremental_predicates or []) -%}
      {%- if not unique_key -%}
        {%- do conditions.append('FALSE') -%}
      {%- elif unique_key is string -%}
        {%- do conditions.append(get_merge_unique_key_match(
          'DBT_INTERNAL_SOURCE.' ~ unique_key | trim, 'DBT_INTERNAL_DEST.' ~ unique_key | trim)) -%}
      {%- else -%}
        {%- for key in unique_key -%}
          {%- do conditions.append('DBT_INTERNAL_SOURCE.' ~ key ~ ' = DBT_INTERNAL_DEST.' ~ key) -%}
        {%- endfor -%}
      {%- endif -%}
      {%- set updated = get_merge_update_columns(
        config.get('merge_update_columns'), config.get('merge_exclude_columns'), dest_columns) -%}
      {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
      {{ config.get('sql_header', none) or '' }}
      merge into {{ target }} as DBT_INTERNAL_DEST
        using {{ source }} as DBT_INTERNAL_SOURCE
        on ({{ conditions | join(') and (') }})
      {%- if unique_key %}
      when matched then update set
        {% for column in updated -%}
          {{ column }} = DBT_INTERNAL_SOURCE.{{ column }}{{ ', ' if not loop.last }}
        {%- endfor %}
      {%- endif %}
      when not matched then insert
        ({{ columns }})
      values
        ({{ columns }})
    {%- endmacro %}

    {% macro default__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
      {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
      {%- if unique_key -%}
        {%- set keys = unique_key if unique_key is string else unique_key | join(', ') -%}
        delete from {{ target }} as DBT_INTERNAL_DEST
        where ({{ keys }}) in (
          select distinct {{ keys }}
          from {{ source }} as DBT_INTERNAL_SOURCE
        )
        {%- for predicate in incremental_predicates or [] %}
          and {{ predicate }}
        {%- endfor -%};
      {% endif %}
      insert into {{ target }} ({{ columns }})
      (
        select {{ columns }}
        from {{ source }}
      )
    {%- endmacro %}

    {% macro default__get_insert_overwrite_merge_sql(target, source, dest_columns, predicates, include_sql_header) -%}
      {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
      {{ (config.get('sql_header', none) or '') if include_sql_header }}
      merge into {{ target }} as DBT_INTERNAL_DEST
        using {{ source }} as DBT_INTERNAL_SOURCE
        on FALSE
      when not matched by source
        {{ 'and ' ~ predicates | join(' and ') if predicates }}
        then delete
      when not matched then insert
        ({{ columns }})
      values
        ({{ columns }})
    {%- endmacro %}
    """#
}

extension BuiltInMacros {
  /// What happens when an incremental model's columns are no longer those of its table.
  static let schemaChanges = MacroFamily(
    name: "on_schema_change",
    dispatched: [
      "check_for_schema_changes(source_relation, target_relation)",
      "sync_column_schemas(on_schema_change, target_relation, schema_changes_dict)",
      "process_schema_changes(on_schema_change, source_relation, target_relation)",
      "diff_column_data_types(source_columns, target_columns)",
    ],
    text: #"""
      {% macro incremental_validate_on_schema_change(on_schema_change, default='ignore') -%}
        {%- if on_schema_change in ['sync_all_columns', 'append_new_columns', 'fail', 'ignore'] -%}
          {{ return(on_schema_change) }}
        {%- endif -%}
        {%- do log('Invalid value for on_schema_change (' ~ on_schema_change
          ~ ') specified. Setting default value of ' ~ default ~ '.') -%}
        {{ return(default) }}
      {%- endmacro %}

      {% macro diff_columns(source_columns, target_columns) -%}
        {%- set known = target_columns | map(attribute='column') | list -%}
        {{ return(source_columns | rejectattr('name', 'in', known) | list) }}
      {%- endmacro %}
      {% macro default__diff_column_data_types(source_columns, target_columns) -%}
        {%- set changes = [] -%}
        {%- for column in source_columns -%}
          {%- set old = target_columns | selectattr('name', 'equalto', column.name) | first -%}
          {%- if old and column.expanded_data_type != old.expanded_data_type
            and not column.can_expand_to(other_column=old) -%}
            {%- do changes.append({'column_name': old.name, 'new_type': column.expanded_data_type}) -%}
          {%- endif -%}
        {%- endfor -%}
        {{ return(changes) }}
      {%- endmacro %}

      {% macro default__check_for_schema_changes(source_relation, target_relation) -%}
        {%- set source_columns = adapter.get_columns_in_relation(source_relation) -%}
        {%- set target_columns = adapter.get_columns_in_relation(target_relation) -%}
        {%- set added = diff_columns(source_columns, target_columns) -%}
        {%- set removed = diff_columns(target_columns, source_columns) -%}
        {%- set retyped = diff_column_data_types(source_columns, target_columns) -%}
        {%- set changed = (added or removed or retyped) | length > 0 -%}
        {%- do log(
          'In ' ~ target_relation ~ ':\n    Schema changed: ' ~ changed
          ~ '\n    Source columns not in target: ' ~ added
          ~ '\n    Target columns not in source: ' ~ removed
          ~ '\n    New column types: ' ~ retyped) -%}
        {{ return({
          'schema_changed': changed, 'source_not_in_target': added, 'target_not_in_source': removed,
          'source_columns': source_columns, 'target_columns': target_columns,
          'new_target_types': retyped
        }) }}
      {%- endmacro %}

      {% macro default__sync_column_schemas(on_schema_change, target_relation, schema_changes_dict) -%}
        {%- set added = schema_changes_dict['source_not_in_target'] -%}
        {%- set removed = schema_changes_dict['target_not_in_source'] -%}
        {%- set retyped = schema_changes_dict['new_target_types'] -%}
        {%- if on_schema_change == 'append_new_columns' and added -%}
          {%- do alter_relation_add_remove_columns(target_relation, added, none) -%}
        {%- elif on_schema_change == 'sync_all_columns' -%}
          {%- if added or removed -%}
            {%- do alter_relation_add_remove_columns(target_relation, added, removed) -%}
          {%- endif -%}
          {%- for change in retyped -%}
            {%- do alter_column_type(target_relation, change['column_name'], change['new_type']) -%}
          {%- endfor -%}
        {%- endif -%}
        {%- do log(
          'In ' ~ target_relation ~ ':\n    Schema change approach: ' ~ on_schema_change
          ~ '\n    Columns added: ' ~ added ~ '\n    Columns removed: ' ~ removed
          ~ '\n    Data types changed: ' ~ retyped) -%}
      {%- endmacro %}

      {% macro default__process_schema_changes(on_schema_change, source_relation, target_relation) -%}
        {%- if on_schema_change == 'ignore' -%}{{ return({}) }}{%- endif -%}
        {%- set changes = check_for_schema_changes(source_relation, target_relation) -%}
        {%- if not changes['source_columns'] -%}
          {%- set found = 'Could not read any columns of ' ~ source_relation ~ ', which this run has just built: '
            ~ 'a metadata failure, no change of the schema (on_schema_change=' ~ on_schema_change ~ ')' -%}
          {%- if on_schema_change != 'append_new_columns' -%}
            {{ exceptions.raise_compiler_error(found) }}
          {%- endif -%}
          {#- Nothing can be lost; the caller goes by the columns of the target. -#}
          {%- do exceptions.warn(found) -%}
          {{ return([]) }}
        {%- endif -%}
        {%- if changes['schema_changed'] and on_schema_change == 'fail' -%}
          {{ exceptions.raise_compiler_error(
            'The source and target schemas on this incremental model are out of sync!'
            ~ '\nSet `on_schema_change` to append_new_columns or sync_all_columns, re-run the model with --full-refresh,'
            ~ ' or change the table by hand.'
            ~ '\nSource columns not in target: ' ~ changes['source_not_in_target']
            ~ '\nTarget columns not in source: ' ~ changes['target_not_in_source']
            ~ '\nNew column types: ' ~ changes['new_target_types']) }}
        {%- elif changes['schema_changed'] -%}
          {%- do sync_column_schemas(on_schema_change, target_relation, changes) -%}
        {%- endif -%}
        {{ return(changes['source_columns']) }}
      {%- endmacro %}
      """#)

  /// Contracts: the columns that YAML promises against those that the SQL gives.
  static let contracts = MacroFamily(
    name: "contracts",
    dispatched: ["get_table_columns_and_constraints()", "get_assert_columns_equivalent(sql)"],
    text: #"""
      {% macro default__get_table_columns_and_constraints() -%}
        {{ return(table_columns_and_constraints()) }}
      {%- endmacro %}
      {% macro table_columns_and_constraints() %}
        {%- set parts = adapter.render_raw_columns_constraints(raw_columns=model['columns'])
          + adapter.render_raw_model_constraints(raw_constraints=model['constraints']) %}
        (
          {{ parts | join(',\n') }}
        )
      {% endmacro %}

      {% macro default__get_assert_columns_equivalent(sql) -%}
        {{ return(assert_columns_equivalent(sql)) }}
      {%- endmacro %}
      {% macro assert_columns_equivalent(sql) -%}
        {%- set promised = model['columns'] -%}
        {%- if not promised -%}{%- do exceptions.raise_contract_error([], []) -%}{%- endif -%}
        {%- set given = format_columns(get_column_schema_from_query(sql, config.get('sql_header', none))) -%}
        {%- set wanted = format_columns(get_column_schema_from_query(get_empty_schema_sql(promised))) -%}
        {%- for column in given -%}
          {%- set same = wanted | selectattr('name', 'equalto', column['name']) | first -%}
          {%- if given | length != wanted | length or not same or same['formatted'] != column['formatted'] -%}
            {%- do exceptions.raise_contract_error(wanted, given) -%}
          {%- endif -%}
        {%- endfor -%}
      {%- endmacro %}

      {% macro format_columns(columns) -%}
        {%- set formatted = [] -%}
        {%- for column in columns -%}
          {%- do formatted.append(adapter.dispatch('format_column', 'dbt')(column)) -%}
        {%- endfor -%}
        {{ return(formatted) }}
      {%- endmacro %}
      {% macro default__format_column(column) -%}
        {{ return({
          'name': column.name, 'data_type': column.dtype,
          'formatted': column.column.lower() ~ ' ' ~ column.dtype
        }) }}
      {%- endmacro %}
      """#)
}

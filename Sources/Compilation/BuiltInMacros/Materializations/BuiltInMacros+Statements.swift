extension BuiltInMacros {
  /// SQL that a template runs by itself.
  static let statements = MacroFamily(
    name: "statement",
    dispatched: [
      "collect_freshness(source, loaded_at_field, filter)",
      "collect_freshness_custom_sql(source, loaded_at_query)",
    ],
    text: #"""
      {% macro statement(name=none, fetch_result=false, auto_begin=true, language='sql') -%}
        {%- if execute -%}
          {%- set code = caller() -%}
          {%- if name == 'main' -%}
            {%- do log('Writing runtime ' ~ language ~ ' for node "' ~ model['unique_id'] ~ '"') -%}
            {%- do write(code) -%}
          {%- endif -%}
          {%- if language == 'sql' -%}
            {%- set response, table = adapter.execute(code, auto_begin=auto_begin, fetch=fetch_result) -%}
          {%- elif language == 'python' -%}
            {%- set response, table = submit_python_job(model, code), none -%}
          {%- else -%}
            {{ exceptions.raise_compiler_error("statement macro didn't get supported language") }}
          {%- endif -%}
          {%- if name is not none -%}
            {%- do store_result(name, response=response, agate_table=table) -%}
          {%- endif -%}
        {%- endif -%}
      {%- endmacro %}

      {% macro noop_statement(name=none, message=none, code=none, rows_affected=none, res=none) -%}
        {%- set text = caller() -%}
        {%- if name == 'main' -%}
          {%- do log('Writing runtime SQL for node "' ~ model['unique_id'] ~ '"') -%}
          {%- do write(text) -%}
        {%- endif -%}
        {%- if name is not none -%}
          {%- do store_raw_result(name, message=message, code=code, rows_affected=rows_affected, agate_table=res) -%}
        {%- endif -%}
      {%- endmacro %}

      {% macro run_query(sql) -%}
        {%- call statement('run_query_statement', fetch_result=true, auto_begin=false) -%}
          {{ sql }}
        {%- endcall -%}
        {{ return(load_result('run_query_statement').table) }}
      {%- endmacro %}

      {% macro get_show_sql(compiled_code, sql_header, limit) -%}
        {%- if sql_header is not none -%}
          {{ sql_header }}
        {%- endif %}
        {{ get_limit_subquery_sql(compiled_code, limit) }}
      {%- endmacro %}
      {% macro get_limit_subquery_sql(sql, limit) -%}
        {{ adapter.dispatch('get_limit_sql', 'dbt')(sql, limit) }}
      {%- endmacro %}
      {% macro default__get_limit_sql(sql, limit) -%}
        {{ sql }}
        {%- if limit is not none %}
        limit {{ limit }}
        {%- endif -%}
      {%- endmacro %}

      {% macro default__collect_freshness(source, loaded_at_field, filter) -%}
        {%- call statement('collect_freshness', fetch_result=true, auto_begin=false) %}
          select max({{ loaded_at_field }}) as max_loaded_at, {{ current_timestamp() }} as snapshotted_at
          from {{ source }}
          {%- if filter %}
          where {{ filter }}
          {%- endif %}
        {% endcall -%}
        {{ return(load_result('collect_freshness')) }}
      {%- endmacro %}
      {% macro default__collect_freshness_custom_sql(source, loaded_at_query) -%}
        {%- call statement('collect_freshness_custom_sql', fetch_result=true, auto_begin=false) %}
          with source_query as (
            {{ loaded_at_query }}
          )
          select (select * from source_query) as max_loaded_at, {{ current_timestamp() }} as snapshotted_at
        {% endcall -%}
        {{ return(load_result('collect_freshness_custom_sql')) }}
      {%- endmacro %}
      """#)

  static let hooks = MacroFamily(
    name: "hooks",
    text: #"""
      {% macro run_hooks(hooks, inside_transaction=true) -%}
        {%- for hook in hooks | selectattr('transaction', 'equalto', inside_transaction) -%}
          {%- if loop.first and not inside_transaction -%}
            {%- call statement(auto_begin=false) -%}commit;{%- endcall -%}
          {%- endif -%}
          {%- set text = render(hook.get('sql')) | trim -%}
          {%- if text -%}
            {%- call statement(auto_begin=inside_transaction) -%}{{ text }}{%- endcall -%}
          {%- endif -%}
        {%- endfor -%}
      {%- endmacro %}

      {% macro make_hook_config(sql, inside_transaction) -%}
        {{ tojson({'sql': sql, 'transaction': inside_transaction}) }}
      {%- endmacro %}
      {% macro before_begin(sql) -%}{{ make_hook_config(sql, inside_transaction=false) }}{%- endmacro %}
      {% macro in_transaction(sql) -%}{{ make_hook_config(sql, inside_transaction=true) }}{%- endmacro %}
      {% macro after_commit(sql) -%}{{ make_hook_config(sql, inside_transaction=false) }}{%- endmacro %}
      """#)

  /// What models ask about the way they are being built.
  static let configs = MacroFamily(
    name: "configs",
    text: #"""
      {% macro set_sql_header(config) -%}{{ config.set('sql_header', caller()) }}{%- endmacro %}

      {% macro should_full_refresh() -%}
        {%- set configured = config.get('full_refresh') -%}
        {{ return(flags.FULL_REFRESH if configured is none else configured) }}
      {%- endmacro %}
      {% macro should_store_failures() -%}
        {%- set configured = config.get('store_failures') -%}
        {{ return(flags.STORE_FAILURES if configured is none else configured) }}
      {%- endmacro %}

      {% macro is_incremental() -%}
        {%- if not execute -%}{{ return(false) }}{%- endif -%}
        {%- set existing = adapter.get_relation(this.database, this.schema, this.table) -%}
        {{ return(
          existing is not none and existing.type == 'table'
          and model.config.materialized == 'incremental' and not should_full_refresh()) }}
      {%- endmacro %}
      """#)
}

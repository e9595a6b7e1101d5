extension BuiltInMacros {
  /// What models ask about the way they are being built.
  static let materialization = #"""
    {% macro is_incremental() %}
      {%- if not execute or this is none -%}
        {{ return(false) }}
      {%- endif -%}
      {%- set relation = adapter.get_relation(this.database, this.schema, this.identifier) -%}
      {{ return(
        relation is not none
        and relation.type == 'table'
        and model.config.materialized == 'incremental'
        and not should_full_refresh()
      ) }}
    {% endmacro %}

    {% macro should_full_refresh() %}
      {%- set configured = config.get('full_refresh') -%}
      {{ return(flags.FULL_REFRESH if configured is none else configured) }}
    {% endmacro %}

    {% macro should_store_failures() %}
      {%- set configured = config.get('store_failures') -%}
      {{ return(flags.STORE_FAILURES if configured is none else configured) }}
    {% endmacro %}

    {% macro run_query(sql) %}
      {%- call statement('run_query_statement', fetch_result=true, auto_begin=false) -%}
        {{ sql }}
      {%- endcall -%}
      {{ return(load_result('run_query_statement').table) }}
    {% endmacro %}

    {% macro before_begin(sql) %}
      {{ return({'sql': sql, 'transaction': false}) }}
    {% endmacro %}

    {% macro in_transaction(sql) %}
      {{ return({'sql': sql, 'transaction': true}) }}
    {% endmacro %}

    {% macro after_commit(sql) %}
      {{ return({'sql': sql, 'transaction': false}) }}
    {% endmacro %}
    """#
}

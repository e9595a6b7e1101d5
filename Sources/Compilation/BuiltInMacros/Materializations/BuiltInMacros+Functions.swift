extension BuiltInMacros {
  /// Functions of the database that a project defines.
  static let functions = MacroFamily(
    name: "functions",
    dispatched: [
      "function_execute_build_sql(build_sql, existing_relation, target_relation)",
      "scalar_function_sql(target_relation)",
      "scalar_function_create_replace_signature_sql(target_relation)",
      "formatted_scalar_function_args_sql()", "formatted_scalar_function_args_javascript()",
      "scalar_function_body_sql()", "scalar_function_volatility_sql()",
      "scalar_function_volatility_javascript()", "unsupported_volatility_warning(volatility)",
      "get_aggregate_function_create_replace_signature(target_relation)",
      "get_formatted_aggregate_function_args()", "get_function_language_specifier()",
      "get_aggregate_function_volatility_specifier()", "get_function_python_options()",
    ],
    text: notWritten("formatted_scalar_function_args_javascript()") + #"""
      {% macro default__function_execute_build_sql(build_sql, existing_relation, target_relation) -%}
        {%- call statement(name='main') -%}{{ build_sql }}{%- endcall -%}
        {%- do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(existing_relation)) -%}
        {%- do persist_docs(target_relation, model) -%}
        {{ adapter.commit() }}
      {%- endmacro %}

      {% macro default__scalar_function_sql(target_relation) %}
        {{ scalar_function_create_replace_signature_sql(target_relation) }}
        {{ scalar_function_body_sql() }};
      {% endmacro %}
      {% macro default__scalar_function_create_replace_signature_sql(target_relation) %}
        CREATE OR REPLACE FUNCTION {{ target_relation.render() }} ({{ formatted_scalar_function_args_sql() }})
        RETURNS {{ model.returns.data_type }}
        {{ scalar_function_volatility_sql() }}
        AS
      {% endmacro %}
      {% macro default__formatted_scalar_function_args_sql() -%}
        {%- for argument in model.arguments -%}
          {{ argument.name }} {{ argument.data_type }}{{ ', ' if not loop.last }}
        {%- endfor -%}
      {%- endmacro %}
      {% macro postgres__formatted_scalar_function_args_sql() -%}
        {%- for argument in model.arguments -%}
          {%- set fallback = argument.get('default_value', none) -%}
          {{ argument.name }} {{ argument.data_type }}
          {{- ' DEFAULT ' ~ fallback if fallback is not none }}{{ ', ' if not loop.last }}
        {%- endfor -%}
      {%- endmacro %}
      {% macro default__scalar_function_body_sql() %}
        $$
          {{ model.compiled_code }}
        $$ language sql
      {% endmacro %}

      {% macro default__scalar_function_volatility_sql() -%}
        {%- set words = {'deterministic': 'IMMUTABLE', 'stable': 'STABLE', 'non-deterministic': 'VOLATILE'} -%}
        {%- set volatility = model.config.get('volatility') -%}
        {%- if volatility is not none and volatility not in words -%}
          {%- do unsupported_volatility_warning(volatility) -%}
        {%- endif -%}
        {{ words.get(volatility, '') }}
      {%- endmacro %}
      {% macro default__scalar_function_volatility_javascript() -%}
        {%- if model.config.get('volatility') is not none -%}
          {%- do exceptions.warn(
            'Volatility is not supported by ' ~ adapter.type() ~ ' in javascript UDF and will be ignored') -%}
        {%- endif -%}
      {%- endmacro %}
      {% macro default__unsupported_volatility_warning(volatility) -%}
        {%- do exceptions.warn(
          'Found `' ~ volatility ~ '` volatility specified on function `' ~ model.name
          ~ '`. This volatility is not supported by ' ~ adapter.type() ~ ', and will be ignored') -%}
      {%- endmacro %}

      {% macro default__get_aggregate_function_create_replace_signature(target_relation) %}
        CREATE OR REPLACE AGGREGATE FUNCTION {{ target_relation.render() }} ({{ get_formatted_aggregate_function_args() }})
        RETURNS {{ model.returns.data_type }}
        {{ get_function_language_specifier() }}
        {{ get_aggregate_function_volatility_specifier() }}
        {{ get_function_python_options() if model.get('language') == 'python' }}
        as
      {% endmacro %}
      {% macro default__get_formatted_aggregate_function_args() -%}
        {{ formatted_scalar_function_args_sql() }}
      {%- endmacro %}
      {% macro default__get_function_language_specifier() -%}
        {%- set language = model.get('language') -%}
        {%- if language == 'javascript' -%}
          language js
        {%- elif language != 'sql' -%}
          language {{ language }}
        {%- endif -%}
      {%- endmacro %}
      {% macro default__get_aggregate_function_volatility_specifier() -%}
        {{ scalar_function_volatility_sql() }}
      {%- endmacro %}
      {% macro default__get_function_python_options() %}
        runtime_version = '{{ model.config.get('runtime_version') }}'
        handler = '{{ model.config.get('entry_point') }}'
        {%- if model.config.get('packages') %}
        packages = ('{{ model.config.get('packages') | join("','") }}')
        {%- endif %}
      {% endmacro %}
      """#)

  /// What Python models of other adapters are wrapped in; neither of our databases runs them.
  static let python = MacroFamily(
    name: "python", dispatched: ["resolve_model_name(input_model_name)"],
    text: #"""
      {% macro default__resolve_model_name(input_model_name) -%}
        {{ input_model_name | string | replace('"', '\"') }}
      {%- endmacro %}
      {% macro py_script_comment() -%}{%- endmacro %}

      {% macro build_ref_function(model) %}
        {%- set names = {} -%}
        {%- for reference in model.refs -%}
          {%- set parts = [reference.get('package'), reference['name']] | select | list -%}
          {%- set found = ref(*parts, v=reference.get('version')) -%}
          {%- set found = found.render() if found.render is defined and found.render is callable else found -%}
          {%- if reference.get('version') -%}{%- do parts.append('v' ~ reference['version']) -%}{%- endif -%}
          {%- do names.update({parts | join('.'): resolve_model_name(found)}) -%}
        {%- endfor %}
      def ref(*args, **kwargs):
          version = kwargs.get("v") or kwargs.get("version")
          key = ".".join(args) + (f".v{version}" if version else "")
          return kwargs["dbt_load_df_function"]({{ names | tojson }}[key])
      {% endmacro %}
      {% macro build_source_function(model) %}
        {%- set names = {} -%}
        {%- for parts in model.sources -%}
          {%- do names.update({parts | join('.'): resolve_model_name(source(*parts))}) -%}
        {%- endfor %}
      def source(*args, dbt_load_df_function):
          return dbt_load_df_function({{ names | tojson }}[".".join(args)])
      {% endmacro %}
      {% macro build_config_dict(model) %}
        {%- set configs, metas = {}, {} -%}
        {%- for key, fallback in zip(model.config.config_keys_used or [], model.config.config_keys_defaults or []) -%}
          {%- do configs.update({key: model.config.get(key, fallback)}) -%}
        {%- endfor -%}
        {%- for key, fallback in zip(model.config.meta_keys_used or [], model.config.meta_keys_defaults or []) -%}
          {%- do metas.update({key: (model.config.meta or {}).get(key, fallback)}) -%}
        {%- endfor %}
      config_dict = {{ configs }}
      meta_dict = {{ metas }}
      {% endmacro %}
      {% macro py_script_postfix(model) %}
      {{ build_ref_function(model) }}
      {{ build_source_function(model) }}
      {{ build_config_dict(model) }}
      class config:
          @staticmethod
          def get(key, default=None):
              return config_dict.get(key, default)

          @staticmethod
          def meta_get(key, default=None):
              return meta_dict.get(key, default)

      class this:
          database = "{{ this.database }}"
          schema = "{{ this.schema }}"
          identifier = "{{ this.identifier }}"

          def __repr__(self):
              return '{{ resolve_model_name(this) }}'

      class dbtObj:
          def __init__(self, load_df_function) -> None:
              self.source = lambda *args: source(*args, dbt_load_df_function=load_df_function)
              self.ref = lambda *args, **kwargs: ref(*args, **kwargs, dbt_load_df_function=load_df_function)
              self.config = config
              self.this = this()
              self.is_incremental = {{ is_incremental() }}
      {{ py_script_comment() }}
      {% endmacro %}
      """#)
}

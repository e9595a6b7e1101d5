import Jinja
import PlainData

/// What the templates of `jinja/models` read.
enum TemplateNames {
  /// What dbt offers as functions, as macros; the same as in `jinja/run.py`.
  static let prelude = """
    {%- macro config(materialized, unique_key, tags) -%}{%- endmacro -%}
    {%- macro ref(name) -%}"db"."analytics"."{{ name }}"{%- endmacro -%}
    {%- macro source(schema, name) -%}"db"."{{ schema }}"."{{ name }}"{%- endmacro -%}
    {%- macro var(name, default='2024-01-01') -%}{{ default }}{%- endmacro -%}
    {%- macro is_incremental() -%}1{%- endmacro -%}

    """

  static var values: [String: Value] {
    let columns: [PlainValue] = [
      ["name": "customer_id", "alias": .null],
      ["name": "Status Text", "alias": "status_text", "quote": true],
      ["name": "region", "alias": "sales_region"],
      ["name": "channel", "alias": .null, "quote": false],
    ]
    return [
      "columns": Value(.list(columns)), "sections": Value([1, 2, 3]),
      "target": Value(["name": "dev", "schema": "analytics"]),
      "this": Value("\"db\".\"analytics\".\"orders\""),
    ]
  }
}

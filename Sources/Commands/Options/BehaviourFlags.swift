import PlainData

/// Flags that only dbt_project.yml sets, with what dbt 1.12 takes where it says nothing.
enum BehaviourFlags {
  static let defaults: PlainMap = [
    "allow_jinja_file_extensions": false,
    "enable_grouped_warn_error_parser_logs": false,
    "latest_version_pointer_enabled_by_default": false,
    "require_all_warnings_handled_by_warn_error": true,
    "require_batched_execution_for_custom_microbatch_strategy": true,
    "require_corrected_analysis_fqns": false,
    "require_explicit_package_overrides_for_builtin_materializations": true,
    "require_generic_test_arguments_property": true,
    "require_nested_cumulative_type_params": true,
    "require_ref_searches_node_package_before_root": false,
    "require_resource_names_without_spaces": true,
    "require_source_and_semantic_model_names_without_spaces": false,
    "require_sql_header_in_test_configs": false,
    "require_unique_project_resource_names": false,
    "require_valid_schema_from_generate_schema_name": false,
    "require_yaml_configuration_for_mf_time_spines": true,
    "skip_nodes_if_on_run_start_fails": true,
    "source_freshness_run_project_hooks": true,
    "state_modified_compare_more_unrendered_values": true,
    "state_modified_compare_vars": false,
    "support_custom_ref_kwargs": false,
    "use_catalogs_v2": false,
    "validate_macro_args": true,
  ]
}

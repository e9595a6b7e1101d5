/// The macros that dbt's materialisations call, and that a project may therefore replace.
enum ReplaceableMacros {
  /// For one materialisation; nil where there is no plan that could stand for the macros.
  static func names(for materialization: String) -> Set<String>? {
    switch materialization {
    case "view": common.union(views)
    case "table": common.union(tables)
    case "incremental": common.union(tables).union(incremental)
    case "seed": common.union(seeds)
    case "test": tests.union(views).union(tables)
    default: nil
    }
  }

  private static let common: Set<String> = [
    "statement", "run_hooks", "load_cached_relation", "load_relation", "make_intermediate_relation",
    "make_backup_relation", "drop_relation", "drop_relation_if_exists", "get_drop_sql",
    "rename_relation", "get_rename_sql", "apply_grants", "should_revoke", "get_show_grant_sql",
    "get_grant_sql", "get_revoke_sql", "get_dcl_statement_list", "call_dcl_statements",
    "support_multiple_grantees_per_dcl_statement", "persist_docs", "alter_relation_comment",
    "alter_column_comment", "create_indexes", "get_create_index_sql",
  ]

  private static let tests: Set<String> = ["get_test_sql", "should_store_failures", "statement"]

  private static let views: Set<String> = [
    "get_create_view_as_sql", "create_view_as", "get_assert_columns_equivalent",
  ]

  private static let tables: Set<String> = [
    "get_create_table_as_sql", "create_table_as", "get_table_columns_and_constraints",
    "get_assert_columns_equivalent", "get_select_subquery", "get_column_names",
    "should_full_refresh",
  ]

  private static let incremental: Set<String> = [
    "make_temp_relation", "get_merge_sql", "get_delete_insert_merge_sql", "get_insert_into_sql",
    "get_insert_overwrite_merge_sql", "get_merge_update_columns", "get_quoted_csv",
    "get_incremental_append_sql", "get_incremental_delete_insert_sql", "get_incremental_merge_sql",
    "get_incremental_insert_overwrite_sql", "get_incremental_default_sql",
    "get_incremental_microbatch_sql", "incremental_validate_on_schema_change",
    "check_for_schema_changes", "sync_column_schemas", "process_schema_changes",
    "diff_columns", "diff_column_data_types", "alter_column_type",
    "alter_relation_add_remove_columns",
  ]

  private static let seeds: Set<String> = [
    "create_csv_table", "reset_csv_table", "load_csv_rows", "get_csv_sql", "get_binding_char",
    "get_batch_size", "get_seed_column_quoted_csv", "basic_load_csv_rows", "should_full_refresh",
  ]
}

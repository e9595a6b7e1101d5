import PlainData

/// The columns that a snapshot adds to what it reads.
enum SnapshotColumns {
  /// dbt's names for them.
  static let usual = [
    "dbt_valid_from", "dbt_valid_to", "dbt_scd_id", "dbt_updated_at", "dbt_is_deleted",
  ]

  /// By dbt's name, the name that `snapshot_meta_column_names` gives each.
  static func names(_ given: PlainMap?) -> PlainMap {
    PlainMap(
      usual.map { name in
        let own = given?[name]?.string ?? ""
        return (name, .string(own.isEmpty ? name : own))
      })
  }
}

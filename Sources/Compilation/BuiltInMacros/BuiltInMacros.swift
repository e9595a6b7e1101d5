/// The macros of the package `dbt` that every project can call and override.
///
/// Kept as template text, like a project's own macros, so that dispatch, overriding and error
/// positions work the same for both.
package enum BuiltInMacros {
  /// The package under which the macros are found: `dbt.dateadd(…)`.
  package static let packageName = "dbt"

  /// One family a subject; what a database does its own way stands beside what is common.
  static let families: [MacroFamily] =
    [dates, dateSeries, strings, types, aggregates, arrays, datetimes]
    + [naming]
    + [schemas, relations, relationSQL, materializedViews, asideRelations, columns, indexes]
    + [catalog, comments, grants, clones]
    + [materializationBlocks] + [
      statements, hooks, configs, incremental, merge, schemaChanges, contracts, seeds,
    ]
    + [snapshots, snapshotStrategies, snapshotStaging, tests, unitTests, functions, python]
    + [postgresDates, postgresRelations, postgresCatalog, postgresMaterializations]
    + [sqliteCrossDatabase, sqliteRelations, sqliteMaterializations]
}

package import Diagnostics

/// The macros of the package `dbt` that every project can call and override.
///
/// Kept as template text, like a project's own macros, so that dispatch, overriding and error
/// positions work the same for both.
package enum BuiltInMacros {
  /// The package under which the macros are found: `dbt.dateadd(…)`.
  package static let packageName = "dbt"

  /// One source file a subject.
  package static var files: [SourceFile] {
    [
      file("naming", naming), file("materialization", materialization), file("tests", tests),
      file("types", types), file("dates", dates), file("strings", strings),
      file("aggregates", aggregates), file("relations", relations), file("sequences", sequences),
    ]
  }

  private static func file(_ name: String, _ text: String) -> SourceFile {
    SourceFile(path: "dbt/macros/\(name).sql", text: text)
  }
}

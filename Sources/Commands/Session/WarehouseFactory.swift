import Diagnostics
import PlainData
import ProjectLoading
import Warehouse
import WarehousePostgres
import WarehouseSQLite

/// Makes the warehouse that a profile asks for; the only place that names concrete ones.
enum WarehouseFactory {
  private static let types = ["postgres", "sqlite"]

  /// Throws: `unknown-adapter`, and what the warehouse says about its settings.
  static func warehouse(of profile: Profile, projectFolder: String) throws -> any Warehouse {
    let settings = PlainMap(profile.settings.all.map { ($0.name, $0.value) })
    switch profile.type.value {
    case "postgres":
      return try placing(profile) { PostgresWarehouse(try PostgresSettings(profile: settings)) }
    case "sqlite":
      return try placing(profile) {
        SQLiteWarehouse(try SQLiteSettings(profile: settings, projectFolder: projectFolder))
      }
    case let other:
      throw Diagnostic(
        code: "unknown-adapter", "there is no adapter for the database type `\(other)`",
        at: profile.type.span, help: NearMiss.help(for: other, among: types))
    }
  }

  /// Problems with settings are placed at the output that holds them.
  private static func placing<Result>(_ profile: Profile, _ body: () throws -> Result) throws
    -> Result
  {
    do {
      return try body()
    } catch let problems as Diagnostics {
      throw Diagnostics(problems.all.map { $0.placed(at: span(of: $0, in: profile)) })
    } catch let problem as Diagnostic {
      throw problem.placed(at: span(of: problem, in: profile))
    }
  }

  /// The setting that the message names in backticks, else the whole output.
  private static func span(of problem: Diagnostic, in profile: Profile) -> Span {
    let named = profile.settings.all.first { problem.message.contains("`\($0.name)`") }
    return named?.span ?? profile.settings.span
  }
}

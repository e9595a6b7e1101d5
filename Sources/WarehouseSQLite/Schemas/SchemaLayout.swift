@preconcurrency import Glibc
import Synchronization

/// Which schema lives in which file; one for all sessions and the dialect of a warehouse.
///
/// A schema gets its place when it is first named and keeps it. SQLite attaches at most ten
/// databases, so an eleventh schema is kept in the main file under a prefix.
final class SchemaLayout: Sendable {
  enum Place: Hashable {
    /// `main` and `temp`, which every connection has.
    case builtIn
    /// A file of its own, attached under the schema's name.
    case attached(file: String)
    /// Tables named `<schema>__<name>` in the main file.
    case prefixed
  }

  /// SQLITE_MAX_ATTACHED of SQLite's default build.
  static let maximumAttached = 10

  let settings: SQLiteSettings
  /// By lowercase name: SQLite's schema names ignore case.
  private let places: Mutex<[String: Place]>

  init(_ settings: SQLiteSettings) {
    self.settings = settings
    places = Mutex(["main": .builtIn, "temp": .builtIn])
    for schema in settings.schemaFiles.keys.sorted() { _ = place(of: schema) }
  }

  func place(of schema: String) -> Place {
    places.withLock { places in
      let key = schema.lowercased()
      if let place = places[key] { return place }
      let attached = places.values.count { if case .attached = $0 { true } else { false } }
      let place: Place =
        settings.schemaStyle == .prefix || attached >= Self.maximumAttached
        ? .prefixed : .attached(file: settings.file(ofSchema: schema))
      places[key] = place
      return place
    }
  }

  /// Places all of `schemas`, those whose files exist first, so that a schema's data is found again
  /// when more schemas have joined since.
  func reserve(_ schemas: [String]) {
    let sorted = Set(schemas).sorted()
    for schema in sorted where Self.exists(settings.file(ofSchema: schema)) {
      _ = place(of: schema)
    }
    for schema in sorted { _ = place(of: schema) }
  }

  /// Schemas that are attached when their files exist, sorted.
  var attachable: [(schema: String, file: String)] {
    places.withLock { places in
      places.compactMap { schema, place in
        if case .attached(let file) = place { (schema, file) } else { nil }
      }.sorted { $0.schema < $1.schema }
    }
  }

  /// Prefixes of the main file's tables that belong to other schemas.
  var prefixes: [String] {
    places.withLock { places in
      places.compactMap { $1 == .prefixed ? Self.prefix(of: $0) : nil }.sorted()
    }
  }

  static func prefix(of schema: String) -> String { schema + "__" }

  static func exists(_ file: String) -> Bool { access(file, F_OK) == 0 }
}

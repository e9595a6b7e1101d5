/// Where a SQLite warehouse keeps its schemas.
package struct SQLiteSettings: Hashable, Sendable {
  /// How a schema other than `main` is kept.
  package enum SchemaStyle: String, Hashable, Sendable, CaseIterable {
    /// A database file of its own, attached under the schema's name.
    case attach
    /// Tables named `<schema>__<name>` in the main file, so that views may read across schemas.
    case prefix
  }

  /// Absolute path of the main database file, or `:memory:`.
  package var mainFile: String
  /// Absolute paths of the schemas that the profile places, by name.
  package var schemaFiles: [String: String]
  /// Folder of the files of all other schemas, named `<schema>.db`;
  /// nil: beside the main file, named `<stem>.<schema>.db`.
  package var schemaFolder: String?
  package var schemaStyle: SchemaStyle
  /// Absolute paths of loadable extensions.
  package var extensions: [String]
  /// How long a statement waits for another process that writes, in seconds.
  package var busyTimeout: Double

  package init(
    mainFile: String, schemaFiles: [String: String] = [:], schemaFolder: String? = nil,
    schemaStyle: SchemaStyle = .attach, extensions: [String] = [], busyTimeout: Double = 60
  ) {
    self.mainFile = mainFile
    self.schemaFiles = schemaFiles
    self.schemaFolder = schemaFolder
    self.schemaStyle = schemaStyle
    self.extensions = extensions
    self.busyTimeout = busyTimeout
  }

  package static let inMemory = ":memory:"

  /// The file of a schema that is attached.
  package func file(ofSchema schema: String) -> String {
    if let placed = schemaFiles.first(where: { $0.key.lowercased() == schema.lowercased() }) {
      return placed.value
    }
    if mainFile == Self.inMemory { return Self.inMemory }
    if let schemaFolder { return "\(schemaFolder)/\(schema).db" }
    let name = mainFile.split(separator: "/").last.map(String.init) ?? mainFile
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    return mainFile.dropLast(name.count) + "\(stem).\(schema).db"
  }
}

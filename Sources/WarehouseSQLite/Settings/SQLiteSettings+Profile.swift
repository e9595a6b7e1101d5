package import Diagnostics
package import PlainData

extension SQLiteSettings {
  /// The settings of one output of `profiles.yml`: dbt-sqlite's keys, or the short form `path:`.
  ///
  /// `schemas: attach | prefix` (default attach) and `busy_timeout` (seconds, default 60) are ours.
  /// Relative paths count from `projectFolder`.
  ///
  /// Throws: `unknown-profile-key`, `missing-profile-key`, `profile-value`, all of them at once.
  package init(profile: PlainMap, projectFolder: String) throws(Diagnostics) {
    var reader = ProfileReader(profile: profile, folder: projectFolder)
    let settings = reader.settings()
    try reader.problems.throwIfErrors()
    self = settings
  }
}

private struct ProfileReader {
  static let keys = [
    "type", "threads", "database", "schema", "path", "schemas", "schemas_and_paths",
    "schema_directory", "extensions", "busy_timeout",
  ]

  let profile: PlainMap
  let folder: String
  var problems = Diagnostics()

  mutating func settings() -> SQLiteSettings {
    for key in profile.keys where !Self.keys.contains(key) { problems.append(.unknownKey(key)) }
    var files = schemaFiles()
    let main = mainFile(&files)
    return SQLiteSettings(
      mainFile: main, schemaFiles: files, schemaFolder: text("schema_directory").map(absolute),
      schemaStyle: schemaStyle(), extensions: extensions(), busyTimeout: busyTimeout())
  }

  private mutating func mainFile(_ files: inout [String: String]) -> String {
    let placed = files.removeValue(forKey: "main")
    if let path = text("path") {
      if placed != nil { problems.append(.twoMainFiles) }
      return absolute(path)
    }
    if placed == nil { problems.append(.noMainFile) }
    return placed ?? ""
  }

  private mutating func schemaFiles() -> [String: String] {
    guard let value = profile["schemas_and_paths"], !value.isNull else { return [:] }
    guard let map = value.map else {
      problems.append(.wrongValue("schemas_and_paths", "a map from schema names to paths"))
      return [:]
    }
    var files: [String: String] = [:]
    for (schema, path) in map {
      if let path = path.string {
        files[schema] = absolute(path)
      } else {
        problems.append(.wrongValue("schemas_and_paths.\(schema)", "a path"))
      }
    }
    return files
  }

  private mutating func schemaStyle() -> SQLiteSettings.SchemaStyle {
    guard let name = text("schemas") else { return .attach }
    if let style = SQLiteSettings.SchemaStyle(rawValue: name) { return style }
    problems.append(.wrongValue("schemas", "`attach` or `prefix`"))
    return .attach
  }

  private mutating func extensions() -> [String] {
    guard let value = profile["extensions"], !value.isNull else { return [] }
    let paths = value.list?.compactMap(\.string)
    guard let paths, paths.count == value.list?.count else {
      problems.append(.wrongValue("extensions", "a list of paths"))
      return []
    }
    return paths.map(absolute)
  }

  private mutating func busyTimeout() -> Double {
    guard let value = profile["busy_timeout"], !value.isNull else { return 60 }
    if let seconds = value.double, seconds >= 0 { return seconds }
    problems.append(.wrongValue("busy_timeout", "a number of seconds"))
    return 60
  }

  private mutating func text(_ key: String) -> String? {
    guard let value = profile[key], !value.isNull else { return nil }
    if let text = value.string, !text.isEmpty { return text }
    problems.append(.wrongValue(key, "a text"))
    return nil
  }

  private func absolute(_ path: String) -> String {
    if path.hasPrefix("/") || path == SQLiteSettings.inMemory { return path }
    let relative = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    return folder.hasSuffix("/") ? folder + relative : "\(folder)/\(relative)"
  }
}

extension Diagnostic {
  fileprivate static func unknownKey(_ key: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-profile-key", "`\(key)` is no key of a SQLite profile",
      help: NearMiss.help(for: key, among: ProfileReader.keys))
  }

  fileprivate static var noMainFile: Diagnostic {
    Diagnostic(
      code: "missing-profile-key", "a SQLite profile needs the file of its main schema",
      help: ["write `path: <file>`, or `schemas_and_paths:` with an entry `main`"])
  }

  fileprivate static var twoMainFiles: Diagnostic {
    Diagnostic(
      code: "profile-value", "`path` and `schemas_and_paths.main` both name the main file",
      help: ["keep one of them"])
  }

  fileprivate static func wrongValue(_ key: String, _ wanted: String) -> Diagnostic {
    Diagnostic(code: "profile-value", "`\(key)` of a SQLite profile must be \(wanted)")
  }
}

package import Diagnostics

/// Where a file of a package lies, in every form that somebody needs.
///
/// Immutable and shared by all that the file says.
package final class FilePlace: Sendable {
  package let package: String
  package let absolutePath: String
  /// Relative to the package's folder, as dbt's `original_file_path`: `models/staging/orders.sql`,
  /// `../models/orders.sql` for a path outside.
  package let path: String
  /// Relative to the resource path that it was found under, as dbt's `path`: `staging/orders.sql`.
  package let resourcePath: String
  /// As printed in messages: relative to the current directory where the file lies below it.
  package let shownPath: String
  /// The file's name up to its last dot: `orders` of `staging/orders.sql`, `a.b` of `a.b.sql`; without `.jinja`.
  package let stem: String

  package init(
    package: String, absolutePath: String, path: String, resourcePath: String, shownPath: String
  ) {
    self.package = package
    self.absolutePath = absolutePath
    self.path = path
    self.resourcePath = resourcePath
    self.shownPath = shownPath
    stem = Self.stem(of: Self.fileName(of: resourcePath))
  }

  /// The file's name with its extension.
  package var fileName: String { Self.fileName(of: resourcePath) }

  private static func fileName(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  private static let templateSuffixes = [".jinja", ".jinja2", ".j2"]

  private static func stem(of name: String) -> String {
    let template = templateSuffixes.first { name.hasSuffix($0) } ?? ""
    let plain = name.dropLast(template.count)
    guard let dot = plain.utf8.lastIndex(of: UInt8(ascii: ".")), dot > plain.startIndex else {
      return String(plain)
    }
    return String(plain[..<dot])
  }

  /// The folders between the resource path and the file: the middle of the node's fqn.
  package var folders: [String] {
    resourcePath.utf8.split(separator: UInt8(ascii: "/")).dropLast().map { String(Substring($0)) }
  }
}

extension FilePlace {
  /// The file's text. Throws: `unreadable-file`, `not-utf8`.
  package func read() throws(Diagnostic) -> SourceFile {
    try FileSystem.read(absolutePath, shownAs: shownPath)
  }
}

extension FilePlace: Hashable {
  package static func == (one: FilePlace, other: FilePlace) -> Bool {
    one === other
      || (one.absolutePath == other.absolutePath && one.package == other.package
        && one.path == other.path && one.resourcePath == other.resourcePath)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(absolutePath)
  }
}

/// A file that was read: SQL, macros, markdown, YAML.
package struct TextFile: Sendable {
  package let place: FilePlace
  package let source: SourceFile

  package init(place: FilePlace, source: SourceFile) {
    self.place = place
    self.source = source
  }

  package var text: String { source.text }
  package var stem: String { place.stem }
}

/// The files of one package by what dbt takes them for, each list sorted by path.
package struct ProjectFiles: Sendable {
  package var models: [TextFile] = []
  /// Models in Python (not read), which no warehouse here runs.
  package var pythonModels: [FilePlace] = []
  /// CSV files; not read.
  package var seeds: [FilePlace] = []
  package var snapshots: [TextFile] = []
  package var macros: [TextFile] = []
  /// `tests/generic/*.sql`, which hold `{% test %}` blocks.
  package var genericTests: [TextFile] = []
  package var singularTests: [TextFile] = []
  /// CSV and SQL files below `tests/fixtures`, for unit tests; not read.
  package var fixtures: [FilePlace] = []
  package var analyses: [TextFile] = []
  package var functions: [TextFile] = []
  /// Markdown files.
  package var docs: [TextFile] = []
  /// YAML files of the resource paths.
  package var properties: [TextFile] = []
  /// `expectations/*.yml`
  package var suites: [TextFile] = []

  package init() {}
}

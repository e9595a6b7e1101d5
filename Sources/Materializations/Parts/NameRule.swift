import Warehouse

/// When two names of columns or relations mean the same.
struct NameRule: Sendable {
  private let ignoresCase: Bool

  init(_ dialect: any Dialect) { ignoresCase = dialect.features.contains(.ignoresCase) }

  func key(of name: String) -> String { ignoresCase ? name.lowercased() : name }

  func key(of columns: [ColumnDescription]) -> Set<String> { Set(columns.map { key(of: $0.name) }) }

  func column(_ name: String, in columns: [ColumnDescription]) -> ColumnDescription? {
    columns.first { key(of: $0.name) == key(of: name) }
  }
}

import PlainData
import Warehouse

extension CheckContext {
  /// A check of the catalog's type of the column against names, letter case ignored.
  func typeCheck(_ wanted: [String]) throws -> Check {
    let name = TypeName(try description().type, isSQLite: sql.isSQLite).text
    let isMet = wanted.contains { $0.lowercased() == name.lowercased() }
    return Check(known: .catalog(isMet: isMet, observed: .string(name)))
  }
}

/// A column's type as Great Expectations names it: SQLAlchemy's spelling.
///
/// On PostgreSQL with its length or precision (`VARCHAR(40)`, `NUMERIC(12, 3)`,
/// `TIMESTAMP WITHOUT TIME ZONE`), on SQLite without (`VARCHAR`).
private struct TypeName {
  let text: String

  init(_ declared: String, isSQLite: Bool) {
    let upper = declared.uppercased()
    let parts = upper.split(separator: "(", maxSplits: 1).map { String($0).trimmed }
    let base = parts.first ?? ""
    guard !isSQLite else {
      text = base.isEmpty ? "NULL" : base
      return
    }
    let name = Self.shortNames[base] ?? base
    guard parts.count == 2, let close = parts[1].firstIndex(of: ")") else {
      text = name
      return
    }
    let sizes = parts[1][..<close].split(separator: ",").map { String($0).trimmed }
    text = "\(name)(\(sizes.joined(separator: ", ")))" + parts[1][close...].dropFirst()
  }

  private static let shortNames = ["CHARACTER VARYING": "VARCHAR", "CHARACTER": "CHAR"]
}

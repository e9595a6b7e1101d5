package import Warehouse

extension PostgresDialect {
  package func literal(_ value: SQLValue) -> String {
    switch value {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): integerLiteral(value)
    case .double: "'\(ValueText.text(of: value) ?? "")'::double precision"
    case .decimal(let text): Self.isPlainNumber(text) ? text : quoted(text) + "::numeric"
    case .text(let text): quoted(text)
    case .bytes: quoted(ValueText.text(of: value) ?? "") + "::bytea"
    case .date: "'\(ValueText.text(of: value) ?? "")'::date"
    case .timestamp: "'\(ValueText.text(of: value) ?? "")'::timestamp without time zone"
    case .timestampWithTimeZone: "'\(ValueText.text(of: value) ?? "")'::timestamp with time zone"
    }
  }

  /// A minus is an operator in SQL: without its sign the least integer is no bigint.
  private func integerLiteral(_ value: Int64) -> String {
    value == .min ? "'\(value)'::bigint" : String(value)
  }

  /// With a backslash inside, the E form: it reads the same whatever `standard_conforming_strings` is.
  private func quoted(_ text: String) -> String {
    let doubled = text.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''")
    guard doubled.utf8.contains(UInt8(ascii: "\\")) else { return "'\(doubled)'" }
    return "E'"
      + doubled.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
      + "'"
  }

  /// Digits with a fraction at most: `12.50`, `-3`.
  private static func isPlainNumber(_ text: String) -> Bool {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
    guard text.utf8.count - digits.count <= 1, let first = digits.first, let last = digits.last
    else { return false }
    func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    return isDigit(first) && isDigit(last)
      && digits.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
      && digits.count { $0 == UInt8(ascii: ".") } <= 1
      // A plain integer would be an integer and not a numeric.
      && digits.contains(UInt8(ascii: "."))
  }
}

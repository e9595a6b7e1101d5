import Diagnostics
import PlainData
import Warehouse

/// SQL of the things that expectations need and databases spell differently.
struct SQLSpelling: Sendable {
  let dialect: any Dialect

  var isSQLite: Bool { dialect.name == "sqlite" }
}

extension SQLSpelling {
  /// A value as a literal without a type of its own, so that it takes the type of the column that it
  /// is compared with. Negative numbers stand in parentheses: `a - -1` would begin a comment.
  ///
  /// Throws: `unspeakable-value` for NUL bytes and for lists and maps.
  func literal(_ value: PlainValue) throws(Diagnostic) -> String {
    switch value {
    case .null: return "NULL"
    case .bool(let flag): return isSQLite ? (flag ? "1" : "0") : (flag ? "TRUE" : "FALSE")
    case .int(let number): return number < 0 ? "(\(number))" : "\(number)"
    case .double(let number): return literal(number)
    case .string(let text): return try literal(text)
    case .list, .map:
      throw Diagnostic(code: "unspeakable-value", "`\(value.inline)` is no single value")
    }
  }

  /// A double that is the same number in the database, to the last bit.
  func literal(_ number: Double) -> String {
    if number.isFinite { return number.sign == .minus ? "(\(number))" : "\(number)" }
    if !isSQLite {
      let name = number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
      return "'\(name)'::double precision"
    }
    return number.isNaN ? "NULL" : number < 0 ? "(-9e999)" : "9e999"
  }

  /// A text in single quotes, inner quotes doubled (`standard_conforming_strings` is on).
  func literal(_ text: String) throws(Diagnostic) -> String {
    if text.utf8.contains(0) {
      throw Diagnostic(code: "unspeakable-value", "a text with a NUL byte has no SQL literal")
    }
    return "'\(text.replacing("'", with: "''"))'"
  }

  /// `(1, 2, 3)`; of no values, a list that nothing is in.
  func tuple(_ values: [PlainValue]) throws(Diagnostic) -> String {
    var texts: [String] = []
    for value in values { texts.append(try literal(value)) }
    return "(\(texts.isEmpty ? "SELECT NULL WHERE 1 = 0" : texts.joined(separator: ", ")))"
  }
}

extension SQLSpelling {
  /// A bound as a literal. On SQLite times are texts such as `2024-03-31` or `2024-03-31 00:00:00`,
  /// with or without a fraction; the longest spelling of a moment sorts after all of its shorter ones,
  /// so it stands where the moment itself is inside from below (`<=`, `>`), the shortest elsewhere.
  func bound(_ value: PlainValue, isUpperEdge: Bool) throws(Diagnostic) -> String {
    guard isSQLite, let text = value.string, let moment = CivilTime(parsing: text) else {
      return try literal(value)
    }
    if isUpperEdge { return try literal(moment.fullText) }
    return try literal(moment.microsecondsOfDay == 0 ? moment.dateText : moment.text)
  }
}

import Diagnostics

/// Puts the SQL of ephemeral models in front of a query, as dbt does.
enum CommonTableExpressions {
  /// `with a as (…), b as (…)` before the query, or right behind the `with` it has.
  static func inject(_ expressions: [(name: String, sql: CompiledSQL)], into query: CompiledSQL)
    -> CompiledSQL
  {
    guard !expressions.isEmpty else { return query }
    var list = CompiledSQL(text: "")
    for (index, expression) in expressions.enumerated() {
      let head = "\(index == 0 ? "" : ", ") \(expression.name) as (\n"
      list = list + CompiledSQL(text: head) + expression.sql + CompiledSQL(text: "\n)")
    }
    let bytes = Array(query.text.utf8)
    let scan = SQLScan(bytes)
    if let end = scan.endOfWith {
      return query.slice(0..<end) + list + CompiledSQL(text: ", ") + query.slice(end..<bytes.count)
    }
    let start = scan.start
    return query.slice(0..<start) + CompiledSQL(text: "with") + list + CompiledSQL(text: " ")
      + query.slice(start..<bytes.count)
  }
}

/// The first words of a statement, comments skipped.
private struct SQLScan {
  /// Where the statement begins, its comments included.
  let start: Int
  /// Behind a leading `with` or `with recursive` and the white space after it.
  let endOfWith: Int?

  init(_ bytes: [UInt8]) {
    start = bytes.firstIndex { !Self.isSpace($0) } ?? bytes.count
    let word = Self.skipSpace(bytes, from: start)
    guard let with = Self.end(of: "with", in: bytes, at: word) else {
      endOfWith = nil
      return
    }
    let next = Self.skipSpace(bytes, from: with)
    let end = Self.end(of: "recursive", in: bytes, at: next) ?? with
    endOfWith = bytes[end...].firstIndex { !Self.isSpace($0) } ?? bytes.count
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }

  private static func end(of word: String, in bytes: [UInt8], at start: Int) -> Int? {
    let end = start + word.utf8.count
    guard end <= bytes.count else { return nil }
    let matches = zip(word.utf8, bytes[start..<end]).allSatisfy { $0 == $1 | 0x20 }
    let isWhole = end == bytes.count || !bytes[end].isWord
    return matches && isWhole ? end : nil
  }

  /// Past white space, `-- comments` and `/* comments */`.
  private static func skipSpace(_ bytes: [UInt8], from start: Int) -> Int {
    var at = start
    while at < bytes.count {
      let rest = bytes[at...]
      if isSpace(bytes[at]) {
        at += 1
      } else if rest.starts(with: Array("--".utf8)) {
        at = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      } else if rest.starts(with: Array("/*".utf8)) {
        at = endOfComment(bytes, from: at + 2)
      } else {
        break
      }
    }
    return at
  }

  private static func endOfComment(_ bytes: [UInt8], from start: Int) -> Int {
    var at = start
    while at + 1 < bytes.count {
      if bytes[at] == UInt8(ascii: "*"), bytes[at + 1] == UInt8(ascii: "/") { return at + 2 }
      at += 1
    }
    return bytes.count
  }
}

internal import Diagnostics
internal import PlainData

/// Python's `json.loads`: integers of any size, `NaN`, `Infinity`, and numbers too large as infinity.
package struct PythonJSONReader {
  /// The document and a final 0, so that looking ahead needs no bounds.
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  /// As deep as Python's recursion goes.
  private static let maximumDepth = 990
  /// Python refuses to read more digits.
  private static let longestInteger = 4300

  /// Throws: `value-error` for what is no JSON.
  package static func read(_ text: String) throws -> Value {
    var reader = PythonJSONReader(text)
    reader.skipBlanks()
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.position == reader.bytes.count - 1 else { throw reader.mistake }
    return value
  }

  private init(_ text: String) {
    bytes = Array(text.utf8) + [0]
  }

  private var mistake: Diagnostic {
    Diagnostic(code: "value-error", "the text is no JSON from byte \(position) on")
  }

  private mutating func value() throws -> Value {
    switch bytes[position] {
    case UInt8(ascii: "{"): try nested { reader throws in try reader.object() }
    case UInt8(ascii: "["): try nested { reader throws in try reader.list() }
    case UInt8(ascii: "\""): .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: try word()
    }
  }

  private mutating func nested(_ read: (inout Self) throws -> Value) throws -> Value {
    guard depth < Self.maximumDepth else { throw mistake }
    depth += 1
    position += 1
    skipBlanks()
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws -> Value {
    let dict = DictValue()
    if accept(UInt8(ascii: "}")) { return .dict(dict) }
    repeat {
      skipBlanks()
      guard bytes[position] == UInt8(ascii: "\"") else { throw mistake }
      let key = try string()
      skipBlanks()
      guard accept(UInt8(ascii: ":")) else { throw mistake }
      skipBlanks()
      dict[.string(key)] = try value()
      skipBlanks()
    } while accept(UInt8(ascii: ","))
    guard accept(UInt8(ascii: "}")) else { throw mistake }
    return .dict(dict)
  }

  private mutating func list() throws -> Value {
    var items: [Value] = []
    if accept(UInt8(ascii: "]")) { return .list(items) }
    repeat {
      skipBlanks()
      items.append(try value())
      skipBlanks()
    } while accept(UInt8(ascii: ","))
    guard accept(UInt8(ascii: "]")) else { throw mistake }
    return .list(items)
  }

  /// A string's own rules are those of every JSON.
  private mutating func string() throws -> String {
    let start = position
    position += 1
    while bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
      guard position < bytes.count - 1 else { throw mistake }
    }
    position += 1
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let string = try? JSON.read(SourceFile(path: "string", text: text)).string else {
      throw mistake
    }
    return string
  }

  private mutating func number() throws -> Value {
    let start = position
    let isNegative = accept(UInt8(ascii: "-"))
    if isNegative, bytes[position] == UInt8(ascii: "I") {
      _ = try word()
      return .double(-.infinity)
    }
    guard isDigit(position) else { throw mistake }
    if !accept(UInt8(ascii: "0")) { skipDigits() }
    let integerEnd = position
    if bytes[position] == UInt8(ascii: "."), isDigit(position + 1) {
      position += 1
      skipDigits()
    }
    skipExponent()
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard position == integerEnd else { return .double(Double(text) ?? 0) }
    if let value = Int(text) { return .int(value) }
    let digits = isNegative ? text.utf8.dropFirst() : text.utf8[...]
    guard digits.count <= Self.longestInteger,
      let value = BigInt(digits: digits, isNegative: isNegative)
    else { throw mistake }
    return .integer(value)
  }

  private mutating func skipExponent() {
    guard bytes[position] | 0x20 == UInt8(ascii: "e") else { return }
    let sign = bytes[position + 1]
    let first = position + (sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? 2 : 1)
    guard isDigit(first) else { return }
    position = first
    skipDigits()
  }

  private mutating func word() throws -> Value {
    for (word, value) in Self.words where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw mistake
  }

  private static var words: [(String, Value)] {
    [
      ("true", .bool(true)), ("false", .bool(false)), ("null", .none), ("NaN", .double(.nan)),
      ("Infinity", .double(.infinity)),
    ]
  }

  // MARK: moving along

  private mutating func accept(_ byte: UInt8) -> Bool {
    guard bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
  }

  private func isDigit(_ place: Int) -> Bool {
    place < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place])
  }

  private mutating func skipDigits() {
    while isDigit(position) { position += 1 }
  }
}

/// Python's `ast.literal_eval`.
package enum PythonLiteral {
  /// The value that `text` is a literal of; nil when it is none.
  package static func parse(_ text: String) -> Value? {
    // Leading white space is an indentation error in Python, but blanks and tabs are stripped.
    var reader = LiteralReader(Array(text.utf8))
    return reader.wholeValue()
  }
}

private struct LiteralReader {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == 0x0C {
      position += 1
    }
  }

  private mutating func take(_ sign: Character) -> Bool {
    skipSpace()
    guard let byte, byte == sign.asciiValue else { return false }
    position += 1
    return true
  }

  mutating func wholeValue() -> Value? {
    while let byte, byte == 0x20 || byte == 0x09 { position += 1 }
    guard let first = value() else { return nil }
    var items = [first]
    var isTuple = false
    while take(",") {
      isTuple = true
      skipSpace()
      if position == bytes.count { break }
      guard let next = value() else { return nil }
      items.append(next)
    }
    skipSpace()
    guard position == bytes.count else { return nil }
    return isTuple ? .tuple(items) : first
  }

  private mutating func value() -> Value? {
    skipSpace()
    guard let byte, depth < 100 else { return nil }
    depth += 1
    defer { depth -= 1 }
    switch byte {
    case UInt8(ascii: "["): return sequence("]").map { .list($0.items) }
    case UInt8(ascii: "("):
      guard let (items, hasComma) = sequence(")") else { return nil }
      return items.count == 1 && !hasComma ? items[0] : .tuple(items)
    case UInt8(ascii: "{"): return dictOrSet()
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return strings()
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return signed(isNegative: byte == UInt8(ascii: "-"))
    case 0x30...0x39, UInt8(ascii: "."): return number()
    default: return word()
    }
  }

  private mutating func sequence(_ end: Character) -> (items: [Value], hasComma: Bool)? {
    position += 1
    var items: [Value] = []
    var hasComma = false
    while !take(end) {
      if !items.isEmpty {
        guard take(",") else { return nil }
        hasComma = true
        if take(end) { break }
      }
      guard let item = value() else { return nil }
      items.append(item)
    }
    return (items, hasComma)
  }

  private mutating func dictOrSet() -> Value? {
    position += 1
    let dict = DictValue()
    if take("}") { return .dict(dict) }
    guard let first = value(), (try? first.checkHashable()) != nil else { return nil }
    guard take(":") else { return set(first) }
    guard let member = value() else { return nil }
    dict[first] = member
    while !take("}") {
      guard take(",") else { return nil }
      if take("}") { break }
      guard let key = value(), (try? key.checkHashable()) != nil, take(":"), let member = value()
      else { return nil }
      dict[key] = member
    }
    return .dict(dict)
  }

  private mutating func set(_ first: Value) -> Value? {
    var items = [first]
    while !take("}") {
      guard take(",") else { return nil }
      if take("}") { break }
      guard let item = value() else { return nil }
      items.append(item)
    }
    return (try? SetValue(items)).map { .object($0) }
  }

  private mutating func strings() -> Value? {
    var text = ""
    var count = 0
    while let quote = byte, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
      guard let part = string(quote) else { return nil }
      text += part
      count += 1
      skipSpace()
    }
    return count > 0 ? .string(text) : nil
  }

  private mutating func string(_ quote: UInt8) -> String? {
    let isTriple =
      position + 2 < bytes.count && bytes[position + 1] == quote && bytes[position + 2] == quote
    position += isTriple ? 3 : 1
    let start = position
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\\") {
        position += 2
        continue
      }
      if bytes[position] == .newline, !isTriple { return nil }
      let isEnd =
        bytes[position] == quote
        && (!isTriple
          || (position + 2 < bytes.count && bytes[position + 1] == quote
            && bytes[position + 2] == quote))
      if isEnd {
        defer { position += isTriple ? 3 : 1 }
        return try? StringLiteral.decode(Array(bytes[start..<position]))
      }
      position += 1
    }
    return nil
  }

  private mutating func signed(isNegative: Bool) -> Value? {
    position += 1
    skipSpace()
    guard let byte,
      byte.isASCIIDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "+"), let value = value()
    else { return nil }
    return try? Operators.sign(value, isNegative: isNegative)
  }

  private mutating func number() -> Value? {
    let start = position
    while let byte,
      byte.isWordByte || byte == UInt8(ascii: ".")
        || ((byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"))
          && bytes[position - 1] | 0x20 == UInt8(ascii: "e") && bytes[start] != 0x30)
    {
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let integer = PythonInt.parse(text, base: 0) { return integer }
    guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "i") && $0 != UInt8(ascii: "n") }) else {
      return nil
    }
    return PythonFloat.parse(text).map(Value.double)
  }

  private mutating func word() -> Value? {
    let start = position
    while let byte, byte.isWordByte { position += 1 }
    switch String(decoding: bytes[start..<position], as: UTF8.self) {
    case "True": return true
    case "False": return false
    case "None": return Value.none
    default: return nil
    }
  }
}

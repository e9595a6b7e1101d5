/// The names of one template, numbered in the order in which they occur; keywords come first.
struct Names {
  private(set) var texts: [String] = []
  private var keys: [NameKey] = []
  /// Open addressing; -1 is free. The size is a power of two and at least twice the names.
  private var table = [Int32](repeating: -1, count: 256)

  init() {
    for keyword in Keyword.allCases { _ = number(of: keyword.text) }
  }

  /// With only the keywords in it; copied for each template.
  static let initial = Names()

  subscript(number: Int32) -> String { texts[Int(number)] }

  mutating func number(of text: String) -> Int32 {
    var copy = text
    return copy.withUTF8 { number(of: $0) }
  }

  mutating func number(of bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    number(of: bytes, NameKey(UnsafeRawBufferPointer(bytes)))
  }

  /// - Parameter key: that of `bytes`.
  mutating func number(of bytes: UnsafeBufferPointer<UInt8>, _ key: NameKey) -> Int32 {
    let mask = table.count - 1
    var position = key.hash & mask
    while table[position] >= 0 {
      let number = Int(table[position])
      if keys[number] == key, key.isWhole || texts[number].utf8.elementsEqual(bytes) {
        return Int32(truncatingIfNeeded: number)
      }
      position = (position + 1) & mask
    }
    return add(bytes, key, at: position)
  }

  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ key: NameKey, at position: Int
  ) -> Int32 {
    let number = Int32(texts.count)
    table[position] = number
    keys.append(key)
    texts.append(String(decoding: bytes, as: UTF8.self))
    if texts.count * 2 > table.count { grow() }
    return number
  }

  private mutating func grow() {
    table = [Int32](repeating: -1, count: table.count * 2)
    let mask = table.count - 1
    for (number, key) in keys.enumerated() {
      var position = key.hash & mask
      while table[position] >= 0 { position = (position + 1) & mask }
      table[position] = Int32(number)
    }
  }
}

/// Words with a meaning in the language; the raw value is their number in every `Names`.
enum Keyword: Int32, CaseIterable {
  case `true`, capitalTrue, `false`, capitalFalse, none, capitalNone
  case and, or, not, `in`, `is`, `if`, `else`, elif, endif
  case `for`, endfor, recursive, set, endset, with, endwith, without, context
  case macro, endmacro, call, endcall, filter, endfilter
  case include, ignore, missing, `import`, from, `as`, extends, block, endblock, scoped, required
  case `do`, `break`, `continue`, autoescape, endautoescape, raw, endraw
  case loop, caller, varargs, kwargs, `self`, `super`

  var text: String {
    switch self {
    case .capitalTrue: "True"
    case .capitalFalse: "False"
    case .capitalNone: "None"
    default: "\(self)"
    }
  }
}

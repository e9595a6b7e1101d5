/// The names of one template, numbered in the order in which they occur; keywords come first.
struct Names: ~Copyable {
  private(set) var texts: [String]
  /// Names behind those in `texts` that are no strings yet; in the source, which outlives the lexer.
  private var unspelled = Buffer<UnsafeBufferPointer<UInt8>>(capacity: 128)
  private var keys: Buffer<NameKey>
  private var table: Buffer<Int32>

  /// With only the keywords in it.
  init() {
    texts = Names.keywords.texts
    keys = Buffer(Names.keywords.keys, capacity: 256)
    table = Buffer(Names.keywords.table, capacity: Names.keywords.table.count)
  }

  subscript(number: Int32) -> String { texts[Int(number)] }

  mutating func number(of text: String) -> Int32 {
    var copy = text
    return copy.withUTF8 {
      let number = number(of: $0)
      spell()
      return number
    }
  }

  /// Makes strings of all names.
  mutating func spell() {
    texts.reserveCapacity(texts.count + unspelled.count)
    for index in 0..<unspelled.count {
      let bytes = unspelled[index]
      // Fewer steps than decoding: what is short is made in registers.
      texts.append(
        String(unsafeUninitializedCapacity: bytes.count) { $0.initialize(fromContentsOf: bytes) })
    }
    unspelled.truncate(to: 0)
  }

  mutating func number(of bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    number(of: bytes, NameKey(UnsafeRawBufferPointer(bytes)))
  }

  /// The names so far, for a loop that keeps in registers where they are; valid until one is added.
  struct Known {
    fileprivate let table: UnsafePointer<Int32>
    fileprivate let mask: Int
    fileprivate let keys: UnsafePointer<NameKey>

    /// The number of a short name; nil when it has not occurred yet.
    @inline(__always)
    subscript(key: NameKey) -> Int32? {
      var position = key.hash & mask
      while true {
        let number = table[position]
        if number < 0 { return nil }
        if keys[Int(number)] == key { return number }
        position = (position &+ 1) & mask
      }
    }
  }

  var known: Known {
    Known(table: table.elements, mask: table.count &- 1, keys: keys.elements)
  }

  /// - Parameter key: that of `bytes`.
  mutating func number(of bytes: UnsafeBufferPointer<UInt8>, _ key: NameKey) -> Int32 {
    let mask = table.count - 1
    var position = key.hash & mask
    while true {
      let number = table[position]
      if number < 0 { return add(bytes, key, at: position) }
      if keys[Int(number)] == key, key.isWhole || isText(number, bytes) { return number }
      position = (position + 1) & mask
    }
  }

  private func isText(_ number: Int32, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let index = Int(number) - texts.count
    return index < 0
      ? texts[Int(number)].utf8.elementsEqual(bytes) : unspelled[index].elementsEqual(bytes)
  }

  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ key: NameKey, at position: Int
  ) -> Int32 {
    let number = Int32(keys.count)
    table[position] = number
    keys.append(key)
    unspelled.append(bytes)
    if keys.count * 2 > table.count { grow() }
    return number
  }

  private mutating func grow() {
    table = Buffer(Names.table(of: keys, count: table.count * 2), capacity: table.count * 2)
  }

  // MARK: keywords

  /// What every template starts with.
  private static let keywords: (texts: [String], keys: [NameKey], table: [Int32]) = {
    let texts = Keyword.allCases.map(\.text)
    let keys = texts.map { text in
      var text = text
      return text.withUTF8 { NameKey(UnsafeRawBufferPointer($0)) }
    }
    return (texts, keys, table(of: Buffer(keys, capacity: keys.count), count: 512))
  }()

  /// Numbers of names by the hashes of their keys: open addressing; -1 is free. The size is a power
  /// of two and at least twice the names.
  private static func table(of keys: borrowing Buffer<NameKey>, count: Int) -> [Int32] {
    var table = [Int32](repeating: -1, count: count)
    for number in 0..<keys.count {
      var position = keys[number].hash & (count - 1)
      while table[position] >= 0 { position = (position + 1) & (count - 1) }
      table[position] = Int32(number)
    }
    return table
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

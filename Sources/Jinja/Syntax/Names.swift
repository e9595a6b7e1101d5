/// The names of one template, numbered in the order in which they occur; keywords come first.
struct Names {
  private(set) var texts: [String]
  /// Open addressing; -1 is free. The size is a power of two and at least twice the names.
  private var table: [Int32]
  private var hashes: [UInt32]
  /// The bytes of all names, and where each starts; the last entry is the end.
  private var pool: [UInt8]
  private var starts: [Int32]

  init() {
    texts = []
    hashes = []
    pool = []
    starts = [0]
    table = [Int32](repeating: -1, count: 512)
    for keyword in Keyword.allCases { _ = number(of: keyword.text) }
  }

  /// With only the keywords in it; copied for each template.
  static let initial = Names()

  subscript(number: Int32) -> String { texts[Int(number)] }

  mutating func number(of text: String) -> Int32 {
    var copy = text
    return copy.withUTF8 { number(of: $0) }
  }

  // FNV-1a.
  static let startOfHash: UInt32 = 2_166_136_261

  static func hash(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
    (hash ^ UInt32(byte)) &* 16_777_619
  }

  private mutating func number(of bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    number(of: bytes, hash: bytes.reduce(Names.startOfHash, Names.hash))
  }

  mutating func number(of bytes: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int32 {
    let mask = table.count - 1
    var position = Int(hash) & mask
    while table[position] >= 0 {
      let number = Int(table[position])
      if hashes[number] == hash, isEqual(number, bytes) { return Int32(number) }
      position = (position + 1) & mask
    }
    let number = Int32(texts.count)
    table[position] = number
    hashes.append(hash)
    texts.append(String(decoding: bytes, as: UTF8.self))
    pool.append(contentsOf: bytes)
    starts.append(Int32(pool.count))
    if texts.count * 2 > table.count { grow() }
    return number
  }

  private func isEqual(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(starts[number])
    guard Int(starts[number + 1]) - start == bytes.count else { return false }
    return pool.withUnsafeBufferPointer { pool in
      for offset in 0..<bytes.count where pool[start + offset] != bytes[offset] { return false }
      return true
    }
  }

  private mutating func grow() {
    table = [Int32](repeating: -1, count: table.count * 2)
    let mask = table.count - 1
    for (number, hash) in hashes.enumerated() {
      var position = Int(hash) & mask
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

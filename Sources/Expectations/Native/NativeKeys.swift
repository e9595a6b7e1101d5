import Warehouse

/// The different keys of rows, as hashes of 128 bits: a million of them are told apart but for one
/// time in 10²⁶. Rows with a missing part have no key.
struct NativeKeys {
  private var slots: [Key] = Array(repeating: Key(high: 0, low: 0), count: 1 << 10)
  private(set) var distinct = 0
  private var rows = 0
  /// Keys that occur more than once; few where a check passes.
  private var repeated: Set<Key> = []

  /// 0, 0 is an empty slot.
  private struct Key: Hashable {
    var high: UInt64
    var low: UInt64
  }

  /// Rows whose key occurs more than once.
  var duplicates: Int { rows - distinct + repeated.count }

  mutating func take(_ columns: [ColumnVector], rowCount: Int) {
    var keys = [Key](repeating: Key(high: 0x9E37_79B9_7F4A_7C15, low: 1), count: rowCount)
    for column in columns { Self.mix(column, into: &keys) }
    let validities = columns.compactMap(\.validity)
    for row in 0..<rowCount where validities.allSatisfy({ $0[row] }) { insert(keys[row]) }
  }

  private mutating func insert(_ key: Key) {
    rows += 1
    if (distinct + 1) * 2 > slots.count { grow() }
    var slot = Int(truncatingIfNeeded: key.high) & (slots.count - 1)
    while slots[slot].low != 0 || slots[slot].high != 0 {
      if slots[slot] == key {
        repeated.insert(key)
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = key
    distinct += 1
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Key(high: 0, low: 0), count: old.count * 2)
    for key in old where key.low != 0 || key.high != 0 {
      var slot = Int(truncatingIfNeeded: key.high) & (slots.count - 1)
      while slots[slot].low != 0 || slots[slot].high != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = key
    }
  }

  private static func mix(_ column: ColumnVector, into keys: inout [Key]) {
    switch column.storage {
    case .integers(let numbers):
      for row in keys.indices { mix(UInt64(bitPattern: numbers[row]), into: &keys[row]) }
    case .doubles(let numbers):
      // 1.0 and 1 are one key in SQL; −0.0 and 0.0, too.
      for row in keys.indices {
        let whole = Int64(exactly: numbers[row])
        mix(whole.map { UInt64(bitPattern: $0) } ?? numbers[row].bitPattern ^ 1, into: &keys[row])
      }
    case .texts(let texts):
      texts.bytes.withUnsafeBytes { bytes in
        for row in keys.indices { mix(bytes, texts.range(row), into: &keys[row]) }
      }
    default: break
    }
  }

  private static func mix(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, into key: inout Key
  ) {
    var place = range.lowerBound
    while place + 8 <= range.upperBound {
      mix(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self), into: &key)
      place += 8
    }
    var last: UInt64 = 0
    while place < range.upperBound {
      last = last << 8 | UInt64(bytes[place])
      place += 1
    }
    mix(last, into: &key)
    mix(UInt64(range.count), into: &key)
  }

  /// Two independent multiply-and-fold rounds (Steele, Lea, Flood 2014, the finaliser of SplitMix).
  @inline(__always) private static func mix(_ word: UInt64, into key: inout Key) {
    key.high = finish(key.high ^ word &* 0x9E37_79B9_7F4A_7C15)
    key.low = finish(key.low &+ (word ^ 0xD1B5_4A32_D192_ED03)) | 1
  }

  @inline(__always) private static func finish(_ word: UInt64) -> UInt64 {
    var z = word &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

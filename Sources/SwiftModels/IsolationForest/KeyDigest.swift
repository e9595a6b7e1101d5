internal import Warehouse

/// A 64-bit digest of each row's key; the same on every warehouse that holds the same keys.
///
/// Values are digested as text, because a warehouse may keep a date as a date and another as text.
struct KeyDigest {
  private var bytes: [UInt8] = []

  /// Digests of the rows of `columns`, in their order.
  mutating func digests(of columns: [ColumnVector], rows: Int) -> [UInt64] {
    (0..<rows).map { row in
      var digest = Mix.start
      for column in columns {
        bytes.removeAll(keepingCapacity: true)
        append(column, row)
        digest = Mix.add(UInt64(bytes.count), to: Mix.add(bytes, to: digest))
      }
      return Mix.finish(digest)
    }
  }

  private mutating func append(_ column: ColumnVector, _ row: Int) {
    switch column.storage {
    case .texts(let texts): bytes += texts.bytes[texts.range(row)]
    case .integers(let values): append("\(values[row])")
    case .booleans(let values): append(values[row] ? "1" : "0")
    case .doubles(let values): append(values[row])
    case .decimals(let digits): append(Double(digits[row]) ?? .nan)
    case .dates(let days): ISOText.append(date: Int(days[row]), to: &bytes)
    case .timestamps(let times), .timestampsWithTimeZone(let times):
      ISOText.append(timestamp: times[row], to: &bytes)
    }
  }

  private mutating func append(_ text: String) { bytes += text.utf8 }

  private mutating func append(_ number: Double) {
    append(Int64(exactly: number).map { "\($0)" } ?? "\(number)")
  }
}

/// Arithmetic of the digests: multiply and rotate, 64 bits; not for secrets.
enum Mix {
  static let start: UInt64 = 0x243F_6A88_85A3_08D3
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  static func add(_ word: UInt64, to digest: UInt64) -> UInt64 {
    let mixed = (digest ^ word) &* factor
    return (mixed << 31) | (mixed >> 33)
  }

  static func add(_ bytes: [UInt8], to digest: UInt64) -> UInt64 {
    var digest = digest
    var word: UInt64 = 0
    for (index, byte) in bytes.enumerated() {
      word = word << 8 | UInt64(byte)
      if index % 8 == 7 {
        digest = add(word, to: digest)
        word = 0
      }
    }
    return add(word, to: digest)
  }

  /// Every bit of the digest changes about half the bits of the result.
  static func finish(_ digest: UInt64) -> UInt64 {
    var z = digest
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Sixteen hexadecimal digits.
  static func hexadecimal(_ digest: UInt64) -> String {
    let digits = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

import Warehouse

/// The different keys of rows: whole numbers of one column as they are, all else as hashes. Rows with a
/// missing part have no key.
struct NativeKeys {
  private var numbers = NumberSet()
  private var hashes = HashSet()
  /// One column has held nothing but whole numbers so far.
  private var areNumbers = true

  var distinct: Int { numbers.distinct + hashes.distinct }

  /// Rows whose key occurs more than once.
  var duplicates: Int { numbers.duplicates + hashes.duplicates }

  mutating func take(_ columns: [ColumnVector], rowCount: Int) {
    if areNumbers, columns.count == 1, case .integers(let values) = columns[0].storage {
      take(values, columns[0].validity)
    } else if columns.contains(where: { $0.nullCount == rowCount }) {
      // What a column without values is made of tells nothing of its kind.
    } else {
      leaveNumbers()
      take(hashed: columns, rowCount: rowCount)
    }
  }

  private mutating func take(_ values: [Int64], _ validity: [Bool]?) {
    if let validity {
      for (value, isValid) in zip(values, validity) where isValid { numbers.insert(value) }
    } else {
      for value in values { numbers.insert(value) }
    }
    if numbers.isSparse { leaveNumbers() }
  }

  private mutating func take(hashed columns: [ColumnVector], rowCount: Int) {
    var keys = [KeyHash](repeating: KeyHash(), count: rowCount)
    for column in columns { column.mix(into: &keys) }
    let validities = columns.compactMap(\.validity)
    for row in 0..<rowCount where validities.allSatisfy({ $0[row] }) { hashes.insert(keys[row]) }
  }

  private mutating func leaveNumbers() {
    guard areNumbers else { return }
    areNumbers = false
    for (number, isRepeated) in numbers.members {
      var key = KeyHash()
      key.mix(UInt64(bitPattern: number))
      hashes.insert(key)
      if isRepeated { hashes.insert(key) }
    }
    hashes.rows = numbers.rows
    numbers = NumberSet()
  }
}

extension ColumnVector {
  fileprivate func mix(into keys: inout [KeyHash]) {
    switch storage {
    case .integers(let numbers):
      for row in keys.indices { keys[row].mix(UInt64(bitPattern: numbers[row])) }
    case .doubles(let numbers):
      // 1.0 and 1 are one key in SQL; −0.0 and 0.0, too.
      for row in keys.indices {
        let whole = Int64(exactly: numbers[row])
        keys[row].mix(whole.map { UInt64(bitPattern: $0) } ?? numbers[row].bitPattern ^ 1)
      }
    case .texts(let texts):
      texts.bytes.withUnsafeBytes { bytes in
        for row in keys.indices { keys[row].mix(bytes, texts.range(row)) }
      }
    default: break
    }
  }
}

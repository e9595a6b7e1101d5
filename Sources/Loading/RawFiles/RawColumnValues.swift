internal import Warehouse

/// The texts of one column of a raw table; a text that stands for NULL becomes one.
struct RawColumnValues {
  private let nullText: [[UInt8]]
  private var texts = TextVector()
  private var validity: [Bool] = []

  /// - Parameter rows: about how many will follow.
  init(nullText: [[UInt8]], rows: Int) {
    self.nullText = nullText
    texts.reserve(rows: rows, bytes: rows * 8)
    if !nullText.isEmpty { validity.reserveCapacity(rows) }
  }

  mutating func append(_ field: UnsafeRawBufferPointer) {
    guard !nullText.isEmpty else { return texts.append(field) }
    let isNull = nullText.contains { $0.elementsEqual(field) }
    validity.append(!isNull)
    texts.append(isNull ? UnsafeRawBufferPointer(start: nil, count: 0) : field)
  }

  var vector: ColumnVector {
    ColumnVector(.texts(texts), validity: validity.contains(false) ? validity : nil)
  }
}

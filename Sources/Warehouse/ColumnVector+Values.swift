extension ColumnVector {
  /// The column of `values`; a value that is not of `type` counts as null.
  package init(_ values: some Collection<SQLValue>, as type: ColumnType) {
    var validity: [Bool] = []
    func column<Element>(_ zero: Element, _ read: (SQLValue) -> Element?) -> [Element] {
      values.map { value in
        let element = read(value)
        validity.append(element != nil)
        return element ?? zero
      }
    }
    let storage: Storage
    switch type {
    case .boolean:
      storage = .booleans(column(false) { if case .boolean(let value) = $0 { value } else { nil } })
    case .integer:
      storage = .integers(column(0) { if case .integer(let value) = $0 { value } else { nil } })
    case .double:
      storage = .doubles(column(0) { if case .double(let value) = $0 { value } else { nil } })
    case .decimal:
      let digits = column("") { if case .decimal(let value) = $0 { value } else { nil } }
      storage = .decimals(TextVector(digits))
    case .text:
      let texts = column("") { if case .text(let value) = $0 { value } else { nil } }
      storage = .texts(TextVector(texts))
    case .date:
      storage = .dates(column(0) { if case .date(let value) = $0 { value } else { nil } })
    case .timestamp:
      storage = .timestamps(column(0) { if case .timestamp(let value) = $0 { value } else { nil } })
    case .timestampWithTimeZone:
      storage = .timestampsWithTimeZone(
        column(0) { if case .timestampWithTimeZone(let value) = $0 { value } else { nil } })
    }
    self.init(storage, validity: validity.contains(false) ? validity : nil)
  }
}

/// What the rows read so far say of a column's type.
struct SeedInference {
  private var types = SeedTypes.all
  private var decimalPlaces = 0
  private var isNarrow = true
  private var fitsInt64 = true
  private var hasSpecialNumbers = false

  /// `isForced`: the column keeps its texts, whatever they look like.
  init(isForced: Bool) {
    if isForced { types = [] }
  }

  mutating func observe(_ field: UnsafeRawBufferPointer) {
    if types.isEmpty { return }
    let value = SeedText.trimmed(field)
    if SeedText.isNull(trimmed: value) { return }
    if types.contains(.number) { observeNumber(value) }
    if types.contains(.date), SeedTime.date(value) == nil { types.remove(.date) }
    if types.contains(.dateTime), SeedTime.dateTime(value) == nil { types.remove(.dateTime) }
    if types.contains(.isoDateTime), SeedISOTime.dateTime(value) == nil {
      types.remove(.isoDateTime)
    }
    if types.contains(.boolean), SeedBoolean(value) == nil { types.remove(.boolean) }
  }

  private mutating func observeNumber(_ value: UnsafeRawBufferPointer) {
    switch SeedNumber(value) {
    case nil: types.remove(.number)
    case .notANumber, .infinity: hasSpecialNumbers = true
    case .some(let number):
      decimalPlaces = max(decimalPlaces, number.decimalPlaces)
      if let integer = number.int64 {
        isNarrow = isNarrow && Int32(exactly: integer) != nil
      } else if number.decimalPlaces == 0 {
        fitsInt64 = false
      }
    }
  }

  /// The column with what was learnt; a column without values is one of integers.
  func column(_ name: String, sqlType: String?) -> SeedColumn {
    SeedColumn(
      name: name, type: conversion.columnType, isNarrow: isNarrow && fitsInt64, sqlType: sqlType,
      conversion: conversion)
  }

  private var conversion: SeedConversion {
    if types.contains(.number) {
      if decimalPlaces > 0 || hasSpecialNumbers { return .double }
      return fitsInt64 ? .integer : .wholeDecimal
    }
    if types.contains(.date) { return .date }
    if types.contains(.dateTime) { return .dateTime }
    if types.contains(.isoDateTime) { return .isoDateTime }
    return types.contains(.boolean) ? .boolean : .text
  }
}

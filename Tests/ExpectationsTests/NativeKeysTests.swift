import Testing
import Warehouse

@testable import Expectations

/// Keys are counted as a dictionary counts them, whatever they are made of.
struct NativeKeysTests {
  private struct Counts: Equatable, CustomTestStringConvertible {
    var distinct = 0
    var duplicates = 0

    var testDescription: String { "\(distinct) distinct, \(duplicates) duplicates" }
  }

  private func counted(_ keys: [[SQLValue]]) -> Counts {
    let present = keys.filter { !$0.contains(.null) }
    let groups = Dictionary(grouping: present) {
      "\($0.map { $0.number.map { "\($0)" } ?? "\($0)" })"
    }
    return Counts(
      distinct: groups.count,
      duplicates: groups.values.reduce(0) { $0 + ($1.count > 1 ? $1.count : 0) })
  }

  private func taken(_ keys: [[SQLValue]], types: [String], batchSize: Int = 700) -> Counts {
    var native = NativeKeys()
    for start in stride(from: 0, to: keys.count, by: batchSize) {
      let rows = keys[start..<min(keys.count, start + batchSize)]
      let columns = types.indices.map { column in vector(rows.map { $0[column] }) }
      native.take(columns, rowCount: rows.count)
    }
    return Counts(distinct: native.distinct, duplicates: native.duplicates)
  }

  private func vector(_ values: [SQLValue]) -> ColumnVector {
    let validity = values.map { $0 != .null }
    let isWhole = values.allSatisfy { if case .double = $0 { false } else { true } }
    let isText = values.contains { if case .text = $0 { true } else { false } }
    if isText {
      return ColumnVector(
        .texts(TextVector(values.map { if case .text(let text) = $0 { text } else { "" } })),
        validity: validity)
    }
    return isWhole
      ? ColumnVector(.integers(values.map { Int64($0.integer ?? 0) }), validity: validity)
      : ColumnVector(.doubles(values.map { $0.number ?? 0 }), validity: validity)
  }

  @Test(arguments: [1, 1 << 4, 1 << 20, 1 << 40])
  func numbers(spread: Int64) {
    var random = SystemRandomNumberGenerator()
    let keys = (0..<20_000).map { _ -> [SQLValue] in
      let number = Int64.random(in: -5_000...5_000, using: &random)
      return [number % 97 == 0 ? .null : .integer(number * spread)]
    }
    #expect(taken(keys, types: ["n"]) == counted(keys))
  }

  @Test func numbersThatBecomeFractions() {
    let keys = (0..<3_000).map { row -> [SQLValue] in
      row < 1_500 ? [.integer(Int64(row % 1_400))] : [.double(Double(row % 1_450) / 2)]
    }
    #expect(taken(keys, types: ["x"]) == counted(keys))
  }

  @Test func textsBesideNumbers() {
    let keys = (0..<30_000).map { row -> [SQLValue] in
      [row % 11 == 0 ? .null : .integer(Int64(row % 2_000)), .text("k\(row % 1_999)é")]
    }
    #expect(taken(keys, types: ["n", "s"]) == counted(keys))
  }
}

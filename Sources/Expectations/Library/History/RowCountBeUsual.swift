import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let tableRowCountToBeUsual = ExpectationType(
    "expect_table_row_count_to_be_usual", .anomaly, .aggregate,
    summary: "The number of rows is near those of earlier runs.", parameters: .usual,
    sentence: { _ in "the number of rows is as usual" },
    check: { context in
      try context.usual([context.count()]) { $0.value(0).number }
    })
}

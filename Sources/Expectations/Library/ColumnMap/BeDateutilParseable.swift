import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let columnValuesToBeDateutilParseable = judgedValues(
    "expect_column_values_to_be_dateutil_parseable",
    summary: "Every value can be read as a date or time in one of the usual spellings.",
    sentence: { "\($0.name()) can be read as a date or time" }, rule: { _ in .anyTime })
}

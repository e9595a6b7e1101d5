extension ExpectationType {
  /// Every type, in the order of the documentation.
  package static let all: [ExpectationType] = [
    .columnValuesToBeBetween,
    .columnValuesToBeDecreasing,
    .columnValuesToBeInSet,
    .columnValuesToBeIncreasing,
    .columnValuesToBeJSONParseable,
    .columnValuesToBeNull,
    .columnValuesToBeUnique,
    .columnValueLengthsToBeBetween,
    .columnValueLengthsToEqual,
    .columnValuesToMatchLikePattern,
    .columnValuesToMatchLikePatternList,
    .columnValuesToMatchRegex,
    .columnValuesToMatchRegexList,
    .columnValuesToNotBeInSet,
    .columnValuesToNotBeNull,
    .columnValuesToNotBeOutliers,
    .columnValuesToNotMatchLikePattern,
    .columnValuesToNotMatchLikePatternList,
    .columnValuesToNotMatchRegex,
    .columnValuesToNotMatchRegexList,
    .columnValueZScoresToBeLessThan,
    .columnDistinctValuesToBeInSet,
    .columnDistinctValuesToContainSet,
    .columnDistinctValuesToEqualSet,
    .columnKLDivergenceToBeLessThan,
    .columnMaxToBeBetween,
    .columnMeanToBeBetween,
    .columnMedianToBeBetween,
    .columnMinToBeBetween,
    .columnMostCommonValueToBeInSet,
    .columnProportionOfNonNullValuesToBeBetween,
    .columnProportionOfUniqueValuesToBeBetween,
    .columnQuantileValuesToBeBetween,
    .columnStdevToBeBetween,
    .columnSumToBeBetween,
    .columnUniqueValueCountToBeBetween,
    .compoundColumnsToBeUnique,
    .multicolumnSumToEqual,
    .multicolumnValuesToBeEqual,
    .columnPairValuesAToBeGreaterThanB,
    .columnPairValuesToBeEqual,
    .columnPairValuesToBeInSet,
    .selectColumnValuesToBeUniqueWithinRecord,
    .tableColumnCountToBeBetween,
    .tableColumnCountToEqual,
    .columnToExist,
    .columnTypeToBe,
    .columnValuesToBeInTypeList,
    .columnValuesToBeOfType,
    .tableColumnsToMatchOrderedList,
    .tableColumnsToMatchSet,
    .tableRowCountToBeBetween,
    .tableRowCountToEqual,
    .tableRowCountToEqualOtherTable,
    .unexpectedRows,
    .columnValuesToNotBeInFuture,
    .seriesAutocorrelationToBeBetween,
    .seriesDiurnalRangeToBeBetween,
    .seriesStepToBe,
    .seriesToBeComplete,
    .columnValuesToExistInOtherTable,
    .metricBelow,
    .queryResultsToMatchComparison,
    .tableRowCountToEqualSumOfOtherTables,
  ]

  private static let byName: [String: ExpectationType] = {
    var table: [String: ExpectationType] = [:]
    for type in all {
      for name in [type.name] + type.aliases { table[name] = type }
    }
    return table
  }()

  /// The type called `name`, which may be an alias; nil when there is none.
  package static func named(_ name: String) -> ExpectationType? { byName[name] }
}

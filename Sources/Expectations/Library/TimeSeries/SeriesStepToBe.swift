import PlainData

extension ExpectationType {
  static let seriesStepToBe = ExpectationType(
    "expect_series_step_to_be", .timeSeries, .map,
    summary: "Every time follows the one before it in its series after the step.",
    parameters: [
      .timeColumn, .keyColumns,
      .optional("step_minutes", .number, "The step of all series."),
      .optional("step_column", .column, "The column that holds each row's step, in minutes."),
    ],
    sentence: {
      "\($0.name("time_column")) advances by "
        + ($0["step_minutes"].map { "\($0.inline) minutes" } ?? $0.name("step_column"))
    },
    problems: { arguments in
      if (arguments["step_minutes"] == nil) != (arguments["step_column"] == nil) { return [] }
      return [
        ArgumentProblem(
          argument: "step_minutes", code: "missing-expectation-argument",
          message: "either `step_minutes` or `step_column` is required")
      ]
    },
    check: { context in
      let time = try context.column("time_column")
      let keys = try context.keys()
      let names = try context.keyNames() + [context.columnName("time_column")]
      if let minutes = context.arguments["step_minutes"]?.double {
        return try context.neighbourCheck(
          orderedBy: [time], groups: keys, value: context.epoch("time_column"),
          judged: "\(time) IS NOT NULL", predicate: "this_value - previous_value = \(minutes * 60)",
          shows: names)
      }
      let step = try context.column("step_column")
      return try context.neighbourCheck(
        orderedBy: [time], groups: keys, value: context.epoch("time_column"),
        judged: "\(time) IS NOT NULL", predicate: "this_value - previous_value = \(step) * 60",
        shows: names + [context.columnName("step_column")])
    })
}

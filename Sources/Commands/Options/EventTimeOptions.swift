import Compilation
import Diagnostics
import PlainData
import Warehouse

/// What `--sample`, `--event-time-start` and `--event-time-end` may say.
enum EventTimeOptions {
  /// Throws: `event-time-options`.
  static func check(_ arguments: ParsedArguments) throws(Diagnostic) {
    if let sample = arguments.value("sample"), SampleWindow(sample, now: .now()) == nil {
      throw Diagnostic(
        code: "event-time-options",
        "Invalid value for '--sample': cannot load SAMPLE_WINDOW from '\(sample)'",
        help: [
          "name a span (`3 days`, `12 hours`, `1 month`) or two moments (`{start: 2024-01-01T00:00, end: 2024-01-08T00:00}`)"
        ])
    }
    let start = try moment(arguments, "event-time-start")
    let end = try moment(arguments, "event-time-end")
    switch (start, end) {
    case (nil, nil): return
    case (let start?, let end?):
      guard start >= end else { return }
      throw .eventTime("Value for `--event-time-start` must be less than `--event-time-end`")
    case (nil, _): throw .lacking("end", "start")
    case (_, nil): throw .lacking("start", "end")
    }
  }

  private static func moment(_ arguments: ParsedArguments, _ key: String) throws(Diagnostic)
    -> Int64?
  {
    guard let text = arguments.value(key) else { return nil }
    if let moment = CivilTime.timestamp(of: text)?.microseconds { return moment }
    throw .eventTime("`--\(key)` takes a date or a time, not `\(text)`")
  }
}

extension Diagnostic {
  fileprivate static func eventTime(_ message: String) -> Diagnostic {
    Diagnostic(code: "event-time-options", message)
  }

  /// In dbt's words.
  fileprivate static func lacking(_ given: String, _ missing: String) -> Diagnostic {
    eventTime(
      "The flag `--event-time-\(given)` was specified, but `--event-time-\(missing)` was not. When specifying `--event-time-\(given)`, `--event-time-\(missing)` must also be present."
    )
  }
}

import Jinja
package import PlainData

/// What a template may know of the batch of a microbatch model that it makes.
package struct BatchFacts: Sendable {
  package var id: String
  /// As dbt prints them: `2020-01-01 00:00:00+00:00`.
  package var start: String
  package var end: String
  /// Whether the batch adds to a table that is there.
  package var isIncremental: Bool

  package init(id: String, start: String, end: String, isIncremental: Bool) {
    self.id = id
    self.start = start
    self.end = end
    self.isIncremental = isIncremental
  }

  /// `model.batch` in templates.
  package var plain: PlainMap {
    [
      "id": .string(id), "event_time_start": .string(start), "event_time_end": .string(end),
    ]
  }

  /// A batch knows by itself whether it is the first one, whatever the flags say of the model.
  func apply(to context: NodeContext) {
    let isIncremental = isIncremental
    context.define("is_incremental", .function("is_incremental") { _ in .bool(isIncremental) })
    context.define(
      "should_full_refresh", .function("should_full_refresh") { _ in .bool(!isIncremental) })
  }
}

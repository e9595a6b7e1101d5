package import Diagnostics
import PlainData

/// Something worth telling while a command runs; sinks decide how it looks.
package enum RunEvent: Sendable {
  /// Counts by kind (`model`, `data test`) of the whole project, in the order to print.
  case found(counts: [(kind: String, count: Int)])
  case concurrency(threads: Int, target: String)
  case nodeStarted(NodeLine)
  case nodeFinished(NodeLine, NodeResult)
  /// A Swift model tells how far it is.
  case modelProgress(ModelProgress)
  /// A suite gave its verdict on a relation.
  case suiteFinished(SuiteLine)
  /// Free text of a level: what `log()` and `print()` in templates say, notes of the tool.
  case message(LogLevel, String)
  case problem(Diagnostic)
  /// An event that has a name of its own in dbt's log.
  case entry(LogEntry)
  case finished(RunRecord)
}

package enum LogLevel: String, Sendable, Comparable {
  case debug, info, warn, error

  private var rank: Int {
    switch self {
    case .debug: 0
    case .info: 1
    case .warn: 2
    case .error: 3
    }
  }

  package static func < (one: LogLevel, other: LogLevel) -> Bool { one.rank < other.rank }
}

/// A node as progress lines name it.
package struct NodeLine: Hashable, Sendable {
  /// Place in the run, from 1, and how many nodes the run has.
  package var index: Int
  package var total: Int
  package var uniqueID: String
  /// dbt's resource type: `model`, `test`.
  package var resourceType: String
  /// `sql table model marts.mart_peaks`.
  package var description: String
  package var name = ""
  /// Relative to the folder of its kind: `marts/mart_peaks.sql`.
  package var path = ""
  package var materialized = ""
  package var database = ""
  package var schema = ""
  package var alias = ""
  package var relationName = ""

  package init(index: Int, total: Int, uniqueID: String, resourceType: String, description: String)
  {
    self.index = index
    self.total = total
    self.uniqueID = uniqueID
    self.resourceType = resourceType
    self.description = description
  }
}

extension NodeLine {
  /// Whether anything is done for it; of what is only passed the end alone is told.
  var hasWork: Bool {
    !["exposure", "metric", "semantic_model", "saved_query"].contains(resourceType)
  }
}

/// How far a running Swift model is.
package struct ModelProgress: Hashable, Sendable {
  package var uniqueID: String
  /// What it is at, in a word: `reading`, `scoring`.
  package var phase: String
  package var rows: Int
  /// Nil while it is unknown.
  package var total: Int?
  /// Whether it is time for a line of its own, where nothing is overwritten: every ten seconds.
  package var isLandmark: Bool

  package init(uniqueID: String, phase: String, rows: Int, total: Int?, isLandmark: Bool) {
    self.uniqueID = uniqueID
    self.phase = phase
    self.rows = rows
    self.total = total
    self.isLandmark = isLandmark
  }

  /// The last part of the node's ID.
  package var name: String { uniqueID.split(separator: ".").last.map(String.init) ?? uniqueID }

  /// `scoring, 1,200,000 of 5,000,000 rows (24 %)`
  package var text: String {
    let count = "\(phase), \(rows.grouped)"
    guard let total, total > 0 else { return "\(count) rows" }
    return "\(count) of \(total.grouped) rows (\(Int(Double(rows) / Double(total) * 100)) %)"
  }
}

extension Int {
  /// Digits in groups of three: `1,200,000`.
  fileprivate var grouped: String {
    let digits = String(magnitude)
    var text = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}

/// A suite's verdict in one line.
package struct SuiteLine: Hashable, Sendable {
  package var suite: String
  package var relation: String
  package var evaluated: Int
  package var successful: Int
  package var warnings: Int
  package var isBlocking: Bool
  package var seconds: Double
  /// One sentence per failed expectation, for the lines under the verdict.
  package var failures: [String]

  package init(
    suite: String, relation: String, evaluated: Int, successful: Int, warnings: Int,
    isBlocking: Bool, seconds: Double, failures: [String]
  ) {
    self.suite = suite
    self.relation = relation
    self.evaluated = evaluated
    self.successful = successful
    self.warnings = warnings
    self.isBlocking = isBlocking
    self.seconds = seconds
    self.failures = failures
  }
}

/// Where events go; called from any thread.
package protocol EventSink: Sendable {
  func emit(_ event: RunEvent)

  /// Whether a warning counts as an error; by default none does.
  func treatsAsError(_ warning: Diagnostic) -> Bool

  /// What was emitted is where it belongs when it returns. Default: it always is.
  func flush()
}

extension EventSink {
  package func treatsAsError(_ warning: Diagnostic) -> Bool { false }

  package func flush() {}

  /// Throws: the warning, as an error, where it counts as one.
  func warn(_ warning: Diagnostic) throws(Diagnostic) {
    guard !treatsAsError(warning) else {
      var error = warning
      error.severity = .error
      throw error
    }
    emit(.problem(warning))
  }
}

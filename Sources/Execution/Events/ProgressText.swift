/// The words of progress lines, as dbt prints them.
///
///     1 of 5 OK created sql table model marts.peaks ........ [SELECT 12 in 0.05s]
package enum ProgressText {
  package static func started(_ line: NodeLine) -> String {
    padded("\(line.index) of \(line.total) START \(line.description) ", width: 80) + " [RUN]"
  }

  package static func finished(_ line: NodeLine, _ result: NodeResult) -> String {
    let (verb, outcome) = words(of: result, resourceType: line.resourceType)
    let name = result.status == .skipped ? line.description.lastWord : line.description.object
    let text = "\(line.index) of \(line.total) \(verb) \(name) "
    let time = result.status == .skipped ? "" : " in \(seconds(result.seconds))"
    return padded(text, width: 80) + " [\(outcome)\(time)]"
  }

  /// `12.34s`
  package static func seconds(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)s"
  }

  static func padded(_ text: String, width: Int) -> String {
    text + String(repeating: ".", count: max(0, width - text.count))
  }

  private static func words(of result: NodeResult, resourceType: String) -> (String, String) {
    let isTest = ["test", "unit_test"].contains(resourceType)
    return switch result.status {
    case .success: ("OK \(done(resourceType))", result.message)
    case .pass: ("PASS", "PASS")
    case .warn where isTest: ("WARN \(result.failures ?? 0)", "WARN \(result.failures ?? 0)")
    case .warn: ("WARN \(done(resourceType))", "WARN")
    case .fail: ("FAIL \(result.failures ?? 0)", "FAIL \(result.failures ?? 0)")
    case .error: (isTest ? "ERROR" : "ERROR \(doing(resourceType))", "ERROR")
    case .skipped: ("SKIP \(skipped(resourceType))", "SKIP")
    case .noOp: ("NO-OP", "NO-OP")
    case .partialSuccess: ("PARTIALLY \(done(resourceType))", result.message)
    }
  }

  private static func done(_ resourceType: String) -> String {
    switch resourceType {
    case "seed", "source": "loaded"
    case "snapshot": "snapshotted"
    case "suite": "validated"
    default: "created"
    }
  }

  private static func doing(_ resourceType: String) -> String {
    switch resourceType {
    case "seed", "source": "loading"
    case "snapshot": "snapshotting"
    case "suite": "validating"
    default: "creating"
    }
  }

  private static func skipped(_ resourceType: String) -> String {
    resourceType == "model" ? "relation" : resourceType
  }
}

extension String {
  fileprivate var lastWord: String { split(separator: " ").last.map(String.init) ?? self }
  /// A line that ends a test or a snapshot says what it is in other words.
  fileprivate var object: String {
    for kind in ["test ", "unit_test ", "snapshot "] where hasPrefix(kind) {
      return String(dropFirst(kind.count))
    }
    return self
  }
}

import Compilation
import Expectations
import PlainData
import ProjectLoading

extension SuiteLine {
  init(_ result: SuiteResult, node: Node) {
    let notMet = result.checks.filter { $0.status != .pass && $0.status != .skipped }
    self.init(
      suite: result.suite.name, relation: node.name, evaluated: result.checks.count,
      successful: result.checks.count { $0.status == .pass },
      warnings: result.checks.count { $0.status == .warn || $0.status == .info },
      isBlocking: result.verdict != .passes, seconds: result.seconds,
      failures: notMet.map { "\($0.status.rawValue): \($0.reason)" })
  }
}

extension SuiteResult {
  /// Why what depends on the relation may not go on; nil when it may.
  var blockingReason: String? {
    if case .blocks(let reason) = verdict { "suite `\(suite.name)`: \(reason)" } else { nil }
  }
}

extension ColumnProperties {
  /// Whether the column holds personal data, by its tags or its meta.
  var isPersonal: Bool {
    let tags = shared.tags?.value
    let tagged = tags?.list?.contains("pii") ?? (tags?.string == "pii")
    let configured = shared.config.contains { setting in
      setting.name == "tags" && (setting.value.list?.contains("pii") ?? (setting.value == "pii"))
    }
    return tagged || configured || shared.meta?.value["pii"]?.bool ?? false
  }
}

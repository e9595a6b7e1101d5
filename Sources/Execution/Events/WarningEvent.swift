package import Diagnostics

/// The name and code under which dbt's log and `--warn-error-options` know a warning.
package struct WarningEvent: Hashable, Sendable {
  package let name: String
  package let code: String

  package init(of diagnostic: Diagnostic) {
    let known = Self.events[diagnostic.code]
    name = known?.name ?? "JinjaLogWarning"
    code = known?.code ?? "I061"
  }

  private init(_ name: String, _ code: String) {
    self.name = name
    self.code = code
  }

  /// By the code of the diagnostic.
  private static let events: [String: WarningEvent] = [
    "selection-matches-nothing": WarningEvent("NoNodesForSelectionCriteria", "M030"),
    "nothing-selected": WarningEvent("NoNodesSelected", "Q038"),
    "nothing-to-do": WarningEvent("NothingToDo", "Q035"),
    "freshness-unknown": WarningEvent("FreshnessConfigProblem", "I073"),
    "test-failed": WarningEvent("LogTestResult", "Q007"),
    "unused-config": WarningEvent("UnusedResourceConfigPath", "I055"),
    "unused-patch": WarningEvent("NoNodeForYamlKey", "I058"),
    "unknown-patch": WarningEvent("NoNodeForYamlKey", "I058"),
    "deprecation-date": WarningEvent("DeprecatedModel", "I065"),
    "state-is-target": WarningEvent("WarnStateTargetEqual", "I072"),
  ]

  /// Names that `--warn-error-options` may use for our warnings.
  package static var names: [String] { Set(events.values.map(\.name)).sorted() }
}

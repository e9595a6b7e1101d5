package import Diagnostics

/// The name and code under which dbt's log and `--warn-error-options` know a warning.
package struct WarningEvent: Hashable, Sendable {
  package let name: String
  package let code: String
  /// Whether it is said for its use only: dbt checks these keys for other databases than ours and is
  /// silent here, so only an option that names the event makes it an error.
  package let isExtra: Bool

  package init(of diagnostic: Diagnostic) {
    let known = Self.events[diagnostic.code]
    name = known?.name ?? "JinjaLogWarning"
    code = known?.code ?? "I061"
    isExtra = known?.isExtra ?? false
  }

  private init(_ name: String, _ code: String, isExtra: Bool = false) {
    self.name = name
    self.code = code
    self.isExtra = isExtra
  }

  /// Counted, shown once, and summed up at the end, as dbt does with them.
  package var isDeprecation: Bool { code.hasPrefix("D") && !isExtra }

  /// By the code of the diagnostic.
  private static let events: [String: WarningEvent] = [
    "selection-matches-nothing": WarningEvent("NoNodesForSelectionCriteria", "M030"),
    "nothing-selected": WarningEvent("NoNodesSelected", "Q038"),
    "nothing-to-do": WarningEvent("NothingToDo", "Q035"),
    "freshness-unknown": WarningEvent("FreshnessConfigProblem", "I073"),
    "test-failed": WarningEvent("LogTestResult", "Q007"),
    "unused-config-path": WarningEvent("UnusedResourceConfigPath", "I051"),
    "unused-source-override": WarningEvent("UnusedTables", "I056"),
    "wrong-properties-section": WarningEvent("WrongResourceSchemaFile", "I057"),
    "no-node-for-properties": WarningEvent("NoNodeForYamlKey", "I058"),
    "no-macro-for-properties": WarningEvent("MacroNotFoundForPatch", "I059"),
    "ref-not-found": WarningEvent("NodeNotFoundOrDisabled", "I060"),
    "source-not-found": WarningEvent("NodeNotFoundOrDisabled", "I060"),
    "ref-disabled": WarningEvent("NodeNotFoundOrDisabled", "I060"),
    "deprecated-model": WarningEvent("DeprecatedModel", "I065"),
    "soon-deprecated-reference": WarningEvent("UpcomingReferenceDeprecation", "I066"),
    "deprecated-reference": WarningEvent("DeprecatedReference", "I067"),
    "constraint-ignored": WarningEvent("UnsupportedConstraintMaterialization", "I068"),
    "metric-rule": WarningEvent("SemanticValidationFailure", "I070"),
    "time-spine": WarningEvent("SemanticValidationFailure", "I070"),
    "state-is-target": WarningEvent("WarnStateTargetEqual", "I072"),
    "microbatch-inputs": WarningEvent("MicrobatchModelNoEventTimeInputs", "I074"),
    "macro-argument": WarningEvent("InvalidMacroAnnotation", "I076"),
    "package-without-revision": WarningEvent("DepsUnpinned", "M029"),
    "selector-and-select": WarningEvent("SelectExcludeIgnoredWithSelectorWarning", "Z064"),
    "unknown-section": WarningEvent("CustomTopLevelKeyDeprecation", "D025", isExtra: true),
    "unknown-config": WarningEvent("CustomKeyInConfigDeprecation", "D026", isExtra: true),
    "unknown-config-value": WarningEvent("CustomKeyInConfigDeprecation", "D026", isExtra: true),
    "unknown-key": WarningEvent("CustomKeyInObjectDeprecation", "D027", isExtra: true),
  ].merging(deprecations) { own, _ in own }

  private static let deprecations: [String: WarningEvent] = [
    "deprecated-clean-target": WarningEvent("PackageInstallPathDeprecation", "D002"),
    "renamed-key": WarningEvent("ConfigSourcePathDeprecation", "D003"),
    "renamed-data-paths": WarningEvent("ConfigDataPathDeprecation", "D004"),
    "exposure-name": WarningEvent("ExposureNameDeprecation", "D007"),
    "deprecated-log-path": WarningEvent("ConfigLogPathDeprecation", "D010"),
    "deprecated-target-path": WarningEvent("ConfigTargetPathDeprecation", "D011"),
    "space-in-name": WarningEvent("ResourceNamesWithSpacesDeprecation", "D015"),
    "freshness-without-hooks": WarningEvent("SourceFreshnessProjectHooksNotRun", "D017"),
    "unexpected-block": WarningEvent("UnexpectedJinjaBlockDeprecation", "D023"),
    "yaml-duplicate-key": WarningEvent("DuplicateYAMLKeysDeprecation", "D024"),
    "test-sql-header": WarningEvent("CustomKeyInConfigDeprecation", "D026"),
    "freshness-output": WarningEvent("CustomOutputPathInSourceFreshnessDeprecation", "D029"),
    "test-config-beside-arguments": WarningEvent("PropertyMovedToConfigDeprecation", "D030"),
    "include-exclude-option": WarningEvent("WEOIncludeExcludeDeprecation", "D031"),
    "models-option": WarningEvent("ModelParamUsageDeprecation", "D032"),
    "itertools": WarningEvent("ModulesItertoolsUsageDeprecation", "D034"),
    "reserved-variable": WarningEvent("EnvironmentVariableNamespaceDeprecation", "D036"),
    "arguments-without-flag": WarningEvent("ArgumentsPropertyInGenericTestDeprecation", "D038"),
    "test-without-arguments": WarningEvent(
      "MissingArgumentsPropertyInGenericTestDeprecation", "D039"),
    "name-of-two-types": WarningEvent("DuplicateNameDistinctNodeTypesDeprecation", "D040"),
  ]
}

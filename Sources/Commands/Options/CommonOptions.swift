import PlainData

/// Options that several commands share, grouped by what they are about.
enum CommonOptions {
  static let selection: [OptionSpec] = [
    OptionSpec(
      "--select", "-s", "--models", "-m", "--model", kind: .values(metavariable: "SELECTOR"),
      readsEnvironment: false,
      help: "nodes to take: names, tag:…, path:…, state:…, +parents, children+, @"),
    OptionSpec(
      "--exclude", kind: .values(metavariable: "SELECTOR"), readsEnvironment: false,
      help: "nodes to leave out"),
    OptionSpec(
      "--selector", kind: .value(metavariable: "NAME"), readsEnvironment: false,
      help: "a selection of selectors.yml"),
  ]

  static let resourceTypes: [OptionSpec] = [
    OptionSpec(
      "--resource-types", "--resource-type", kind: .values(metavariable: "TYPE"),
      help: "only nodes of these types: model, seed, test, source, …"),
    OptionSpec(
      "--exclude-resource-types", "--exclude-resource-type", kind: .values(metavariable: "TYPE"),
      help: "no nodes of these types"),
  ]

  static let fullRefresh = OptionSpec(
    "--full-refresh", "-f", help: "rebuild incremental models and seeds from nothing")

  static let empty = OptionSpec(
    "--empty", help: "build with no rows: every ref and source is empty")

  /// What a run of models takes beside the selection.
  static let models: [OptionSpec] = [
    fullRefresh, empty,
    OptionSpec(
      "--sample", kind: .value(metavariable: "SPAN"),
      help: "build with a part of the rows: '3 days' back from now, by event_time"),
    OptionSpec(
      "--event-time-start", kind: .value(metavariable: "TIME"),
      help: "first batch of microbatch models"),
    OptionSpec(
      "--event-time-end", kind: .value(metavariable: "TIME"),
      help: "where the batches of microbatch models end"),
  ]

  static let execution: [OptionSpec] =
    [
      OptionSpec(
        "--junit", kind: .value(metavariable: "FILE"), readsEnvironment: false,
        help: "write results as JUnit XML"),
      OptionSpec(
        "--sqlparse", kind: .value(metavariable: "YAML"), help: "accepted", isHidden: true),
    ] + QualityEvidence.options

  static let tests: [OptionSpec] = [
    OptionSpec("--store-failures", help: "keep failing rows of tests in tables")
  ]

  /// Whether templates may ask the warehouse.
  static let introspection = OptionSpec(
    "--introspect", fallback: true, help: "templates may ask the warehouse (on)")
}

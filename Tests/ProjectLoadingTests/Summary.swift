import Diagnostics
import PlainData
import YAML

@testable import ProjectLoading

/// Everything that loading found, as text to be compared.
struct Summary {
  private(set) var lines: [String] = []

  init(_ project: Project) {
    let profile = project.profile
    add(
      "profile",
      "\(profile.name).\(profile.target) \(profile.type.value) \(profile.threads) threads")
    add("target", profile.context)
    add("secrets", project.secrets.joined(separator: ","))
    for package in project.packages { add(package) }
    if let selectors = project.selectors { add("selectors", JSON.text(selectors.root.plain)) }
    for warning in project.warnings { lines.append(DiagnosticRenderer().render(warning)) }
  }

  var text: String { lines.joined(separator: "\n") }

  private mutating func add(_ what: String, _ text: String) {
    if !text.isEmpty { lines.append("\(what): \(text)") }
  }

  private mutating func add(_ what: String, _ map: PlainMap) {
    add(what, map.isEmpty ? "" : JSON.text(.map(map)))
  }

  private mutating func add(_ what: String, _ settings: [Setting]) {
    for setting in settings {
      let raw =
        setting.value == setting.unrendered ? "" : " from " + JSON.text(setting.unrendered)
      add(what + "." + setting.name, JSON.text(setting.value) + raw)
    }
  }

  private mutating func add(_ package: Package) {
    let settings = package.settings
    lines.append("== package \(package.name) \(settings.version ?? "")")
    add("requires", settings.requiredVersions.map(\.value).joined(separator: " "))
    add("vars", settings.vars)
    for resource in ConfigTrees.Resource.allCases {
      add(resource.rawValue, settings.configs[resource])
    }
    for hook in settings.onRunStart { add("on-run-start", hook.value) }
    for hook in settings.onRunEnd { add("on-run-end", hook.value) }
    for rule in settings.dispatch { add("dispatch", "\(rule.namespace.value) \(rule.searchOrder)") }
    add("quoting", settings.quoting.summary)
    if case .template(let text) = settings.queryComment.text {
      add("query comment", "\(text.value) append \(settings.queryComment.isAppended)")
    }
    add("flags", settings.flags)
    if settings.restrictsAccess { lines.append("restricts access") }
    add(package.files)
    for block in package.docs { add("doc \(block.name.value)", "\"\(block.text)\"") }
    add(package.properties)
  }

  private mutating func add(_ what: String, _ tree: ConfigTree) {
    add(what, tree.settings)
    for child in tree.children { add(what + "/" + child.name.value, child.tree) }
  }

  private mutating func add(_ files: ProjectFiles) {
    add("model", files.models)
    for file in files.pythonModels { add("python model", file.path) }
    for file in files.seeds { add("seed", "\(file.path) \(file.resourcePath) \(file.stem)") }
    add("snapshot", files.snapshots)
    add("macro", files.macros)
    add("generic test", files.genericTests)
    add("singular test", files.singularTests)
    for file in files.fixtures { add("fixture", "\(file.path) \(file.resourcePath)") }
    add("analysis", files.analyses)
    add("docs", files.docs)
    add("properties", files.properties)
    add("suites", files.suites)
  }

  private mutating func add(_ what: String, _ files: [TextFile]) {
    for file in files {
      let place = file.place
      let folders = place.folders.joined(separator: ".")
      add("file \(what)", "\(place.path) | \(place.resourcePath) | \(folders) | \(place.stem)")
      if place.shownPath != place.path { add("  shown", place.shownPath) }
    }
  }
}

extension Summary {
  private mutating func add(_ properties: Properties) {
    for model in properties.models { add("models", model) }
    for model in properties.swiftModels {
      add("swift_models", model.node)
      add("  uses", model.uses.value)
      for input in model.inputs {
        add("  input", (input.name.map { $0.value + " = " } ?? "") + input.relation.value)
      }
      add("  argument", model.arguments)
    }
    for seed in properties.seeds { add("seeds", seed) }
    for snapshot in properties.snapshots { add("snapshots", snapshot) }
    for analysis in properties.analyses { add("analyses", analysis) }
    for test in properties.singularTests { add("singular tests", test) }
    for source in properties.sources { add(source) }
    for macro in properties.macros {
      add("macros", macro.shared)
      for argument in macro.arguments {
        let text = argument.description?.value ?? ""
        add("  argument \(argument.name.value)", "\(argument.type?.value ?? "") \(text)")
      }
    }
    for exposure in properties.exposures { add(exposure) }
    for group in properties.groups {
      add("groups", group.shared)
      add("  owner", group.owner)
    }
    for test in properties.unitTests {
      add("raw \(test.name.value)", JSON.text(test.shared.node.plain))
    }
    let raw = [properties.metrics, properties.semanticModels, properties.savedQueries]
    for entry in raw.joined() { add("raw \(entry.name.value)", JSON.text(entry.node.plain)) }
    for function in properties.functions {
      add("raw \(function.name.value)", JSON.text(function.node.shared.node.plain))
    }
  }

  private mutating func add(_ exposure: ExposureProperties) {
    add("exposures", exposure.shared)
    add("  owner", exposure.owner)
    let maturity = exposure.maturity?.rawValue ?? ""
    add("  kind", "\(exposure.kind.rawValue) \(maturity) \(exposure.url ?? "")")
    add("  depends on", exposure.dependsOn.map(\.value).joined(separator: ", "))
  }

  private mutating func add(_ section: String, _ shared: SharedProperties, indent: String = "") {
    add("\(indent)\(section)", "\(shared.name.value) (\(shared.file.path))")
    add("\(indent)  description", shared.description?.value ?? "")
    add("\(indent)  config", shared.config)
    let settings = [shared.meta, shared.tags, shared.docs].compactMap(\.self)
    add("\(indent)  own", settings)
  }

  private mutating func add(_ section: String, _ node: NodeProperties) {
    add(section, node.shared)
    add("  access", node.access?.value ?? "")
    add("  group", node.group?.value ?? "")
    add("  relation", node.relation?.value ?? "")
    for constraint in node.constraints { add("  constraint", constraint.summary) }
    for column in node.columns { add(column, indent: "  ") }
    for test in node.tests { add("  test", test.summary) }
    add("  latest", node.latestVersion.map { JSON.text($0.value) } ?? "")
    for version in node.versions { add(version) }
  }

  private mutating func add(_ column: ColumnProperties, indent: String) {
    add("column", column.shared, indent: indent)
    add("\(indent)  type", column.dataType ?? "")
    for constraint in column.constraints { add("\(indent)  constraint", constraint.summary) }
    for test in column.tests { add("\(indent)  test", test.summary) }
  }

  private mutating func add(_ version: VersionProperties) {
    add("  version", JSON.text(version.v.value))
    add("    defined in", version.definedIn?.value ?? "")
    add("    deprecated", version.deprecationDate?.value ?? "")
    add("    config", version.config)
    if let tests = version.tests { add("    tests", String(tests.count)) }
    for rule in version.columns {
      switch rule {
      case .column(let column): add(column, indent: "    ")
      case .inherit(.all, let exclude): add("    columns", "all but \(exclude)")
      case .inherit(.named(let names), let exclude):
        add("    columns", "\(names) but \(exclude)")
      }
    }
  }

  private mutating func add(_ source: SourceProperties) {
    add("sources", source.shared)
    add("  place", "\(source.database?.value ?? "") \(source.schema?.value ?? "")")
    add("  quoting", source.quoting.summary)
    add("  freshness", source.freshness.summary)
    add("  loaded at", source.loadedAtField?.value ?? "")
    for table in source.tables {
      add("table", table.shared, indent: "  ")
      add("    identifier", table.identifier?.value ?? "")
      add("    freshness", table.freshness.summary)
      add("    loaded at", table.loadedAtField?.value ?? table.loadedAtQuery?.value ?? "")
      if let external = table.external { add("    external", [external]) }
      if let files = table.files { add("    files", files.summary) }
      for column in table.columns { add(column, indent: "    ") }
      for test in table.tests { add("    test", test.summary) }
    }
  }
}

extension QuotingRule {
  fileprivate var summary: String {
    [("database", database), ("schema", schema), ("identifier", identifier)]
      .compactMap { name, value in value.map { "\(name) \($0)" } }.joined(separator: ", ")
  }
}

extension ConstraintProperties {
  fileprivate var summary: String {
    ([type.value, to?.value].compactMap(\.self) + columns + toColumns).joined(separator: " ")
  }
}

extension FreshnessSetting {
  fileprivate var summary: String {
    switch self {
    case .inherited: "inherited"
    case .none: "none"
    case .rule(let rule):
      [("warn", rule.warnAfter), ("error", rule.errorAfter)]
        .compactMap { name, value in value.map { "\(name) \($0.count) \($0.period)" } }
        .joined(separator: ", ") + (rule.filter.map { " where " + $0 } ?? "")
    }
  }
}

extension FileDeclaration {
  fileprivate var summary: String {
    let header =
      switch header {
      case .present: "header"
      case .absent: "no header"
      case .names(let names): "names \(names.map(\.value))"
      }
    let delimiter = delimiter.map { JSON.text(.string(String($0))) } ?? "default"
    return "\(globs.map(\.value)) delimiter \(delimiter) \(header) null \(nullText)"
  }
}

extension DataTestProperties {
  fileprivate var summary: String {
    let arguments = arguments.map { "\($0.isNested ? "" : "top ")\($0.name.value)=\($0.text)" }
    let config = config.map { "\($0.isNested ? "" : "top ")\($0.name.value)=\($0.text)" }
    return "\(test.value) \(name?.value ?? "-") (\(arguments.joined(separator: ", ")))"
      + " {\(config.joined(separator: ", "))} \(description?.value ?? "")"
  }
}

extension DataTestProperties.Argument {
  fileprivate var text: String { JSON.text(node.plain) }
}

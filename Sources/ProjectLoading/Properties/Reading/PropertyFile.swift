import Diagnostics
import YAML

/// Reads one YAML file of properties.
struct PropertyFile {
  let file: TextFile
  let renderer: ValueRenderer

  /// What the file says, and everything that is wrong with it.
  func read() -> (properties: Properties, problems: [Diagnostic]) {
    var reading = PropertyReading(file: file.place)
    do throws(Diagnostic) {
      let document = try YAMLDocument.parse(
        file.source.withoutTrailingSpace, duplicateKeys: .warned)
      reading.problems += document.warnings
      let rendered = renderer.render(
        document, problems: &reading.problems, where: PropertyRendering.isRendered)
      reading.read(rendered.root)
    } catch {
      reading.problems.append(
        error.known(
          as: "Error reading \(file.place.package): \(file.place.resourcePath) - \(error.message)",
          "Parsing"))
    }
    return (reading.properties, reading.problems)
  }
}

extension SourceFile {
  /// dbt reads files without the white space at their end, which a block scalar there notices.
  fileprivate var withoutTrailingSpace: SourceFile {
    let end = text.utf8.lastIndex { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard let end, text.utf8.index(after: end) != text.utf8.endIndex else { return self }
    return SourceFile(path: path, text: String(text.utf8[...end]) ?? text)
  }
}

/// The properties of a file while they are read.
struct PropertyReading {
  let file: FilePlace
  var properties = Properties()
  var problems: [Diagnostic] = []

  init(file: FilePlace) {
    self.file = file
  }

  mutating func read(_ root: YAMLNode) {
    if root.isNull { return }
    guard root.kind == .mapping else {
      problems.append(.wrongType(root, "a file of properties", wanted: "a mapping"))
      return
    }
    for (key, value) in root.pairs {
      guard let name = key.text, name != "version", name != "anchors" else { continue }
      if let section = PropertySection(rawValue: name) {
        read(section, value)
      } else {
        problems.append(.unknownSection(name, key.span))
      }
    }
  }

  private mutating func read(_ section: PropertySection, _ value: YAMLNode) {
    if value.isNull { return }
    guard value.kind == .sequence else {
      problems.append(.wrongType(value, "`\(section.rawValue)`", wanted: "a list"))
      return
    }
    for item in value.items { read(section, item: item) }
  }

  private mutating func read(_ section: PropertySection, item: YAMLNode) {
    var reader = MappingReader(item, subject: section.subject)
    switch section {
    case .models: keep(NodeProperties.read(&reader, .model, file), \.models)
    case .swiftModels: keep(SwiftModelProperties.read(&reader, file), \.swiftModels)
    case .seeds: keep(NodeProperties.read(&reader, .seed, file), \.seeds)
    case .snapshots: keep(NodeProperties.read(&reader, .snapshot, file), \.snapshots)
    case .analyses: keep(NodeProperties.read(&reader, .analysis, file), \.analyses)
    case .dataTests, .tests: keep(NodeProperties.read(&reader, .test, file), \.singularTests)
    case .sources: keep(SourceProperties.read(&reader, file), \.sources)
    case .macros: keep(MacroProperties.read(&reader, file), \.macros)
    case .exposures: keep(ExposureProperties.read(&reader, file), \.exposures)
    case .groups: keep(GroupProperties.read(&reader, file), \.groups)
    case .unitTests: keep(UnitTestProperties.read(&reader, file), \.unitTests)
    case .metrics: keep(RawProperties.read(&reader, file), \.metrics)
    case .semanticModels: keep(RawProperties.read(&reader, file), \.semanticModels)
    case .savedQueries: keep(RawProperties.read(&reader, file), \.savedQueries)
    case .functions: keep(FunctionProperties.read(&reader, file), \.functions)
    }
    problems += reader.problems.map { problem in
      guard problem.severity == .error, problem.searchText == nil else { return problem }
      let key = section.rawValue
      return problem.known(
        as: "Invalid \(key) config given in \(file.path) @ \(key): \(problem.message)", "Parsing")
    }
  }

  private mutating func keep<Entry>(
    _ entry: Entry?, _ list: WritableKeyPath<Properties, [Entry]>
  ) {
    if let entry { properties[keyPath: list].append(entry) }
  }
}

/// The top-level keys of a file of properties.
enum PropertySection: String, CaseIterable {
  case models, seeds, snapshots, sources, macros, analyses, exposures, groups, metrics, functions
  case swiftModels = "swift_models"
  case dataTests = "data_tests"
  case tests
  case unitTests = "unit_tests"
  case semanticModels = "semantic_models"
  case savedQueries = "saved_queries"

  /// One entry, with its article.
  var subject: String {
    switch self {
    case .models: "a model"
    case .seeds: "a seed"
    case .snapshots: "a snapshot"
    case .sources: "a source"
    case .macros: "a macro"
    case .analyses: "an analysis"
    case .exposures: "an exposure"
    case .groups: "a group"
    case .metrics: "a metric"
    case .functions: "a function"
    case .swiftModels: "a Swift model"
    case .dataTests, .tests: "a singular test"
    case .unitTests: "a unit test"
    case .semanticModels: "a semantic model"
    case .savedQueries: "a saved query"
    }
  }
}

extension Diagnostic {
  /// dbt tolerates keys of one's own at the top level, and so do we, with a warning.
  fileprivate static func unknownSection(_ name: String, _ span: Span) -> Diagnostic {
    let known = PropertySection.allCases.map(\.rawValue) + ["version"]
    return Diagnostic(
      .warning, code: "unknown-section", "`\(name)` is no section of a file of properties",
      at: span,
      help: NearMiss.help(for: name, among: known))
  }
}

import Diagnostics
import Jinja
import PlainData
import ProjectLoading

extension ManifestBuilder {
  mutating func addUnitTests(of package: Package) throws {
    let fixtures = FixtureFiles(package)
    problems.all += fixtures.duplicates
    for properties in package.properties.unitTests {
      _ = try attempt { try $0.add(properties, fixtures, of: package) }
    }
  }

  private mutating func add(
    _ properties: UnitTestProperties, _ fixtures: FixtureFiles, of package: Package
  ) throws {
    let model = properties.model.value
    let name = properties.name.value
    let file = properties.shared.file
    let fqn = [package.name] + file.folders + [model, name]
    var levels = ConfigLevels(
      .unitTest, .unitTests, of: scope.project, fqn: fqn, package: package.name)
    levels.applyProject()
    levels.apply([properties.shared.meta, properties.shared.tags].compactMap(\.self))
    levels.apply(properties.shared.config)
    levels.applyRootProject()
    let id = "unit_test.\(package.name).\(model).\(name)"
    let facts = NodeFacts(
      uniqueID: id, type: .unitTest, name: name, package: package.name, fqn: fqn, file: file,
      config: levels.config)
    let given = try properties.given.map { input in
      UnitTest.Input(
        text: input.input, reference: try reference(of: input, facts), target: "",
        rows: try rows(of: input.rows, of: name, fixtures, seed: input.input))
    }
    var overrides = UnitTest.Overrides()
    overrides.macros = properties.macros
    overrides.vars = properties.vars
    overrides.environment = properties.environment
    let test = UnitTest(
      modelName: properties.model, model: "", given: given,
      expect: try rows(of: properties.expect, of: name, fixtures, seed: nil),
      overrides: overrides, versions: properties.versions)
    var node = Node(
      uniqueID: id, type: .unitTest, name: name, package: package.name, fqn: fqn, file: file,
      span: properties.name.span, config: levels.config, body: .unitTest(test))
    if let description = properties.shared.description {
      (node.description, node.docBlocks) = described(description, in: package.name)
    }
    add(node)
  }

  private func reference(of input: UnitTestProperties.Input, _ facts: NodeFacts) throws
    -> Reference?
  {
    if input.input.value.stripped == "this" { return nil }
    return try reference(input.input, facts)
  }

  /// The rows as values, or as a query; `seed` is the input whose own file stands in for missing rows.
  private func rows(
    of written: UnitTestProperties.Rows, of test: String, _ fixtures: FixtureFiles,
    seed: Located<String>?
  ) throws -> UnitTest.Rows {
    let content: UnitTest.Rows.Content
    switch (written.format, written.rows) {
    case (.dict, .list(let items)?):
      content = .rows(try items.map { try Self.row($0, written, test) })
    case (.dict, nil) where written.fixture == nil && seed != nil:
      content = .rows(try seed.map { try seedRows($0) } ?? [])
    case (.csv, _) where written.fixture != nil:
      content = .rows(CSVText.rows(of: try fixtures.text(written.fixture, "csv")))
    case (.csv, .string(let text)?): content = .rows(CSVText.rows(of: text))
    case (.sql, _) where written.fixture != nil:
      content = .sql(try fixtures.text(written.fixture, "sql"))
    case (.sql, .string(let text)?): content = .sql(text)
    default: throw Diagnostic.rowsFormat(written, test)
    }
    return UnitTest.Rows(
      format: written.format, content: content.withFullRowFirst, fixture: written.fixture?.value,
      span: written.span)
  }

  private static func row(
    _ item: PlainValue, _ written: UnitTestProperties.Rows, _ test: String
  ) throws -> PlainMap {
    guard let row = item.map else { throw Diagnostic.rowsFormat(written, test) }
    return row
  }

  /// The rows of the seed that an input names.
  private func seedRows(_ input: Located<String>) throws -> [PlainMap] {
    let expression = ReferenceText.expression(input.value)
    let names = expression.split { "'\"".contains($0) }.map(String.init)
    for node in nodes.all where node.type == .seed {
      guard case .seed = node.body, names.contains(node.name) else { continue }
      return CSVText.rows(of: try node.file.read().text)
    }
    throw Diagnostic(
      code: "unit-test-rows", "no seed is named in \(input.value), which has no rows",
      at: input.span
    ).known(
      as:
        "Unable to find seed '\(scope.project.root.name).\(names.last { $0 != ")" } ?? "")' for unit tests in directories: ['seeds']",
      "Parsing")
  }
}

extension UnitTest.Rows.Content {
  /// A row without nulls comes first, for warehouses that take a column's type from its first value.
  fileprivate var withFullRowFirst: Self {
    guard case .rows(var rows) = self,
      let full = rows.firstIndex(where: { $0.allSatisfy { !$0.value.isNull } })
    else { return self }
    rows.swapAt(0, full)
    return .rows(rows)
  }
}

/// The files below `tests/fixtures` of a package, by name.
struct FixtureFiles {
  private let files: [FilePlace]

  init(_ package: Package) {
    files = package.files.fixtures
  }

  /// Files of one name and ending in different folders: dbt knows them by their names alone.
  var duplicates: [Diagnostic] {
    var first: [String: FilePlace] = [:]
    return files.compactMap { file in
      guard let other = first.updateValue(file, forKey: file.fileName) else { return nil }
      return Diagnostic(
        code: "duplicate-name",
        "the fixture `\(file.stem)` stands in two files: \(other.path) and \(file.path)"
      ).known(
        as: """
          dbt found two fixtures with the name "\(file.stem)".
          Since these resources have the same name, dbt will be unable to find the correct one.
          - \(other.path)
          - \(file.path)
          """, "Compilation")
    }
  }

  /// Throws: `fixture-not-found`, with the nearest name.
  func text(_ name: Located<String>?, _ ending: String) throws -> String {
    guard let name else { return "" }
    let file = files.first { $0.stem == name.value && $0.fileName.hasSuffix(".\(ending)") }
    guard let file else {
      throw Diagnostic(
        code: "fixture-not-found", "no file `\(name.value).\(ending)` lies in tests/fixtures",
        at: name.span, help: NearMiss.help(for: name.value, among: files.map(\.stem))
      ).known(as: "File not found for fixture '\(name.value)' in unit tests", "Parsing")
    }
    return try file.read().text
  }
}

/// CSV as it is written in unit tests: a header, then rows; every value a text, empty ones null.
enum CSVText {
  static func rows(of text: String) -> [PlainMap] {
    var records = records(of: Array(text.utf8)).filter { $0 != [""] }
    guard !records.isEmpty else { return [] }
    let header = records.removeFirst()
    return records.map { record in
      PlainMap(
        header.enumerated().map { index, name in
          let value = index < record.count ? record[index] : ""
          return (name, value.isEmpty ? .null : .string(value))
        })
    }
  }

  /// Quotes are doubled inside of quoted fields, which may hold commas and line breaks.
  private static func records(of bytes: [UInt8]) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var at = 0
    func ended() -> String { String(decoding: field, as: UTF8.self) }
    while at < bytes.count {
      let byte = bytes[at]
      let next = at + 1 < bytes.count ? bytes[at + 1] : 0
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && next == byte:
        field.append(byte)
        at += 1
      case UInt8(ascii: "\"") where isQuoted: isQuoted = false
      case UInt8(ascii: "\"") where field.isEmpty: isQuoted = true
      case _ where isQuoted: field.append(byte)
      case UInt8(ascii: ","):
        record.append(ended())
        field = []
      case UInt8(ascii: "\r") where next == UInt8(ascii: "\n"): break
      case UInt8(ascii: "\n"):
        records.append(record + [ended()])
        (record, field) = ([], [])
      default: field.append(byte)
      }
      at += 1
    }
    if !field.isEmpty || !record.isEmpty { records.append(record + [ended()]) }
    return records
  }
}

extension Diagnostic {
  fileprivate static func rowsFormat(
    _ rows: UnitTestProperties.Rows, _ test: String
  ) -> Diagnostic {
    let wanted = rows.format == .dict ? "a list of mappings" : "a text or a fixture"
    return Diagnostic(
      code: "unit-test-rows",
      "rows of the unit test `\(test)` in the format `\(rows.format.rawValue)` are \(wanted)",
      at: rows.span
    ).known(
      as: "Unit test \(test) has rows which do not match format \(rows.format.rawValue)", "Parsing")
  }
}

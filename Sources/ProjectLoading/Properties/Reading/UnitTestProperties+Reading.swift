import Diagnostics
import PlainData
import YAML

extension UnitTestProperties {
  static func read(_ reader: inout MappingReader, _ file: FilePlace) -> UnitTestProperties? {
    let shared = SharedProperties.read(&reader, file)
    let model = reader.required("model")
    let given = reader.list("given").compactMap { item in
      var entry = MappingReader(item, subject: "an input of a unit test")
      let input = Input(&entry)
      reader.problems += entry.problems
      return input
    }
    let expect = reader.expectedRows()
    guard let shared, let model, let expect else { return nil }
    var test = UnitTestProperties(shared: shared, model: model, given: given, expect: expect)
    test.readOverrides(&reader)
    test.versions = reader.versions()
    reader.finishProperties()
    return test
  }

  private mutating func readOverrides(_ reader: inout MappingReader) {
    guard let node = reader.mapping("overrides") else { return }
    var entry = MappingReader(node, subject: "`overrides`")
    macros = entry.mapping("macros")?.plain.map ?? [:]
    vars = entry.mapping("vars")?.plain.map ?? [:]
    environment = entry.mapping("env_vars")?.plain.map ?? [:]
    entry.finish()
    reader.problems += entry.problems
  }
}

extension UnitTestProperties.Input {
  fileprivate init?(_ reader: inout MappingReader) {
    let input = reader.required("input")
    let rows = UnitTestProperties.Rows(&reader)
    reader.finish()
    guard let input, let rows else { return nil }
    self.init(input: input, rows: rows)
  }
}

extension UnitTestProperties.Rows {
  fileprivate init?(_ reader: inout MappingReader) {
    let before = reader.problems.count
    let written: Format? = reader.choice("format")
    guard reader.problems.count == before else { return nil }
    let rows = reader.node("rows")
    let fixture = reader.string("fixture")
    self.init(
      format: written ?? .dict, rows: rows?.plain, fixture: fixture,
      span: rows?.place ?? reader.node.place)
  }
}

extension MappingReader {
  fileprivate mutating func expectedRows() -> UnitTestProperties.Rows? {
    guard let node = mapping("expect") else {
      if self.node.kind == .mapping, self.node["expect"] == nil {
        problems.append(.missingKey("expect", subject, self.node))
      }
      return nil
    }
    var entry = MappingReader(node, subject: "`expect`")
    let rows = UnitTestProperties.Rows(&entry)
    entry.finish()
    problems += entry.problems
    return rows
  }

  fileprivate mutating func versions() -> UnitTestProperties.Versions? {
    guard let node = mapping("versions") else { return nil }
    var entry = MappingReader(node, subject: "`versions`")
    let versions = UnitTestProperties.Versions(
      include: entry.list("include").map(\.plain), exclude: entry.list("exclude").map(\.plain))
    entry.finish()
    problems += entry.problems
    return versions
  }
}

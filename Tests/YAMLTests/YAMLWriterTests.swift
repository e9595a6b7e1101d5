import Diagnostics
import PlainData
import TestSupport
import Testing
import YAML

/// Values and what `yaml.safe_dump(value, sort_keys=False)` of PyYAML 6 makes of them:
/// `Tests/Fixtures/yaml/dumped.jsonl`.
struct YAMLWriterTests {
  @Test func writesWhatPythonWrites() throws {
    let path = Repository.path("Tests/Fixtures/yaml/dumped.jsonl")
    let lines = try FileAccess.text(of: path).split(separator: "\n")
    #expect(lines.count >= 100)
    for line in lines {
      let one = try JSON.read(SourceFile(path: "dumped.jsonl", text: String(line)))
      #expect(YAMLWriter.text(YAMLTree(one["value"] ?? .null)) == one["text"]?.string)
    }
  }
}

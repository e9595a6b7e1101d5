import Artifacts
import Diagnostics
import PlainData
import TestSupport
import Testing

/// dbt-core 1.12.3's own files (recorded by `Tests/Fixtures/artifacts/record.py`): what is read into
/// our types and written again is the same text, key for key.
struct RecordedArtifactsTests {
  static func recorded(_ name: String) throws -> PlainValue {
    let path = Repository.path("Tests/Fixtures/artifacts/\(name).json")
    return try JSON.read(SourceFile(path: path, text: try FileAccess.text(of: path)))
  }

  static func lines(_ content: (inout JSONWriter) -> Void) -> [Substring] {
    var writer = JSONWriter(layout: .pretty(indent: 1), escapes: .nonASCII)
    content(&writer)
    return String(decoding: writer.bytes, as: UTF8.self).split(separator: "\n")
  }

  /// The first lines in which two texts differ, so that a failure can be read.
  static func difference(_ ours: [Substring], _ theirs: [Substring]) -> String {
    let same = zip(ours, theirs).prefix { $0 == $1 }.count
    if same == ours.count, same == theirs.count { return "" }
    let shown = max(0, same - 5)..<(same + 3)
    func excerpt(_ lines: [Substring]) -> String {
      lines[shown.clamped(to: lines.indices)].joined(separator: "\n")
    }
    return "line \(same + 1)\nours:\n\(excerpt(ours))\ndbt's:\n\(excerpt(theirs))"
  }

  @Test(arguments: ["manifest_parsed", "manifest_compiled"])
  func manifest(name: String) throws {
    let value = try Self.recorded(name)
    let manifest = Manifest(reading: value)
    #expect(manifest.nodes.count == 15)
    #expect(
      Self.difference(Self.lines(manifest.write), Self.lines { $0.write(value) }) == "")
  }

  @Test func runResults() throws {
    let value = try Self.recorded("run_results")
    let results = RunResults(reading: value)
    #expect(
      Self.difference(Self.lines { results.write(to: &$0) }, Self.lines { $0.write(value) }) == "")
  }

  @Test func sources() throws {
    let value = try Self.recorded("sources")
    let results = FreshnessResults(reading: value)
    #expect(
      Self.difference(Self.lines { results.write(to: &$0) }, Self.lines { $0.write(value) }) == "")
  }

  @Test func catalog() throws {
    let value = try Self.recorded("catalog")
    func tables(_ key: String) -> [CatalogTable] {
      (value[key]?.map ?? [:]).map { id, table in
        func text(_ key: String) -> String? { table["metadata"]?[key]?.string }
        return CatalogTable(
          uniqueID: id, type: text("type") ?? "", schema: text("schema") ?? "",
          name: text("name") ?? "", database: text("database"), comment: text("comment"),
          owner: text("owner"),
          columns: (table["columns"]?.map ?? [:]).map { name, column in
            CatalogTable.Column(
              name: name, type: column["type"]?.string ?? "", index: column["index"]?.int ?? 0,
              comment: column["comment"]?.string)
          })
      }
    }
    let metadata = ArtifactMetadata(reading: value["metadata"]?.map ?? [:])
    let catalog = Catalog(metadata, nodes: tables("nodes"), sources: tables("sources"))
    #expect(catalog.nodes.count > 5)
    #expect(Self.difference(Self.lines(catalog.write), Self.lines { $0.write(value) }) == "")
  }
}

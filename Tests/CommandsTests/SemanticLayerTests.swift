import Diagnostics
import PlainData
import TestSupport
import Testing

/// Metrics, semantic models and saved queries as dbt 1.12 writes them (`Tests/Reference/semantic_layer.py`).
struct SemanticLayerTests {
  static let root = Repository.path("Tests/Fixtures/semantic_layer")

  @Test(arguments: ["own_entries", "in_models"])
  func writesWhatDBTWrites(name: String) async throws {
    let project = try SampleProject()
    let folder = "\(Self.root)/\(name)"
    let result = try await SwiftDBTExecutable.run(
      ["parse", "--target-path", project.folder.path + "/target"], in: folder)
    try #require(result.exitCode == 0, "\(result.text)")
    let expected = try Self.read(folder + "/expected.json")
    let manifest = try Self.read(project.folder.path + "/target/manifest.json")
    for key in expected.keys where !["columns", "semantic_manifest"].contains(key) {
      Self.expect(manifest[key], expected[key], key)
    }
    for (id, columns) in expected["columns"]?.map ?? [:] {
      Self.expect(manifest["nodes"]?[id]?["columns"], columns, id)
    }
    let semantic = try Self.read(project.folder.path + "/target/semantic_manifest.json")
    Self.expect(.map(semantic), expected["semantic_manifest"], "semantic_manifest")
  }

  static func read(_ path: String) throws -> PlainMap {
    let text = try FileAccess.text(of: path)
    return try JSON.read(SourceFile(path: path, text: text)).map ?? [:]
  }

  /// Names each place that differs; times are left out.
  static func expect(_ actual: PlainValue?, _ expected: PlainValue?, _ path: String) {
    switch (actual, expected) {
    case (.map(let own)?, .map(let other)?):
      for key in Set(own.keys).union(other.keys).subtracting(["created_at"]).sorted() {
        expect(own[key], other[key], "\(path)/\(key)")
      }
    case (.list(let own)?, .list(let other)?) where own.count == other.count:
      for (index, pair) in zip(own, other).enumerated() {
        expect(pair.0, pair.1, "\(path)/\(index)")
      }
    default:
      let (own, other) = (actual ?? .null, expected ?? .null)
      #expect(own == other, "\(path): \(JSON.text(own)) and not \(JSON.text(other))")
    }
  }
}

import Artifacts
import PlainData
import Testing

/// A node of which only the least is said still has every key that dbt writes.
struct ShapeTests {
  static func identity(_ kind: String) -> ResourceIdentity {
    ResourceIdentity(
      name: "x", resourceType: kind, packageName: "p", path: "x.sql",
      originalFilePath: "models/x.sql", uniqueID: "\(kind).p.x", fqn: ["p", "x"])
  }

  static let kinds: [(String, ManifestNode.Kind)] = [
    ("model", .model(ManifestNode.Kind.Model())), ("seed", .seed(rootPath: nil)),
    ("snapshot", .snapshot), ("analysis", .analysis), ("operation", .operation(index: 0)),
  ]

  @Test(arguments: kinds)
  func bareNodeHasTheKeysOfDbts(kind: String, details: ManifestNode.Kind) throws {
    let manifest = try RecordedArtifactsTests.recorded("manifest_parsed")
    let theirs = try #require(
      manifest["nodes"]?.map?.first { $0.key.hasPrefix(kind + ".") }?.value.map)
    let ours = ManifestNode(
      Self.identity(kind), details, database: "db", schema: "main", alias: "x", checksum: .none
    ).plain
    #expect(ours.keys == theirs.keys)
    #expect(ours["config"]?.map?.keys == theirs["config"]?.map?.keys)
    #expect(ours["docs"] == theirs["docs"])
    #expect(ours["contract"] == (kind == "model" ? contract : theirs["contract"]))
  }

  private let contract: PlainValue = ["enforced": false, "alias_types": true, "checksum": nil]

  @Test func setValuesKeepDbtsPlaceAndOwnKeysFollow() {
    let config = Shape.testConfig.completed(["team": "x", "severity": "warn", "enabled": false])
    #expect(config.keys.prefix(3) == ["enabled", "alias", "schema"])
    #expect(config.keys.last == "team")
    #expect(config["severity"] == "warn")
    #expect(config["enabled"] == false)
    #expect(config["schema"] == "dbt_test__audit")
  }

  @Test func aCompiledNodeSaysSo() {
    var node = ManifestNode(
      Self.identity("model"), .model(ManifestNode.Kind.Model()), database: nil, schema: "main",
      alias: "x", checksum: .sha256("00"))
    node.code?.compiled = ManifestNode.Compiled(
      code: "with a as (select 1) select 1", extraCTEs: [("model.p.a", " a as (select 1)")])
    let plain = node.plain
    #expect(plain["compiled"] == true)
    #expect(plain["extra_ctes"] == [["id": "model.p.a", "sql": " a as (select 1)"]])
    #expect(
      ManifestNode(reading: plain) == ManifestNode(reading: ManifestNode(reading: plain).plain))
  }

  @Test func resourcesThatAreOffShareAnID() throws {
    var manifest = Manifest(
      ArtifactMetadata(
        dbtVersion: "1.12.3", generatedAt: "", invocationID: nil, invocationStartedAt: nil))
    manifest.disabled = [["unique_id": "model.p.x", "n": 1], ["unique_id": "model.p.x", "n": 2]]
    var writer = JSONWriter()
    manifest.write(to: &writer)
    let text = String(decoding: writer.bytes, as: UTF8.self)
    #expect(
      text.contains(
        #""disabled":{"model.p.x":[{"unique_id":"model.p.x","n":1},{"unique_id":"model.p.x","n":2}]}"#
      ))
  }

  @Test func statusesThatFailARun() {
    #expect(
      ResultStatus.allCases.filter(\.isFailure) == [.error, .partialSuccess, .fail, .runtimeError])
  }

  @Test func freshnessThatCouldNotBeFoundOut() throws {
    let value: PlainValue = [
      "metadata": [:],
      "results": [["unique_id": "source.p.a.b", "error": "no table", "status": "runtime error"]],
      "elapsed_time": 1.5,
    ]
    let results = FreshnessResults(reading: value)
    #expect(results.results == [.failed(uniqueID: "source.p.a.b", error: "no table")])
    var writer = JSONWriter()
    results.write(to: &writer)
    let text = String(decoding: writer.bytes, as: UTF8.self)
    #expect(
      text.contains(#"{"unique_id":"source.p.a.b","error":"no table","status":"runtime error"}"#))
  }
}

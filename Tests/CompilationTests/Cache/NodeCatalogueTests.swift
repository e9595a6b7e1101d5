import Compilation
import Diagnostics
import Graph
import PlainData
import ProjectLoading
import SwiftModels
import TestSupport
import Testing
import WarehousePostgres

/// The outlines of nodes, packed and read again.
struct NodeCatalogueTests {
  private static let files = [
    "dbt_project.yml": "name: shop\nprofile: shop\n",
    "profiles.yml":
      "shop: {target: dev, outputs: {dev: {type: postgres, host: nowhere, user: u, password: p, port: 5432, dbname: d, schema: s}}}\n",
    "models/a.sql": "{{ config(tags=['x', 'y'], meta={'n': 1.5, 'l': [1, none]}) }} select 1 as id",
    "models/b_v2.sql": "select * from {{ ref('a') }}, {{ source('raw', 'orders') }}",
    "models/m.yml": """
    models:
      - {name: a, columns: [{name: id, data_tests: [unique]}]}
      - {name: b, latest_version: 2, versions: [{v: 2}]}
    sources: [{name: raw, tables: [{name: orders}]}]

    """,
  ]

  private static func manifest() throws -> Manifest {
    let folder = try TemporaryFolder()
    for (path, text) in files { try folder.write(text, to: path) }
    let project = try ProjectLoader.load(
      LoadOptions(
        currentDirectory: folder.path, projectDirectory: folder.path,
        profilesDirectory: folder.path))
    let templates = TemplateEnvironment.standard
    let scope = ProjectScope(
      project: project, macros: try MacroIndex.load(project, environment: templates),
      environment: templates, dialect: PostgresDialect(), target: Target(of: project.profile),
      invocation: Invocation(
        id: "1", started: .now(), command: "list", flags: [:], environment: [:]))
    var builder = ManifestBuilder(scope, registry: .builtIn)
    return try builder.build()
  }

  private static func bytes(of manifest: Manifest) -> [UInt8] {
    var writer = ByteWriter()
    NodeCatalogue.write(manifest, to: &writer)
    return writer.bytes
  }

  private static func read(_ bytes: [UInt8]) throws -> NodeCatalogue {
    var reader = ByteReader(bytes)
    return try NodeCatalogue.read(from: &reader, of: bytes)
  }

  @Test func saysWhatTheNodesSay() throws {
    let manifest = try Self.manifest()
    let catalogue = try Self.read(Self.bytes(of: manifest))
    let nodes = manifest.all
    #expect(catalogue.count == nodes.count)
    for (index, node) in nodes.enumerated() {
      #expect(catalogue.outline(index).answers == NodeOutline(node).answers)
    }
    let graph = try #require(catalogue.graph())
    let edges = try ManifestGraph(manifest).graph.edges
    #expect(graph.edges.map { [$0.from, $0.to] } == edges.map { [$0.from, $0.to] })
  }

  /// A byte that is another ends in an error or in other answers, never in a trap.
  @Test func survivesEveryDamage() throws {
    let whole = Self.bytes(of: try Self.manifest())
    for place in whole.indices {
      for mask: UInt8 in [0x01, 0x80, 0xFF] {
        var damaged = whole
        damaged[place] ^= mask
        Self.ask(damaged)
      }
      Self.ask(Array(whole[..<place]))
    }
  }

  private static func ask(_ bytes: [UInt8]) {
    guard let catalogue = try? read(bytes) else { return }
    for index in 0..<catalogue.count { _ = catalogue.outline(index).answers }
    _ = catalogue.graph()
  }
}

extension NodeOutline {
  /// Everything that can be asked of it.
  fileprivate var answers: [String] {
    [
      uniqueID, type.dbtName, name, package, "\(fqn)", "\(tags)", "\(file)",
      "\(describedIn as Any)",
      JSON.text(.map(config)), "\(version as Any)", "\(latestVersion as Any)",
      "\(sourceName as Any)", "\(testName as Any)", "\(isTemplate)", searchName,
      "\(access as Any)", "\(group as Any)",
    ]
  }
}

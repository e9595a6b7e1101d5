import Compilation
import Diagnostics
import Jinja
import PlainData
import ProjectLoading
import SwiftModels
import TestSupport
import Testing
import WarehousePostgres

/// What templates see: each case is a model, compiled as dbt compiled it when the case was recorded by
/// `Tests/Reference/context/record.py`.
@Suite struct ContextTests {
  private static let folder = Repository.root + "/Tests/Fixtures/context"

  @Test(arguments: Fixture.all(in: folder + "/cases", withExtension: "txt"))
  func givesWhatDBTGives(fixture: Fixture) throws {
    let cases = try ContextCase.all(in: fixture)
    let project = try TemporaryFolder()
    try project.copy(contentsOf: Self.folder + "/project")
    for (number, one) in cases.enumerated() {
      try project.write(one.source, to: "models/\(Self.model(number)).sql")
    }
    let manifest = try Self.manifest(of: project.path)
    let compiler = NodeCompiler(manifest, access: nil)
    for (number, one) in cases.enumerated() {
      let name = Self.model(number)
      let node = try #require(manifest["model.context_probe.\(name)"])
      guard let expected = one.expected else {
        #expect(throws: (any Error).self, "\(one.name)") { try compiler.compile(node) }
        continue
      }
      let text = Result { try compiler.compile(node).text.replacing(name, with: "probe") }
      #expect(
        Self.words(of: (try? text.get()) ?? "\(text)") == Self.words(of: expected), "\(one.name)")
    }
  }

  /// What templates make of results of queries.
  @Test(.requiresPostgres, arguments: Fixture.all(in: folder + "/queries", withExtension: "txt"))
  func readsResultsAsDBT(fixture: Fixture) throws {
    let cases = try ContextCase.all(in: fixture)
    let project = try TemporaryFolder()
    try project.copy(contentsOf: Self.folder + "/project")
    for (number, one) in cases.enumerated() {
      try project.write(one.source, to: "models/\(Self.model(number)).sql")
    }
    let manifest = try Self.manifest(of: project.path)
    let address = try TestPostgres.settings
    let settings = PostgresSettings(
      host: address.host, port: address.port, user: address.user, password: address.password,
      database: address.database, schema: "public")
    let session = try PostgresWarehouse(settings).connect()
    let access = WarehouseAccess(session: session, relations: RelationCache()) { _ in }
    for (number, one) in cases.enumerated() {
      let node = try #require(manifest["model.context_probe.\(Self.model(number))"])
      let text = Result { try NodeCompiler(manifest, access: access).compile(node).text }
      guard let expected = one.expected else {
        #expect(throws: (any Error).self, "\(one.name)") { try text.get() }
        continue
      }
      #expect(
        Self.words(of: (try? text.get()) ?? "\(text)") == Self.words(of: expected), "\(one.name)")
    }
  }

  private static func model(_ number: Int) -> String {
    "case_" + String(String(1000 + number).dropFirst())
  }

  /// The text without its layout, which dbt's own macros have differently.
  private static func words(of text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  static func manifest(of folder: String) throws -> Manifest {
    let environment = ["PROBE_VALUE": "of the probe", "DBT_ENV_SECRET_PROBE": "hidden"]
    let project = try ProjectLoader.load(
      LoadOptions(
        currentDirectory: folder, projectDirectory: folder, profilesDirectory: folder,
        environment: environment))
    let templates = TemplateEnvironment.standard
    let scope = ProjectScope(
      project: project, macros: try MacroIndex.load(project, environment: templates),
      environment: templates, dialect: PostgresDialect(), target: Target(of: project.profile),
      invocation: Invocation(
        id: "00000000-0000-0000-0000-000000000000", started: .now(), command: "compile",
        flags: ["FULL_REFRESH": false, "STORE_FAILURES": false, "WHICH": "compile"],
        environment: environment))
    var builder = ManifestBuilder(scope, registry: .builtIn)
    return try builder.build()
  }
}

import Diagnostics
import PlainData
import TestSupport
import Testing

@testable import ProjectLoading

/// Folders of projects, each with the text of what loading it gives: a summary, or every error.
@Suite struct ProjectFixtureTests {
  static let root = Repository.path("Tests/Fixtures/projects")

  /// The folders, without those that only other projects use.
  static let names = Set(
    Fixture.all(in: root).filter { !$0.name.hasSuffix(".txt") }
      .compactMap { $0.name.split(separator: "/").first.map(String.init) }
  ).subtracting(["shop_macros"]).sorted()

  static func options(_ folder: String) -> LoadOptions {
    LoadOptions(
      currentDirectory: folder,
      environment: [
        "HOME": "/nowhere", "DBT_ENV_SECRET_SHOP": "geheim", "SHOP_HOST": "db.example.org",
      ])
  }

  @Test(arguments: names) func loads(name: String) throws {
    let folder = Self.root + "/" + name
    var text: String
    do throws(Diagnostics) {
      let project = try ProjectLoader.load(Self.options(folder))
      #expect(!name.hasPrefix("err_"))
      text = Summary(project).text
    } catch {
      #expect(name.hasPrefix("err_"), "\(error)")
      text = error.description
    }
    text = text.replacing(Self.root + "/", with: "")
    try Golden.expect(text + "\n", matches: folder + ".txt")
  }
}

import Diagnostics
import Testing
import YAML

@testable import ProjectLoading

/// The hash of package-lock.yml, compared with what dbt 1.12.3 makes of the same list.
struct PackageHashTests {
  @Test func everyKindOfPackageHasTheHashOfDBT() throws {
    let text = """
      packages:
        - package: dbt-labs/dbt_utils
          version: [">=1.0.0", "<2.0.0"]
        - git: https://example.org/one.git
          revision: v1
          subdirectory: inner
        - tarball: https://example.org/two.tar.gz
          name: two
        - local: ../three
        - package: a/b
          version: 0.1.0
          install_prerelease: true
        - git: https://example.org/four.git
          warn-unpinned: false
      """
    let document = try YAMLDocument.parse(SourceFile(path: "packages.yml", text: text))
    var problems: [Diagnostic] = []
    let list = PackageList.read(locked: document, problems: &problems)
    #expect(problems.isEmpty)
    #expect(
      PackageLock.hash(of: list.requirements) == "15189f9e395d9a595a7328c530ed7fe1c2b4885d")
  }
}

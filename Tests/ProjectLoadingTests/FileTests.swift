@preconcurrency import Glibc
import TestSupport
import Testing

@testable import ProjectLoading

extension TemporaryFolder {
  func link(_ target: String, at name: String) throws {
    try #require(symlink(target, path(name)) == 0)
  }
}

/// `.dbtignore` by git's rules; the last column is whether git ignores the path.
@Suite struct IgnoreRulesTests {
  @Test(arguments: [
    ("*.swp", "a.swp", true), ("*.swp", "models/a.swp", true), ("*.swp", "a.swp/b.sql", true),
    ("*.swp", "a.sql", false), ("drafts/", "models/drafts/a.sql", true),
    ("drafts/", "drafts", false), ("drafts", "drafts", true), ("/drafts", "models/drafts/a", false),
    ("/models/*.sql", "models/a.sql", true), ("/models/*.sql", "models/b/a.sql", false),
    ("models/**/x.sql", "models/x.sql", true), ("models/**/x.sql", "models/a/b/x.sql", true),
    ("**/tmp", "a/b/tmp/c", true), ("a/**", "a/b", true), ("a/**", "a", false),
    ("[a-c].sql", "b.sql", true), ("[!a-c].sql", "b.sql", false), ("?.sql", "ab.sql", false),
    ("\\#a", "#a", true), ("# comment", "# comment", false), ("", "a", false),
    ("*.sql\n!keep.sql", "keep.sql", false), ("!keep.sql\n*.sql", "keep.sql", true),
    ("a*b*c", "aXbYbc", true), ("a*b*c", "aXbYb", false), ("trailing  ", "trailing", true),
    ("[unclosed", "[unclosed", true), ("ü*", "über", true),
  ])
  func ignoresAsGitDoes(rules: String, path: String, expected: Bool) {
    #expect(IgnoreRules(rules).ignores(path) == expected)
  }
}

@Suite struct PathTextTests {
  @Test func joinsAndNormalizes() {
    #expect(PathText.absolute("../b//c/./d", from: "/a/x") == "/a/b/c/d")
    #expect(PathText.absolute("/b/../..", from: "/a") == "/")
    #expect(PathText.normalized("./a//b/../c/") == "a/c")
    #expect(PathText.normalized("../../a") == "../../a")
    #expect(PathText.below("/a/b/c", "/a/b") == "c")
    #expect(PathText.below("/a/bc", "/a/b") == nil)
    #expect(PathText.parent("/a") == "/")
    #expect(PathText.join(".", "a") == "a")
  }

  @Test(arguments: [
    ("orders.sql", "orders"), ("a/orders.v2.sql", "orders.v2"), ("x.sql.jinja", "x"),
    (".hidden", ".hidden"), ("none", "none"),
  ])
  func stems(path: String, expected: String) {
    let place = FilePlace(
      package: "p", absolutePath: "/" + path, path: path, resourcePath: path, shownPath: path)
    #expect(place.stem == expected)
  }
}

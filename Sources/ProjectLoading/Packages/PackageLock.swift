import Diagnostics
import Digests
package import PlainData

/// package-lock.yml: what packages.yml and the packages' own lists came to.
package struct PackageLock: Sendable {
  /// The keys of one entry of packages.yml, exact, and the package's name.
  package var packages: [PlainMap]
  /// Of the list that was resolved; another list makes the lock stale.
  package var hash: String

  static let fileName = "package-lock.yml"

  /// dbt's hash of a list of packages.
  static func hash(of requirements: [PackageRequirement]) -> String {
    let texts = requirements.map { requirement in
      var map = requirement.written
      for (key, value) in requirement.defaults where map[key] == nil { map[key] = value }
      map["unrendered"] = .map(requirement.unrendered)
      return JSON.text(sorted(.map(map)), layout: .spaced)
    }
    return Digest.sha1(texts.sorted().joined(separator: "\n"))
  }

  private static func sorted(_ value: PlainValue) -> PlainValue {
    switch value {
    case .map(let map):
      .map(PlainMap(map.keys.sorted().map { ($0, sorted(map[$0] ?? .null)) }))
    case .list(let items): .list(items.map(sorted))
    default: value
    }
  }

  /// The file's text, as dbt lays it out.
  var text: String {
    YAMLText.list(packages, under: "packages") + "sha1_hash: \(hash)\n"
  }
}

extension PackageRequirement {
  /// What dbt adds to an entry before it makes its hash.
  fileprivate var defaults: PlainMap {
    switch origin {
    case .hub: ["install_prerelease": false]
    case .git: ["revision": .null, "subdirectory": .null, "warn-unpinned": .null]
    case .tarball, .local, .private: [:]
    }
  }
}

/// The little YAML that lists of packages are written in.
enum YAMLText {
  static func list(_ entries: [PlainMap], under key: String) -> String {
    guard !entries.isEmpty else { return "\(key): []\n" }
    return "\(key):\n" + entries.map(entry).joined()
  }

  private static func entry(_ map: PlainMap) -> String {
    var text = ""
    for (index, pair) in map.enumerated() {
      text += index == 0 ? "  - " : "    "
      text += "\(pair.key):"
      if case .list(let items) = pair.value {
        text += "\n" + items.map { "      - \(scalar($0))\n" }.joined()
      } else {
        text += " \(scalar(pair.value))\n"
      }
    }
    return text
  }

  /// Plain where YAML reads the text back as the same text, quoted otherwise.
  private static func scalar(_ value: PlainValue) -> String {
    guard case .string(let text) = value else { return JSON.text(value) }
    let isWord = { (byte: UInt8) in byte.isASCIIWord || "-./@:+~".utf8.contains(byte) }
    let isPlain =
      text.utf8.allSatisfy(isWord) && !text.hasSuffix(":") && !text.hasPrefix("-")
      && Double(text) == nil && !["true", "false", "null", "yes", "no", "~"].contains(text)
    return isPlain ? text : JSON.text(value)
  }
}

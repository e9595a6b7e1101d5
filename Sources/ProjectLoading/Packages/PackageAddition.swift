package import Diagnostics
import PlainData
import YAML

/// `deps --add-package`: one more entry in packages.yml.
package enum PackageAddition {
  /// Adds `dbt-labs/dbt_utils@1.0.0`, a repository or a folder; an entry of that name is replaced.
  ///
  /// - Parameter source: `hub`, `git` or `local`.
  package static func add(
    _ package: String, source: String, to folder: String
  ) throws(Diagnostic) {
    let names = ["packages.yml", "dependencies.yml"]
    let name = names.first { FileSystem.isFile(PathText.join(folder, $0)) } ?? names[0]
    let path = PathText.join(folder, name)
    var entries: [PlainMap] = []
    if FileSystem.isFile(path) {
      let file = try FileSystem.read(path, shownAs: name)
      let root = try YAMLDocument.parse(file, duplicateKeys: .warned).root
      entries = root["packages"]?.items.compactMap(\.plain.map) ?? []
    }
    let entry = entry(package, source: source)
    let identifier = entry.members.first?.value.string ?? package
    entries.removeAll { $0.contains { $0.value.string == identifier } }
    entries.append(entry)
    try FileSystem.write(YAMLText.list(entries, under: "packages"), to: path, shownAs: name)
  }

  private static func entry(_ package: String, source: String) -> PlainMap {
    let isAddress = package.contains("://")
    let at = isAddress ? nil : package.lastIndex(of: "@")
    let name = at.map { String(package[..<$0]) } ?? package
    let version = at.map { String(package[package.index(after: $0)...]) }
    var entry: PlainMap = [source == "hub" ? "package" : source: .string(name)]
    guard let version else { return entry }
    let parts = version.split(separator: ",").map { PlainValue.string(String($0)) }
    entry[source == "git" ? "revision" : "version"] =
      parts.count > 1 ? .list(parts) : .string(version)
    return entry
  }
}

import Diagnostics
import PlainData
import YAML

extension PackageList {
  /// Reads packages.yml and dependencies.yml of a package's folder; none is fine.
  static func read(
    _ folder: PackageFolder, _ renderer: ValueRenderer, problems: inout [Diagnostic]
  ) -> PackageList {
    var list = PackageList()
    var found: [SourceFile] = []
    for name in ["packages.yml", "dependencies.yml"] {
      let place = folder.place(of: name)
      guard FileSystem.isFile(place.absolutePath) else { continue }
      do throws(Diagnostic) {
        let file = try FileSystem.read(place.absolutePath, shownAs: place.shownPath)
        let document = try YAMLDocument.parse(file, duplicateKeys: .warned)
        list.read(renderer.render(document, problems: &problems), name, problems: &problems)
        if document.root["packages"] != nil { found.append(file) }
      } catch {
        problems.append(error)
      }
    }
    if found.count == 2 { problems.append(.twoLists(found)) }
    return list
  }

  /// The entries of a package-lock.yml.
  static func read(locked document: YAMLDocument, problems: inout [Diagnostic]) -> PackageList {
    var list = PackageList()
    list.read(document, PackageLock.fileName, problems: &problems)
    return list
  }

  private mutating func read(
    _ document: YAMLDocument, _ name: String, problems: inout [Diagnostic]
  ) {
    if document.root.isNull { return }
    var reader = MappingReader(document.root, subject: "`\(name)`")
    for item in reader.list("packages") {
      var entry = MappingReader(item, subject: "a package")
      if let requirement = PackageRequirement(&entry) { requirements.append(requirement) }
      problems += entry.problems
    }
    if name == "dependencies.yml" { readProjects(&reader) }
    reader.finish(unknownKeys: .warning)
    problems += reader.problems
  }

  private mutating func readProjects(_ reader: inout MappingReader) {
    for item in reader.list("projects") {
      var entry = MappingReader(item, subject: "a project")
      if let name = entry.required("name") { projects.append(name) }
      reader.problems += entry.problems
    }
  }
}

extension PackageRequirement {
  fileprivate init?(_ reader: inout MappingReader) {
    guard let origin = Self.origin(&reader) else {
      if reader.problems.isEmpty { reader.problems.append(.noOrigin(reader.node)) }
      return nil
    }
    self.init(
      origin: origin, span: reader.node.pairs.first?.value.place ?? reader.node.place,
      written: reader.node.plain.map ?? [:], unrendered: reader.node.unrendered.plain.map ?? [:])
    reader.expect(["name", "unrendered", "provider"])
    reader.finish(unknownKeys: .warning)
  }

  private static func origin(_ reader: inout MappingReader) -> Origin? {
    if let path = reader.string("local") { return .local(path.value) }
    if let name = reader.string("package") {
      let prereleases = reader.bool("install_prerelease") ?? reader.bool("install-prerelease")
      return .hub(
        name: name.value, versions: reader.versions(), allowsPrereleases: prereleases ?? false)
    }
    if let url = reader.string("git") {
      return .git(
        url: url.value, revision: reader.printed("revision")?.value,
        subdirectory: reader.string("subdirectory")?.value,
        warnsUnpinned: reader.bool("warn-unpinned") ?? reader.bool("warn_unpinned") ?? true)
    }
    if let url = reader.string("tarball") {
      return reader.required("name").map { .tarball(url: url.value, name: $0.value) }
    }
    return reader.string("private").map { .private($0.value) }
  }
}

extension MappingReader {
  /// `version:`, a string, a number or a list of them.
  fileprivate mutating func versions() -> [String] {
    guard let node = node("version") else { return [] }
    return node.kind == .sequence ? node.items.compactMap(\.text) : node.text.map { [$0] } ?? []
  }
}

extension Diagnostic {
  fileprivate static func noOrigin(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      code: "missing-key", "a package needs one of `package`, `git`, `local` and `tarball`",
      at: node.place)
  }

  fileprivate static func twoLists(_ files: [SourceFile]) -> Diagnostic {
    Diagnostic(
      code: "conflicting-keys", "`packages` stands in packages.yml and in dependencies.yml",
      at: Span(files[1], 0..<1), notes: [.init("the other list is here", at: Span(files[0], 0..<1))]
    )
  }
}

package import Diagnostics
@preconcurrency import Glibc
import PlainData
import YAML

/// `deps`: resolves the packages that a project asks for, writes the lock, installs them.
package struct PackageInstaller {
  private let context: LoadContext
  private let outline: ProjectOutline
  private let folder: String
  private let fetcher: PackageFetcher
  private let say: (String) -> Void
  private let warn: (Diagnostic) -> Void
  /// Packages on disk, by their name.
  private var fetched: [(name: String, package: PackageFetcher.Fetched)] = []

  /// - Parameters:
  ///   - say: takes each line of progress.
  ///   - warn: takes each warning.
  package init(
    _ options: LoadOptions, say: @escaping (String) -> Void,
    warn: @escaping (Diagnostic) -> Void
  ) throws(Diagnostics) {
    outline = try ProjectLoader.outline(options)
    folder = outline.folder
    context = LoadContext(options: options, rootFolder: outline.folder, target: nil)
    let hub = ["DBT_ENGINE_PACKAGE_HUB_URL", "DBT_PACKAGE_HUB_URL"]
      .compactMap { options.environment[$0] }.first { !$0.isEmpty }
    fetcher = PackageFetcher(
      downloads: "\(folder)/.\(PathText.last(outline.settings.paths.packages)).\(getpid())",
      rootFolder: folder,
      hub: hub.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 } ?? "https://hub.getdbt.com")
    self.say = say
    self.warn = warn
  }

  /// Throws: the first problem; the packages that are installed stay as they are.
  package mutating func run(upgrades: Bool, locksOnly: Bool) throws(Diagnostics) {
    let wanted = outline.packages.requirements
    guard !wanted.isEmpty else { return say("No packages were found in packages.yml") }
    defer { removeTree(fetcher.downloads) }
    do throws(Diagnostic) {
      _ = try SystemCommand.run(["mkdir", "-p", fetcher.downloads])
      let lock = readLock()
      if let lock, !upgrades, lock.hash == PackageLock.hash(of: wanted) {
        if locksOnly { return }
        try fetch(locked: lock)
      } else {
        try resolve(wanted)
        try writeLock(wanted)
        if locksOnly { return }
      }
      try install()
    } catch {
      throw Diagnostics([error])
    }
  }

  /// Fetches what is wanted and what those packages want, each once.
  private mutating func resolve(_ wanted: [PackageRequirement]) throws(Diagnostic) {
    var queue = wanted
    var seen: [String: PackageRequirement] = [:]
    var ranges: [String: [String]] = [:]
    while !queue.isEmpty {
      var requirement = queue.removeFirst()
      let key = requirement.identity(in: folder)
      if let first = seen[key] {
        if first.pin != requirement.pin { throw .twoRevisions(requirement, first) }
        continue
      }
      seen[key] = requirement
      if case .hub(let name, let versions, let allows) = requirement.origin {
        let others = queue.flatMap { $0.hubVersions(of: name) }
        ranges[name, default: []] += versions + others
        requirement = requirement.asking(for: ranges[name] ?? versions, name, allows)
        queue.removeAll { !$0.hubVersions(of: name).isEmpty }
      }
      let package = try fetcher.fetch(requirement, number: seen.count)
      if let revision = requirement.movingRevision { warn(.unpinned(requirement, revision)) }
      let name = try projectName(in: package.folder, requirement)
      guard !fetched.contains(where: { $0.name == name }) else { continue }
      fetched.append((name, package))
      queue += requirements(of: package.folder)
    }
  }

  private mutating func fetch(locked lock: PackageLock) throws(Diagnostic) {
    for (index, entry) in try lockedRequirements().enumerated() {
      let package = try fetcher.fetch(entry, number: index + 1)
      fetched.append((try projectName(in: package.folder, entry), package))
    }
  }

  private func install() throws(Diagnostic) {
    let target = PathText.absolute(outline.settings.paths.packages, from: folder)
    removeTree(target)
    _ = try SystemCommand.run(["mkdir", "-p", target])
    for (name, package) in fetched {
      say("Installing \(package.pinned.members.first { $0.key != "name" }?.value.string ?? name)")
      let place = PathText.join(target, name)
      if package.isLocal {
        _ = try SystemCommand.run(["ln", "-s", package.folder, place])
        say("Installed from <local @ \(package.pinned["local"]?.string ?? "")>")
      } else {
        _ = try SystemCommand.run(["mv", package.folder, place])
        let version = package.pinned["version"] ?? package.pinned["revision"]
        say("Installed from \(version?.string.map { "version \($0)" } ?? "tarball")")
      }
    }
  }

  private func removeTree(_ path: String) {
    // What cannot be removed shows itself when something is put there.
    _ = try? SystemCommand.run(["rm", "-rf", "--", path])
  }
}

extension PackageInstaller {
  private var lockPath: String { PathText.join(folder, PackageLock.fileName) }

  private func readLock() -> PackageLock? {
    guard FileSystem.isFile(lockPath),
      let file = try? FileSystem.read(lockPath, shownAs: PackageLock.fileName),
      let root = try? YAMLDocument.parse(file, duplicateKeys: .warned).root,
      let hash = root["sha1_hash"]?.text
    else { return nil }
    return PackageLock(packages: root["packages"]?.items.compactMap(\.plain.map) ?? [], hash: hash)
  }

  /// What is pinned; addresses in it may hold Jinja, as those of packages.yml.
  private func lockedRequirements() throws(Diagnostic) -> [PackageRequirement] {
    let file = try FileSystem.read(lockPath, shownAs: PackageLock.fileName)
    let document = try YAMLDocument.parse(file, duplicateKeys: .warned)
    var problems: [Diagnostic] = []
    let renderer = context.renderer(for: nil, context.early, allowsSecrets: true)
    let list = PackageList.read(
      locked: renderer.render(document, problems: &problems), problems: &problems)
    if let problem = problems.first(where: { $0.severity == .error }) { throw problem }
    return list.requirements
  }

  private func writeLock(_ wanted: [PackageRequirement]) throws(Diagnostic) {
    let packages = fetched.map { name, package in
      var entry = package.pinned
      entry["name"] = .string(name)
      return PlainMap(entry.keys.sorted().map { ($0, entry[$0] ?? .null) })
    }
    let lock = PackageLock(packages: packages, hash: PackageLock.hash(of: wanted))
    try FileSystem.write(lock.text, to: lockPath, shownAs: PackageLock.fileName)
    say("Updated package lock in file path: \(lockPath)")
  }

  private func projectName(
    in folder: String, _ requirement: PackageRequirement
  ) throws(Diagnostic) -> String {
    let file = ProjectSettingsFile(
      folder: folder, currentDirectory: context.options.currentDirectory,
      rootFolder: context.rootFolder)
    guard FileSystem.isFile(PathText.join(folder, ProjectLocator.fileName)),
      let name = try file.parse().yaml.root["name"]?.text
    else {
      throw Diagnostic(
        code: "package-not-found",
        "the package `\(requirement.name)` holds no `\(ProjectLocator.fileName)` with a name",
        at: requirement.span)
    }
    return name
  }

  private func requirements(of folder: String) -> [PackageRequirement] {
    let place = PackageFolder(
      package: "", folder: folder, currentDirectory: context.options.currentDirectory,
      rootFolder: context.rootFolder, ignored: IgnoreRules(""))
    var problems: [Diagnostic] = []
    let renderer = context.renderer(for: nil, context.early, allowsSecrets: true).keepingFailures
    return PackageList.read(place, renderer, problems: &problems).requirements
  }
}

extension PackageRequirement {
  /// What makes two entries the same package.
  fileprivate func identity(in folder: String) -> String {
    switch origin {
    case .local(let path): "local:" + PathText.absolute(path, from: folder)
    case .hub(let name, _, _): "hub:" + name
    case .git(let url, _, let subdirectory, _):
      "git:" + (url.hasSuffix(".git") ? String(url.dropLast(4)) : url) + "/" + (subdirectory ?? "")
    case .tarball(let url, _): "tarball:" + url
    case .private(let name): "private:" + name
    }
  }

  /// The revision that an entry insists on.
  fileprivate var pin: String? {
    if case .git(_, let revision, _, _) = origin { revision } else { nil }
  }

  /// A revision that is another commit tomorrow; nil for what is pinned, or known not to be.
  fileprivate var movingRevision: String? {
    guard case .git(_, let revision, _, true) = origin else { return nil }
    let name = revision ?? "HEAD"
    return ["HEAD", "main", "master"].contains(name) ? name : nil
  }

  fileprivate func hubVersions(of name: String) -> [String] {
    guard case .hub(let own, let versions, _) = origin, own == name else { return [] }
    return versions
  }

  fileprivate func asking(
    for versions: [String], _ name: String, _ allows: Bool
  ) -> PackageRequirement {
    PackageRequirement(
      origin: .hub(name: name, versions: versions, allowsPrereleases: allows), span: span,
      written: written, unrendered: unrendered)
  }
}

extension Diagnostic {
  fileprivate static func unpinned(
    _ requirement: PackageRequirement, _ revision: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "package-without-revision",
      "`\(requirement.name)` is taken at `\(revision)`, which may be another commit tomorrow",
      at: requirement.span, help: ["name a tag or a commit with `revision`"])
  }

  fileprivate static func twoRevisions(
    _ second: PackageRequirement, _ first: PackageRequirement
  ) -> Diagnostic {
    Diagnostic(
      code: "package-version", "two revisions of `\(second.name)` are asked for", at: second.span,
      notes: [Note("the other one is asked for here", at: first.span)])
  }
}

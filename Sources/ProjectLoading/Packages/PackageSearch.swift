import Diagnostics
import YAML

/// Finds the packages that a project uses: `local:` ones where they lie, and installed ones.
struct PackageSearch {
  let context: LoadContext
  private(set) var problems: Diagnostics
  private var found: [FoundPackage] = []
  private var folders: Set<String> = []
  private var localNames: Set<String> = []

  init(context: LoadContext, problems: Diagnostics) {
    self.context = context
    self.problems = problems
  }

  /// Sorted by name. Throws when one is missing or two have one name.
  mutating func find(from root: FoundPackage) throws(Diagnostics) -> [FoundPackage] {
    folders = [root.folder.folder]
    let wanted = local(of: root)
    let installed = installed(root)
    checkInstalled(wanted, root, count: installed.count)
    for folder in installed { load(folder, isInstalled: true) }
    checkNames(root)
    try problems.throwIfErrors()
    return found.sorted { $0.settings.name.value < $1.settings.name.value }
  }

  /// Loads the `local:` packages of a package and of those, and gives the package's other ones.
  private mutating func local(of package: FoundPackage) -> [PackageRequirement] {
    let renderer = context.renderer(for: nil, context.early, allowsSecrets: true)
    let list = PackageList.read(package.folder, renderer, problems: &problems.all)
    for requirement in list.requirements {
      guard case .local(let path) = requirement.origin else { continue }
      // dbt takes the path from the root project even in a package.
      let bases = [package.folder.folder, context.rootFolder]
      let candidates = bases.map { PathText.absolute(path, from: $0) }
      guard let folder = candidates.first(where: holdsProject) else {
        problems.append(.noLocalPackage(path, requirement.span))
        continue
      }
      if let next = load(folder, isInstalled: false) { _ = local(of: next) }
    }
    return list.requirements
  }

  private func holdsProject(_ folder: String) -> Bool {
    FileSystem.isFile(PathText.join(folder, ProjectLocator.fileName))
  }

  /// The folders of packages-install-path that are packages.
  private func installed(_ root: FoundPackage) -> [String] {
    let path = PathText.absolute(root.settings.paths.packages, from: root.folder.folder)
    return FolderWalk.folders(in: path).filter { !$0.hasPrefix("__") && !$0.hasPrefix(".") }
      .map { PathText.join(path, $0) }.filter(holdsProject)
  }

  @discardableResult
  private mutating func load(_ folder: String, isInstalled: Bool) -> FoundPackage? {
    guard folders.insert(folder).inserted else { return nil }
    let file = ProjectSettingsFile(
      folder: folder, currentDirectory: context.options.currentDirectory,
      rootFolder: context.rootFolder)
    do throws(Diagnostic) {
      let renderer = context.renderer(for: nil, context.early)
      guard let package = try file.parse().read(renderer, problems: &problems.all) else {
        return nil
      }
      let name = package.settings.name.value
      // `deps` copies local packages to where it installs the others; the original counts.
      if isInstalled, localNames.contains(name) { return nil }
      if !isInstalled { localNames.insert(name) }
      found.append(package)
      return package
    } catch {
      problems.append(error)
      return nil
    }
  }

  /// More packages asked for than installed: names those that no folder looks like.
  private mutating func checkInstalled(
    _ wanted: [PackageRequirement], _ root: FoundPackage, count: Int
  ) {
    let remote = wanted.filter { if case .local = $0.origin { false } else { true } }
    guard remote.count > count else { return }
    let path = root.settings.paths.packages
    let names = FolderWalk.folders(in: PathText.absolute(path, from: root.folder.folder))
    let missing = remote.filter { requirement in
      !names.contains { requirement.name.contains($0) }
    }
    for requirement in missing.isEmpty ? remote : missing {
      problems.append(.notInstalled(requirement, path))
    }
  }

  private mutating func checkNames(_ root: FoundPackage) {
    var first = [root.settings.name.value: root.settings.name]
    for package in found {
      let name = package.settings.name
      if let earlier = first[name.value] {
        problems.append(.twoPackages(name, earlier))
      } else {
        first[name.value] = name
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func noLocalPackage(_ path: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      code: "package-not-found", "`\(path)` holds no `\(ProjectLocator.fileName)`", at: span)
  }

  fileprivate static func notInstalled(
    _ requirement: PackageRequirement, _ path: String
  ) -> Diagnostic {
    Diagnostic(
      code: "package-not-installed",
      "the package `\(requirement.name)` is not installed in `\(path)`", at: requirement.span,
      help: ["run `swiftdbt deps`"])
  }

  fileprivate static func twoPackages(
    _ second: Located<String>, _ first: Located<String>
  ) -> Diagnostic {
    Diagnostic(
      code: "duplicate-package", "two packages are called `\(second.value)`", at: second.span,
      notes: [.init("the other one is here", at: first.span)])
  }
}

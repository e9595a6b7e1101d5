package import Diagnostics
import PlainData
package import YAML

/// Reads a project from disk: all of it, and all that is wrong with it at once.
package enum ProjectLoader {
  /// Throws: every error of the stage that failed: the place of the project; dbt_project.yml and
  /// profiles.yml; packages; all other files together.
  package static func load(_ options: LoadOptions) throws(Diagnostics) -> Project {
    let folder = try self.folder(options)
    var loading = ProjectLoading(options: options, folder: folder)
    return try loading.load()
  }

  /// Reads what decides how all other files are read, and none of them.
  ///
  /// Throws: as `load` does, up to and with the packages. What is wrong with selectors.yml is left to `load`.
  package static func foundation(_ options: LoadOptions) throws(Diagnostics) -> ProjectFoundation {
    let folder = try self.folder(options)
    var loading = ProjectLoading(options: options, folder: folder)
    return try loading.foundation()
  }

  /// Reads dbt_project.yml and the list of packages only, for commands that need no more (`deps`,
  /// `clean`): neither packages nor a profile must be there.
  ///
  /// Without a profile, values that refer to `target` stay unrendered.
  package static func outline(_ options: LoadOptions) throws(Diagnostics) -> ProjectOutline {
    let folder = try self.folder(options)
    var loading = ProjectLoading(options: options, folder: folder)
    return try loading.outline()
  }

  /// Reads the profile only, for `debug`; with `--profile`, also where dbt_project.yml is broken.
  package static func profile(_ options: LoadOptions) throws(Diagnostics) -> Profile {
    let folder = try self.folder(options)
    return try ProjectLoading(options: options, folder: folder).profileAlone()
  }

  /// Reads the profile that `options` name for a project that is yet to be made in `folder`.
  package static func profile(
    _ options: LoadOptions, forNewProjectIn folder: String
  ) throws(Diagnostics) -> Profile {
    try ProjectLoading(options: options, folder: folder).profileAlone()
  }

  private static func folder(_ options: LoadOptions) throws(Diagnostics) -> String {
    do throws(Diagnostic) {
      return try ProjectLocator.find(options)
    } catch {
      throw Diagnostics([error])
    }
  }
}

/// What `ProjectLoader.foundation` reads: the settings of every package, the profile and selectors.yml.
package struct ProjectFoundation: Sendable {
  package let profile: Profile
  package let selectors: YAMLDocument?
  /// The root package first.
  let found: [FoundPackage]
  let context: LoadContext

  /// The root package's dbt_project.yml.
  package var settings: ProjectSettings { found[0].settings }
  /// The root package's folder, absolute.
  package var folder: String { found[0].folder.folder }
  /// Names and folders (absolute) of all packages, the root first.
  package var packages: [(name: String, folder: String)] {
    found.map { ($0.settings.name.value, $0.folder.folder) }
  }
}

/// What `ProjectLoader.outline` reads.
package struct ProjectOutline: Sendable {
  /// The folder of dbt_project.yml, absolute.
  package let folder: String
  package let settings: ProjectSettings
  package let packages: PackageList
  package let warnings: [Diagnostic]
}

/// The steps of loading, and the problems met on the way.
private struct ProjectLoading {
  let options: LoadOptions
  /// The root package's, absolute.
  let folder: String
  private var problems = Diagnostics()

  init(options: LoadOptions, folder: String) {
    self.options = options
    self.folder = folder
  }

  mutating func foundation() throws(Diagnostics) -> ProjectFoundation {
    let (context, profile, root) = try settings()
    let selectors = selectors(root, context)
    var packages = PackageSearch(context: context, problems: problems)
    let dependencies = try packages.find(from: root)
    problems = packages.problems
    return ProjectFoundation(
      profile: profile, selectors: selectors, found: [root] + dependencies, context: context)
  }

  mutating func load() throws(Diagnostics) -> Project {
    let foundation = try foundation()
    let context = foundation.context
    let root = foundation.found[0]
    var loaded: [Package] = []
    for found in foundation.found {
      let variables = VariableScope(
        commandLine: options.vars, root: root.settings, package: found.settings)
      let renderer = context.renderer(for: found.settings.name.value, variables)
      let contents = PackageContents(FileList(found.folder, found.settings), renderer)
      problems.append(Diagnostics(contents.problems))
      loaded.append(
        Package(
          folder: found.folder.folder, settings: found.settings, files: contents.files,
          properties: contents.properties, docs: contents.docs))
    }
    try problems.throwIfErrors()
    return Project(
      root: loaded[0], dependencies: Array(loaded.dropFirst()), profile: foundation.profile,
      commandLineVars: options.vars, secrets: ValueContext.secrets(of: options.environment),
      selectors: foundation.selectors, warnings: problems.all)
  }

  mutating func outline() throws(Diagnostics) -> ProjectOutline {
    let document = try parseSettings()
    let early = LoadContext(
      options: options, rootFolder: folder, target: nil, vars: document.vars?.values ?? [:])
    let renderer: ValueRenderer
    do throws(Diagnostics) {
      let target = try profile(document, early).context
      renderer = early.with(target).renderer(for: nil, early.early)
    } catch {
      renderer = early.renderer(for: nil, early.early).keepingFailures
    }
    let found = document.read(renderer, problems: &problems.all)
    guard let found else { throw problems }
    let secret = early.renderer(for: nil, early.early, allowsSecrets: true)
    let packages = PackageList.read(found.folder, secret, problems: &problems.all)
    try problems.throwIfErrors()
    return ProjectOutline(
      folder: folder, settings: found.settings, packages: packages, warnings: problems.all)
  }

  /// dbt_project.yml and the profile that it names, which its own values may refer to.
  private mutating func settings() throws(Diagnostics) -> (LoadContext, Profile, FoundPackage) {
    let document = try parseSettings()
    let early = LoadContext(
      options: options, rootFolder: folder, target: nil, vars: document.vars?.values ?? [:])
    let profile = try profile(document, early)
    let late = early.with(profile.context)
    let found = document.read(late.renderer(for: nil, late.early), problems: &problems.all)
    try problems.throwIfErrors()
    guard let found else { throw problems }
    return (late, profile, found)
  }

  func profileAlone() throws(Diagnostics) -> Profile {
    let document: ProjectSettingsFile.Document
    do throws(Diagnostics) {
      document = try parseSettings()
    } catch {
      guard options.profile != nil else { throw error }
      let context = LoadContext(options: options, rootFolder: folder, target: nil, vars: [:])
      let nothing = SourceFile(path: ProjectLocator.fileName, text: "")
      return try loader(context, shown: { $0 }).load(nil, project: nothing.span)
    }
    let early = LoadContext(
      options: options, rootFolder: folder, target: nil, vars: document.vars?.values ?? [:])
    return try profile(document, early)
  }

  private func profile(
    _ document: ProjectSettingsFile.Document, _ context: LoadContext
  ) throws(Diagnostics) -> Profile {
    let loader = loader(context, shown: document.folder("").shown)
    let name = document.profileName(context.renderer(for: nil, context.early))
    return try loader.load(name, project: document.start)
  }

  private func loader(_ context: LoadContext, shown: @escaping (String) -> String) -> ProfileLoader
  {
    // profiles.yml sees `--vars` only, and the environment with its secrets.
    ProfileLoader(
      options: options, projectFolder: folder, shown: shown,
      renderer: context.renderer(
        for: nil, VariableScope(commandLine: options.vars), allowsSecrets: true))
  }

  private func parseSettings() throws(Diagnostics) -> ProjectSettingsFile.Document {
    let file = ProjectSettingsFile(
      folder: folder, currentDirectory: options.currentDirectory, rootFolder: folder)
    do throws(Diagnostic) {
      return try file.parse()
    } catch {
      throw Diagnostics([error])
    }
  }

  /// selectors.yml of the root package, rendered; nil when there is none.
  private mutating func selectors(
    _ root: FoundPackage, _ context: LoadContext
  ) -> YAMLDocument? {
    let place = root.folder.place(of: "selectors.yml")
    guard FileSystem.isFile(place.absolutePath) else { return nil }
    do throws(Diagnostic) {
      let file = try FileSystem.read(place.absolutePath, shownAs: place.shownPath)
      let document = try YAMLDocument.parse(file, duplicateKeys: .warned)
      problems.append(Diagnostics(document.warnings))
      let renderer = context.renderer(for: nil, context.early)
      return renderer.render(document, problems: &problems.all)
    } catch {
      problems.append(error)
      return nil
    }
  }
}

package import Diagnostics
import PlainData
import YAML

/// Reads a project from disk: all of it, and all that is wrong with it at once.
package enum ProjectLoader {
  /// Throws: every error of the stage that failed: the place of the project; dbt_project.yml and
  /// profiles.yml; packages; all other files together.
  package static func load(_ options: LoadOptions) throws(Diagnostics) -> Project {
    let folder: String
    do throws(Diagnostic) {
      folder = try ProjectLocator.find(options)
    } catch {
      throw Diagnostics([error])
    }
    var loading = ProjectLoading(options: options, folder: folder)
    return try loading.load()
  }
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

  mutating func load() throws(Diagnostics) -> Project {
    let (context, profile, root) = try settings()
    let selectors = selectors(root, context)
    var packages = PackageSearch(context: context, problems: problems)
    let dependencies = try packages.find(from: root)
    problems = packages.problems
    var loaded: [Package] = []
    for found in [root] + dependencies {
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
      root: loaded[0], dependencies: Array(loaded.dropFirst()), profile: profile,
      commandLineVars: options.vars, secrets: ValueContext.secrets(of: options.environment),
      selectors: selectors, warnings: problems.all)
  }

  /// dbt_project.yml and the profile that it names, which its own values may refer to.
  private mutating func settings() throws(Diagnostics) -> (LoadContext, Profile, FoundPackage) {
    let document = try parseSettings()
    let vars = document.vars?.values ?? [:]
    let early = LoadContext(options: options, rootFolder: folder, target: nil, vars: vars)
    // profiles.yml sees `--vars` only, and the environment with its secrets.
    let loader = ProfileLoader(
      options: options, projectFolder: folder, shown: document.folder("").shown,
      renderer: early.renderer(
        for: nil, VariableScope(commandLine: options.vars), allowsSecrets: true))
    let name = document.profileName(early.renderer(for: nil, early.early))
    let profile = try loader.load(name, project: document.start)
    let late = LoadContext(
      options: options, rootFolder: folder, target: profile.context, vars: vars)
    let found = document.read(late.renderer(for: nil, late.early), problems: &problems.all)
    try problems.throwIfErrors()
    guard let found else { throw problems }
    return (late, profile, found)
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

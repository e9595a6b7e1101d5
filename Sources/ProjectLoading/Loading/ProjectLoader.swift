package import Diagnostics
import PlainData

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
    let (profile, root) = try settings()
    let context = context(profile)
    var packages = PackageSearch(context: context, problems: problems)
    let dependencies = try packages.find(from: root)
    problems = packages.problems
    var loaded: [Package] = []
    for found in [root] + dependencies {
      let variables = VariableScope(
        commandLine: options.vars, root: root.settings, package: found.settings)
      let renderer = context.renderer(for: found.settings.name.value, variables)
      let contents = PackageContents(FileList(found.folder, found.settings.paths), renderer)
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
      warnings: problems.all)
  }

  /// dbt_project.yml and the profile that it names, which its own values may refer to.
  private mutating func settings() throws(Diagnostics) -> (Profile, FoundPackage) {
    let file = ProjectSettingsFile(
      folder: folder, currentDirectory: options.currentDirectory, rootFolder: folder)
    let early = context(nil)
    let document: ProjectSettingsFile.Document
    do throws(Diagnostic) {
      document = try file.parse()
    } catch {
      throw Diagnostics([error])
    }
    let name = document.profileName(early.renderer(for: nil, early.commandLine))
    let loader = ProfileLoader(
      options: options, projectFolder: folder, shown: document.folder("").shown,
      renderer: early.renderer(for: nil, early.commandLine, allowsSecrets: true))
    let profile: Profile
    do throws(Diagnostics) {
      profile = try loader.load(name, project: document.start)
    } catch {
      throw error
    }
    let late = context(profile)
    let found = document.read(late.renderer(for: nil, late.commandLine), problems: &problems.all)
    try problems.throwIfErrors()
    guard let found else { throw problems }
    return (profile, found)
  }

  private func context(_ profile: Profile?) -> LoadContext {
    LoadContext(options: options, rootFolder: folder, target: profile?.context)
  }
}

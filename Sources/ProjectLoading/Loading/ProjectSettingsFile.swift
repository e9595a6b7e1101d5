import Diagnostics
import YAML

/// The dbt_project.yml of one package.
struct ProjectSettingsFile {
  /// Absolute.
  let folder: String
  let currentDirectory: String
  let rootFolder: String

  func parse() throws(Diagnostic) -> Document {
    let path = PathText.join(folder, ProjectLocator.fileName)
    let place = PackageFolder(
      package: "", folder: folder, currentDirectory: currentDirectory, rootFolder: rootFolder,
      ignored: IgnoreRules(""))
    let source = try FileSystem.read(path, shownAs: place.shown(path))
    let yaml = try YAMLDocument.parse(source, duplicateKeys: .warned)
    return Document(file: self, yaml: yaml, vars: try VarsFile.read(place))
  }

  /// The file, parsed and not rendered.
  struct Document {
    let file: ProjectSettingsFile
    let yaml: YAMLDocument
    /// What vars.yml beside it says.
    let vars: VarsFile?

    /// Where a message about the whole file points.
    var start: Span { yaml.root.place }

    /// The `profile:` key.
    func profileName(_ renderer: ValueRenderer) -> Located<String>? {
      var problems: [Diagnostic] = []
      let rendered = renderer.render(yaml, problems: &problems) { $0.steps == ["profile"] }
      // What is wrong with it is reported when the whole file is read.
      guard let node = rendered.root["profile"], let name = node.string else { return nil }
      return Located(name, at: node.span)
    }

    func folder(_ package: String, ignored: IgnoreRules = IgnoreRules("")) -> PackageFolder {
      PackageFolder(
        package: package, folder: file.folder, currentDirectory: file.currentDirectory,
        rootFolder: file.rootFolder, ignored: ignored)
    }

    /// The settings; nil when the file is too broken to go on.
    func read(_ renderer: ValueRenderer, problems: inout [Diagnostic]) -> FoundPackage? {
      var own = yaml.warnings
      let rendered = renderer.render(yaml, problems: &own, where: ProjectSettings.isRendered)
      let settings = ProjectSettings.read(rendered, problems: &own)
      problems += own.inOrderOfPlace
      guard var settings else { return nil }
      if let vars {
        if let other = yaml.root["vars"], !other.pairs.isEmpty {
          problems.append(.twoVars(other.place, vars.span))
        }
        settings.vars = vars.values
        settings.paths.takeOwnSettings(from: vars.values)
      }
      let name = settings.name.value
      let ignored = ignoreRules(problems: &problems)
      return FoundPackage(folder: folder(name, ignored: ignored), settings: settings)
    }

    private func ignoreRules(problems: inout [Diagnostic]) -> IgnoreRules {
      let path = PathText.join(file.folder, ".dbtignore")
      guard FileSystem.isFile(path) else { return IgnoreRules("") }
      do throws(Diagnostic) {
        let shown = folder("").shown(path)
        return IgnoreRules(try FileSystem.read(path, shownAs: shown).text)
      } catch {
        problems.append(error)
        return IgnoreRules("")
      }
    }
  }
}

/// A package whose dbt_project.yml was read.
struct FoundPackage: Sendable {
  let folder: PackageFolder
  let settings: ProjectSettings
}

import Diagnostics
import Jinja
import PlainData
import ProjectLoading

/// A template on its way to being a node: all that is known before it is parsed.
struct TemplateResource {
  var type: ResourceType
  var name: String
  /// The part of the unique id behind the package: `orders`, `orders.v2`.
  var idName: String
  var package: String
  var fqn: [String]
  var file: FilePlace
  /// Its code. Text of the file that is not its own is blank, so that places stay true.
  var source: SourceFile
  var span: Span
  var properties: NodeProperties?
  var version: PlainValue?
  var latestVersion: PlainValue?
  var writtenCode: String?
  var artifactPath: String?

  init(_ type: ResourceType, _ file: TextFile, name: String, package: String) {
    self.type = type
    self.name = name
    idName = name
    self.package = package
    fqn = [package] + file.place.folders + [name]
    self.file = file.place
    source = file.source
    span = Span(file.source, 0..<0)
  }

  var uniqueID: String { "\(type.dbtName).\(package).\(idName)" }

  /// Takes what YAML says; a version of a model gets its own name, id and place in the tree.
  mutating func describe(by patch: NodePatch?) {
    guard let patch else { return }
    properties = patch.properties
    guard let version = patch.version else { return }
    self.version = version
    latestVersion = patch.latestVersion
    name = patch.properties.name.value
    idName = "\(name).v\(version.versionText)"
    fqn = fqn.dropLast() + [name, "v\(version.versionText)"]
  }

  /// The tree of dbt_project.yml that configures it.
  func configs(correctedAnalyses: Bool) -> ConfigTrees.Resource {
    switch type {
    case .test: .dataTests
    case .snapshot: .snapshots
    case .function: .functions
    // dbt has always configured analyses with the models, until a flag says otherwise.
    case .analysis: correctedAnalyses ? .analyses : .models
    default: .models
    }
  }
}

/// What YAML says about one file.
struct NodePatch {
  var properties: NodeProperties
  var version: PlainValue?
  var latestVersion: PlainValue?
}

import Diagnostics
import Jinja
import PlainData
import ProjectLoading
import SwiftModelFiles
import SwiftModels

extension ManifestBuilder {
  mutating func addSwiftModels(of package: Package) throws {
    for properties in package.properties.swiftModels {
      _ = try attempt { try $0.add(properties, of: package) }
    }
  }

  private mutating func add(_ properties: SwiftModelProperties, of package: Package) throws {
    let name = properties.name.value
    let file = properties.node.shared.file
    let fqn = [package.name] + file.folders + [name]
    let uniqueID = "model.\(package.name).\(name)"
    var levels = ConfigLevels(
      .swiftModel, .models, of: scope.project, fqn: fqn, package: package.name)
    levels.apply(["materialized": "table"])
    levels.applyProject()
    levels.apply(properties.node)
    levels.applyRootProject()
    let facts = NodeFacts(
      uniqueID: uniqueID, type: .swiftModel, name: name, package: package.name, fqn: fqn,
      file: file, config: levels.config)
    let call = try swiftModelCall(properties, of: package)
    let references = try properties.inputs.map { try reference($0.relation, facts) }
    let relation = try naming.relation(
      for: facts.completed(config: levels.config, relation: nil))
    var node = Node(
      uniqueID: uniqueID, type: .swiftModel, name: name, package: package.name, fqn: fqn,
      file: file, span: properties.name.span, config: levels.config, relation: relation,
      body: .swiftModel(call), references: references, properties: properties.node)
    describe(&node, by: properties.node)
    try checkMaterialization(of: node)
    add(node)
  }

  private func swiftModelCall(
    _ properties: SwiftModelProperties, of package: Package
  ) throws -> SwiftModelCall {
    let uses = properties.uses
    let file = try swiftFile(uses, beside: properties.node.shared.file, of: package)
    let model: any SwiftModel
    if let file {
      model = SwiftModelFile(file, cache: programFolder, environment: scope.invocation.environment)
    } else {
      model = try registry.model(named: uses.value, at: uses.span)
    }
    let values = PlainMap(properties.arguments.map { ($0.name, $0.value) })
    let places = properties.argumentPlaces
    let arguments = ModelArguments(
      values, spans: places.mapValues(\.value), names: places.compactMapValues(\.name),
      at: uses.span)
    try model.diagnose(arguments, inputs: properties.inputs.count, at: uses.span)
    return SwiftModelCall(
      uses: uses, model: model, arguments: arguments, plainArguments: values, code: file?.text,
      condition: try condition(of: properties))
  }

  /// `where:` as a template; one that is none is found here and not when the model runs.
  private func condition(of properties: SwiftModelProperties) throws -> SourceFile? {
    guard let condition = properties.condition else { return nil }
    guard !properties.inputs.isEmpty else {
      throw Diagnostic(
        code: "swift-model-inputs", "`where` chooses among the rows of an input, and there is none",
        at: condition.span)
    }
    let text = SourceFile(path: "where of \(properties.name.value)", text: condition.value)
    do {
      _ = try scope.environment.compile(text)
    } catch {
      throw Diagnostics(
        error.all.map { problem in
          var placed = problem
          placed.span = condition.span
          return placed
        })
    }
    return text
  }

  /// The file that `uses: peaks.swift` means: beside the YAML file, or else in the package's folder;
  /// nil for the name of a registered model.
  ///
  /// Throws: `swift-file-not-found`.
  private func swiftFile(
    _ uses: Located<String>, beside file: FilePlace, of package: Package
  ) throws -> SourceFile? {
    guard uses.value.hasSuffix(".swift") else { return nil }
    let beside = join(parent(file.absolutePath), uses.value)
    if let found = swiftFile(beside, shownAs: join(parent(file.shownPath), uses.value), package) {
      return found
    }
    if let found = swiftFile(join(package.folder, uses.value), shownAs: uses.value, package) {
      return found
    }
    throw Diagnostic(
      code: "swift-file-not-found", "there is no file `\(uses.value)`", at: uses.span,
      help: ["it is looked for beside this file, and then in the project's folder"])
  }

  private func swiftFile(
    _ path: String, shownAs name: String, _ package: Package
  ) -> SourceFile? {
    scope.invocation.reads.note { record in
      record.files.insert(path)
      // Where its compiler is found.
      record.environment.formUnion(["PATH", "SWIFTDBT_SWIFTC"])
    }
    let place = FilePlace(
      package: package.name, absolutePath: path, path: name, resourcePath: name, shownPath: name)
    return try? place.read()
  }

  private func parent(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }

  private func join(_ folder: String, _ path: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : "\(folder)/\(path)"
  }

  /// Where executables of Swift files are kept.
  private var programFolder: String {
    let root = scope.project.root
    return join(root.folder, root.settings.paths.target) + "/swift_models"
  }

  private func checkMaterialization(of node: Node) throws {
    let allowed = ["table", "incremental"]
    guard !allowed.contains(node.config.materialized) else { return }
    throw Diagnostic(
      code: "swift-model-materialization",
      "the Swift model `\(node.name)` cannot be materialized as `\(node.config.materialized)`",
      at: node.span, help: ["a Swift model is a `table` or `incremental`"])
  }
}

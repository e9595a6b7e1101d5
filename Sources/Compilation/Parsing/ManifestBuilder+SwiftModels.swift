import Diagnostics
import PlainData
import ProjectLoading
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
    let call = try swiftModelCall(properties)
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

  private func swiftModelCall(_ properties: SwiftModelProperties) throws -> SwiftModelCall {
    let uses = properties.uses
    let model = try registry.model(named: uses.value, at: uses.span)
    let values = PlainMap(properties.arguments.map { ($0.name, $0.value) })
    let spans = Dictionary(
      properties.arguments.map { ($0.name, $0.span) }, uniquingKeysWith: { _, last in last })
    let arguments = ModelArguments(values, spans: spans, at: uses.span)
    try model.diagnose(arguments, inputs: properties.inputs.count, at: uses.span)
    return SwiftModelCall(
      uses: uses, model: model, arguments: arguments, plainArguments: values)
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

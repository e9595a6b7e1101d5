import Diagnostics
import PlainData
import ProjectLoading

/// Unit tests meet their models once all models are known.
extension ManifestBuilder {
  /// Resolves the tested model and the inputs of every unit test; one for each version it is meant for.
  mutating func resolveUnitTests(with references: ReferenceIndex) throws {
    let written = nodes.all.filter { $0.type == .unitTest }
    nodes.remove(Set(written.map(\.uniqueID)))
    for node in written {
      guard case .unitTest(let test) = node.body else { continue }
      for resolved in try attempt({ try $0.resolved(node, test, references) }) ?? [] {
        add(resolved)
      }
    }
  }

  private mutating func resolved(_ node: Node, _ test: UnitTest, _ references: ReferenceIndex)
    throws -> [Node]
  {
    let found: String
    do {
      found = try references.resolve(test.reference, in: node.package)
    } catch let problem {
      guard problem.code == "ref-disabled" else {
        throw Diagnostic.noModel(node, test, problem)
      }
      // The test of a model that is switched off is switched off as well.
      var copy = node
      copy.config.merge("enabled", false)
      disabled.append(copy)
      return []
    }
    guard let model = nodes[found] else { return [] }
    try check(test, named: node, of: model)
    return try versions(of: model, for: node, test).map { model in
      try self.node(node, test, of: model, isVersioned: model.isVersioned, references)
    }
  }

  private func node(
    _ node: Node, _ test: UnitTest, of model: Node, isVersioned: Bool, _ references: ReferenceIndex
  ) throws -> Node {
    var copy = node
    var test = test
    test.model = model.uniqueID
    test.version = model.version
    if let version = model.version { copy.uniqueID += "_v\(version.versionText)" }
    for index in test.given.indices {
      let reference = test.given[index].reference
      test.given[index].target =
        try reference.map { try self.input($0, of: node, references) } ?? model.uniqueID
    }
    copy.body = .unitTest(test)
    copy.relation = model.relation
    copy.dependsOn = [model.uniqueID]
    return copy
  }

  private func input(
    _ reference: Reference, of node: Node, _ references: ReferenceIndex
  ) throws(Diagnostic) -> String {
    do throws(Diagnostic) {
      return try references.resolve(reference, in: node.package)
    } catch {
      throw error.known(
        as:
          "Unit test '\(node.name)' had an input (\(reference.text)) which was not found in the manifest.",
        "Parsing")
    }
  }

  /// The models that the test is meant for: the one it names, or versions of it.
  private func versions(of model: Node, for node: Node, _ test: UnitTest) throws -> [Node] {
    guard model.isVersioned else {
      let asksForVersions = test.versions.map { !$0.include.isEmpty || !$0.exclude.isEmpty }
      if asksForVersions ?? false { throw Diagnostic.notVersioned(node, model) }
      return [model]
    }
    let all = nodes.all.filter {
      $0.type == .model && $0.name == model.name && $0.package == model.package
    }
    guard let wanted = test.versions else { return all }
    let chosen = all.filter { candidate in
      guard let version = candidate.version else { return false }
      return wanted.exclude.isEmpty
        ? wanted.include.contains(version) : !wanted.exclude.contains(version)
    }
    if chosen.isEmpty { throw Diagnostic.noVersion(node, model) }
    return chosen
  }

  /// What a test of an incremental model must say.
  private func check(_ test: UnitTest, named node: Node, of model: Node) throws {
    guard model.macros.contains("macro.dbt.is_incremental") else { return }
    guard let isIncremental = test.overrides.macros["is_incremental"]?.bool else {
      throw Diagnostic.incrementalOverride(node, model)
    }
    if isIncremental, !test.given.contains(where: { $0.reference == nil }) {
      throw Diagnostic.missingThis(node, model)
    }
  }
}

extension UnitTest {
  /// The model as a reference: `orders`, or `orders 2` for a version.
  fileprivate var reference: Reference {
    let words = modelName.value.split(separator: " ").map(String.init)
    let version = words.count == 2 ? PlainValue.string(words[1]) : nil
    return Reference(
      .ref(package: nil, name: words.first ?? "", version: version), at: modelName.span)
  }
}

extension Diagnostic {
  fileprivate static func noModel(
    _ node: Node, _ test: UnitTest, _ problem: Diagnostic
  ) -> Diagnostic {
    Diagnostic(
      code: "unit-test-model",
      "the unit test `\(node.name)` tests `\(test.modelName.value)`, and no model is named so",
      at: test.modelName.span, help: problem.help
    ).known(
      as:
        "Unable to find model '\(node.package).\(test.modelName.value)' for unit test '\(node.name)' in \(node.file.path)",
      "Parsing")
  }

  fileprivate static func notVersioned(_ node: Node, _ model: Node) -> Diagnostic {
    Diagnostic(
      code: "unit-test-versions",
      "the unit test `\(node.name)` names `versions`, and the model `\(model.name)` has none",
      at: node.span
    ).known(
      as:
        "Unit test '\(node.name)' should not have a versions include or exclude when referencing non-versioned model '\(model.name)'",
      "Parsing")
  }

  fileprivate static func noVersion(_ node: Node, _ model: Node) -> Diagnostic {
    Diagnostic(
      code: "unit-test-versions",
      "the unit test `\(node.name)` asks for versions that the model `\(model.name)` does not have",
      at: node.span
    ).known(
      as: "Unit test '\(node.name)' referenced a version of '\(model.name)' which was not found.",
      "Parsing")
  }

  fileprivate static func incrementalOverride(_ node: Node, _ model: Node) -> Diagnostic {
    Diagnostic(
      code: "unit-test-override",
      "the unit test `\(node.name)` does not say whether its model `\(model.name)` runs incrementally",
      at: node.span, help: ["overrides: {macros: {is_incremental: true}}"]
    ).known(
      as:
        "Boolean override for 'is_incremental' must be provided for unit test '\(node.name)' in model '\(model.name)'",
      "Parsing")
  }

  fileprivate static func missingThis(_ node: Node, _ model: Node) -> Diagnostic {
    Diagnostic(
      code: "unit-test-override",
      "the unit test `\(node.name)` of the incremental model `\(model.name)` has no input `this`",
      at: node.span
    ).known(
      as: "Unit test '\(node.name)' for incremental model '\(model.name)' must have a 'this' input",
      "Parsing")
  }
}

import Diagnostics
import Jinja
import PlainData
import ProjectLoading
import Warehouse
import YAML

/// The relation that generic tests are applied to.
private struct TestTarget {
  let node: Node
  /// As test names spell it: `orders`, `raw_orders` for a source's table.
  let name: String
  /// `ref('orders')`, `source('raw', 'orders')`.
  let reference: Reference
  /// `source_` for sources.
  let prefix: String

  /// The section and the entry of the YAML file: `models.orders`, `sources.raw`.
  var fileKey: String {
    if case .source(let table) = node.body { return "sources.\(table.sourceName)" }
    return "\(node.type.propertiesKey).\(node.name)"
  }

  /// The reference as dbt writes it into a test's arguments, which its id is made of.
  var modelText: String {
    guard case .ref(_, let name, let version?) = reference.target else { return reference.text }
    return "ref('\(name)', version='\(version.versionText)')"
  }
}

extension ManifestBuilder {
  mutating func addGenericTests(of package: Package) throws {
    for id in order {
      guard let node = nodes[id], node.package == package.name, let target = target(node) else {
        continue
      }
      try add(relationTests(of: node), node.columns, to: target, in: package)
      for entry in patches.misplaced(node.type, node.name) {
        try add(entry.tests, entry.columns, to: target, in: package)
      }
    }
  }

  private mutating func add(
    _ tests: [DataTestProperties], _ columns: [ColumnProperties], to target: TestTarget,
    in package: Package
  ) throws {
    for test in tests { try add(test, column: nil, to: target, in: package) }
    for column in columns {
      for test in column.tests { try add(test, column: column, to: target, in: package) }
    }
  }

  private func target(_ node: Node) -> TestTarget? {
    if case .source(let table) = node.body {
      return TestTarget(
        node: node, name: "\(table.sourceName)_\(node.name)",
        reference: Reference(.source(name: table.sourceName, table: node.name), at: node.span),
        prefix: "source_")
    }
    guard node.type.isReferable else { return nil }
    return TestTarget(
      node: node, name: node.name + (node.version.map { "_v\($0.versionText)" } ?? ""),
      reference: Reference(
        .ref(package: nil, name: node.name, version: node.version), at: node.span),
      prefix: "")
  }

  private func relationTests(of node: Node) -> [DataTestProperties] {
    if case .source(let table) = node.body { return table.properties.tests }
    return node.properties?.tests ?? []
  }

  private mutating func add(
    _ test: DataTestProperties, column: ColumnProperties?, to target: TestTarget,
    in package: Package
  ) throws {
    let node = try attempt {
      try $0.testNode(test, column: column, target: target, package: package)
    }
    if let node { add(test: node, at: test.test.span) }
  }

  /// Two tests with the same arguments and different configs are told apart by the hash in the id;
  /// dbt counts the same test written twice once.
  private mutating func add(test node: Node, at span: Span) {
    guard nodes[node.uniqueID] != nil else {
      add(node)
      return
    }
    warnings.append(
      Diagnostic(
        .warning, code: "repeated-test", "the test `\(node.name)` is written twice; it runs once",
        at: span))
  }

  private func testNode(
    _ test: DataTestProperties, column: ColumnProperties?, target: TestTarget, package: Package
  ) throws -> Node {
    let (namespace, testName) = Self.split(test.test.value)
    let macro = try testMacro(test, namespace, testName, package)
    let arguments = arguments(of: test, column: column, target: target)
    let prefix = (namespace.map { "\($0)_" } ?? "") + target.prefix
    let names = TestName(test: prefix + testName, target: target.name, arguments: arguments)
    let name = test.name?.value ?? names.full
    let hash = TestName.hash(
      name: name, namespace: namespace, test: testName, arguments: arguments)
    let file = target.node.properties?.shared.file ?? target.node.file
    let fqn = [package.name] + file.folders + [name]
    let uniqueID = "test.\(package.name).\(name).\(hash)"
    var levels = ConfigLevels(
      .test, .dataTests, of: scope.project, fqn: fqn, package: package.name)
    levels.applyProject()
    levels.apply([column?.shared.tags].compactMap(\.self))
    let generic = GenericTest(
      testName: testName, namespace: namespace, macro: macro, arguments: arguments,
      columnName: column?.name.value, attachedTo: target.node.uniqueID,
      spans: spans(of: test), fileKey: target.fileKey)
    var node = Node(
      uniqueID: uniqueID, type: .test, name: name, package: package.name, fqn: fqn, file: file,
      span: test.test.span, config: levels.config, body: .genericTest(generic),
      macros: [macro.uniqueID])
    var written = try configs(of: test, node)
    let fileName = test.name?.value ?? names.short
    if fileName != name, written["alias"] == nil { written["alias"] = .string(fileName) }
    let macroSays = try reading(of: generic, node, target.reference)
    for config in macroSays.configs { levels.apply(config, written: config) }
    levels.apply(written, written: written)
    levels.applyRootProject()
    node.artifactPath = "\(fileName).sql"
    node.writtenCode = GenericTestCode.text(of: generic, configs: written)
    node.config = levels.config
    node.references = macroSays.references
    node.relation = try naming.relation(for: node.facts)
    if let description = test.description {
      (node.description, node.docBlocks) = try docs.described(description, from: package.name)
    }
    return node
  }

  /// `dbt_utils.unique_combination` → (`dbt_utils`, `unique_combination`).
  private static func split(_ name: String) -> (namespace: String?, name: String) {
    guard let dot = name.lastIndex(of: ".") else { return (nil, name) }
    return (String(name[..<dot]), String(name[name.index(after: dot)...]))
  }

  private func testMacro(
    _ test: DataTestProperties, _ namespace: String?, _ name: String, _ package: Package
  ) throws(Diagnostic) -> MacroEntry {
    let macro = "test_\(name)"
    let found =
      namespace.map { scope.macros.find(macro, in: $0) }
      ?? scope.macros.find(macro, from: package.name)
    guard let found else {
      let known = scope.macros.names(from: package.name).filter { $0.hasPrefix("test_") }
        .map { String($0.dropFirst(5)) }
      throw Diagnostic(
        code: "unknown-test", "no generic test is named `\(test.test.value)`", at: test.test.span,
        help: NearMiss.help(for: name, among: known))
    }
    return found
  }

  private func arguments(
    of test: DataTestProperties, column: ColumnProperties?, target: TestTarget
  ) -> PlainMap {
    var arguments = PlainMap()
    for argument in test.arguments { arguments[argument.name.value] = argument.node.plain }
    if let column {
      let name = column.name.value
      arguments["column_name"] = .string(
        column.quote == true ? scope.dialect.quote(name) : name)
    }
    arguments["model"] = .string("{{ get_where_subquery(\(target.modelText)) }}")
    return arguments
  }

  private func spans(of test: DataTestProperties) -> [String: Span] {
    Dictionary(
      test.arguments.map { ($0.name.value, $0.node.span) }, uniquingKeysWith: { _, last in last })
  }

  private func configs(of test: DataTestProperties, _ node: Node) throws -> PlainMap {
    var values = PlainMap()
    for argument in test.config {
      let value = try TestArguments.evaluated(
        argument.node.plain, at: argument.node.span,
        in: NodeContext(node.facts, scope: scope, mode: .parse(ParseCollector())), scope: scope
      ).plain()
      if !value.isNull { values[argument.name.value] = value }
    }
    return values
  }

  /// What the test reads (the tested relation, and whatever its arguments and its macro refer to),
  /// and the configs that its macro sets.
  private func reading(of test: GenericTest, _ node: Node, _ target: Reference) throws -> (
    references: [Reference], configs: [PlainMap]
  ) {
    let collector = ParseCollector()
    if isUniqueOrNotNull(test) { collector.add(target) }
    let context = NodeContext(node.facts, scope: scope, mode: .parse(collector))
    // dbt renders what the test is given before what it is given to.
    if test.macro.package != BuiltInMacros.packageName {
      let arguments = try TestArguments.values(of: test, in: context, scope: scope)
      collector.add(target.withTextVersion)
      _ = try TestArguments.render(test, arguments, in: context, scope: scope)
    } else {
      // What the tested relation reads is known, unless the project makes it otherwise.
      var others = test
      if !replacesTestedRelation { others.arguments["model"] = nil }
      _ = try TestArguments.values(of: others, in: context, scope: scope)
      collector.add(target.withTextVersion)
    }
    var seen: Set<String> = []
    let references = collector.references.filter { seen.insert($0.text).inserted }
    return (
      references.map { reference in
        Reference(reference.target, at: reference.text == target.text ? target.span : node.span)
      }, collector.configs
    )
  }

  /// dbt does not render these two, so that the version they refer to keeps its type.
  private func isUniqueOrNotNull(_ test: GenericTest) -> Bool {
    ["macro.dbt.test_unique", "macro.dbt.test_not_null"].contains(test.macro.uniqueID)
  }
}

extension Reference {
  /// The same with the version as a text, as it stands in the test's arguments.
  fileprivate var withTextVersion: Reference {
    guard case .ref(let package, let name, let version?) = target else { return self }
    return Reference(
      .ref(package: package, name: name, version: .string(version.versionText)), at: span)
  }
}

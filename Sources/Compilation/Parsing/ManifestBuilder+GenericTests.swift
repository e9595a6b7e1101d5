import Diagnostics
import Jinja
import PlainData
import ProjectLoading
import Warehouse
import YAML

/// The relation that generic tests are applied to.
private struct TestTarget: Sendable {
  let node: Node
  /// As test names spell it: `orders`, `raw_orders` for a source's table.
  let name: String
  /// `ref('orders')`, `source('raw', 'orders')`.
  let reference: Reference
  /// `source_` for sources.
  let prefix: String
  /// The section and the entry of the YAML file: `models.orders`, `sources.raw`.
  let fileKey: String
  /// The argument `model` of its tests; the reference in it is as dbt writes it, since ids are made of it.
  let model: PlainValue
  /// Where tests of it are declared.
  let file: FilePlace
  /// Package and folders: how the fqn of its tests begins.
  let path: [String]

  init(_ node: Node, name: String, reference: Reference, prefix: String, package: String) {
    self.node = node
    self.name = name
    self.reference = reference
    self.prefix = prefix
    var text = reference.text
    if case .ref(_, let name, let version?) = reference.target {
      text = "ref('\(name)', version='\(version.versionText)')"
    }
    model = .string("{{ get_where_subquery(\(text)) }}")
    file = node.describedIn ?? node.file
    path = [package] + file.folders
    if case .source(let table) = node.body {
      fileKey = "sources.\(table.sourceName)"
    } else {
      fileKey = "\(node.type.propertiesKey).\(node.name)"
    }
  }
}

/// A test that was made, and where it is declared.
private struct MadeTest: Sendable {
  let node: Node
  let span: Span
}

extension ManifestBuilder {
  mutating func addGenericTests(of package: Package) throws {
    let declaring = nodes.all.filter { $0.package == package.name }
    let (name, configs) = (package.name, testConfigs(of: package))
    let made = try attemptAll(declaring) { try $0.tests(of: $1, in: name, configs) }
    for tests in made {
      for test in tests ?? [] { add(test) }
    }
  }

  /// The configs of tests in the package's own dbt_project.yml and, for another package, the root's.
  private func testConfigs(of package: Package) -> TestConfigs {
    let root = scope.project.root
    return TestConfigs(
      own: package.settings.configs[.dataTests],
      root: package.name == root.name ? nil : root.settings.configs[.dataTests])
  }

  /// Every test that a node and the YAML entries that mean it declare; what cannot be made is kept as a
  /// problem.
  private mutating func tests(of node: Node, in package: String, _ configs: TestConfigs) throws
    -> [MadeTest]
  {
    let misplaced = patches.misplaced(node.type, node.name)
    guard !misplaced.isEmpty || declaresTests(node), let target = target(node, package) else {
      return []
    }
    var made: [MadeTest] = []
    func add(_ tests: [DataTestProperties], _ columns: [ColumnProperties]) throws {
      made += try self.tests(tests, column: nil, of: target, in: package, configs)
      for column in columns where !column.tests.isEmpty {
        made += try self.tests(column.tests, column: column, of: target, in: package, configs)
      }
    }
    try add(relationTests(of: node), node.columns)
    for entry in misplaced { try add(entry.tests, entry.columns) }
    return made
  }

  private mutating func tests(
    _ tests: [DataTestProperties], column: ColumnProperties?, of target: TestTarget,
    in package: String, _ configs: TestConfigs
  ) throws -> [MadeTest] {
    let form = TestForm(flags: scope.project.root.settings.flags)
    return try tests.compactMap { test in
      keep(form.problems(of: test))
      let node = try attempt {
        do {
          return try $0.testNode(test, column: column, target: target, package: package, configs)
        } catch let error as Diagnostic {
          throw error.placed(at: test.test.span)
        }
      }
      return node.map { MadeTest(node: $0, span: test.test.span) }
    }
  }

  private func declaresTests(_ node: Node) -> Bool {
    !relationTests(of: node).isEmpty || node.columns.contains { !$0.tests.isEmpty }
  }

  private func target(_ node: Node, _ package: String) -> TestTarget? {
    if case .source(let table) = node.body {
      return TestTarget(
        node, name: "\(table.sourceName)_\(node.name)",
        reference: Reference(.source(name: table.sourceName, table: node.name), at: node.span),
        prefix: "source_", package: package)
    }
    guard node.type.isReferable else { return nil }
    return TestTarget(
      node, name: node.name + (node.version.map { "_v\($0.versionText)" } ?? ""),
      reference: Reference(
        .ref(package: nil, name: node.name, version: node.version), at: node.span),
      prefix: "", package: package)
  }

  private func relationTests(of node: Node) -> [DataTestProperties] {
    if case .source(let table) = node.body { return table.properties.tests }
    return node.properties?.tests ?? []
  }

  /// Two tests with the same arguments and different configs are told apart by the hash in the id;
  /// dbt counts the same test written twice once.
  private mutating func add(_ test: MadeTest) {
    guard nodes[test.node.uniqueID] != nil else {
      add(test.node)
      return
    }
    warnings.append(
      Diagnostic(
        .warning, code: "repeated-test",
        "the test `\(test.node.name)` is written twice; it runs once", at: test.span))
  }

  private func testNode(
    _ test: DataTestProperties, column: ColumnProperties?, target: TestTarget, package: String,
    _ configs: TestConfigs
  ) throws -> Node {
    let (namespace, testName) = Self.split(test.test.value)
    let macro = try testMacro(test, namespace, testName, package)
    let arguments = arguments(of: test, column: column, target: target)
    let prefix = (namespace.map { "\($0)_" } ?? "") + target.prefix
    let names = TestName(test: prefix + testName, target: target.name, arguments: arguments)
    let name = test.name?.value ?? names.full
    let hash = TestName.hash(
      name: name, namespace: namespace, test: testName, arguments: arguments)
    let fqn = target.path + [name]
    var levels = ConfigLevels(.test, own: configs.own, root: configs.root, fqn: fqn)
    levels.applyProject()
    if let tags = column?.shared.tags { levels.apply([tags]) }
    let generic = GenericTest(
      testName: testName, namespace: namespace, macro: macro, arguments: arguments,
      columnName: column?.name.value, attachedTo: target.node.uniqueID,
      spans: spans(of: test), fileKey: target.fileKey)
    var node = Node(
      uniqueID: "test.\(package).\(name).\(hash)", type: .test, name: name, package: package,
      fqn: fqn, file: target.file, span: test.test.span, config: levels.config,
      body: .genericTest(generic), macros: [macro.uniqueID])
    var written = try self.configs(of: test, node)
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
    node.relation = try naming.relation(for: node)
    if let description = test.description {
      (node.description, node.docBlocks) = try docs.described(description, from: package)
    }
    return node
  }

  /// `dbt_utils.unique_combination` → (`dbt_utils`, `unique_combination`).
  private static func split(_ name: String) -> (namespace: String?, name: String) {
    guard let dot = name.lastIndex(of: ".") else { return (nil, name) }
    return (String(name[..<dot]), String(name[name.index(after: dot)...]))
  }

  private func testMacro(
    _ test: DataTestProperties, _ namespace: String?, _ name: String, _ package: String
  ) throws(Diagnostic) -> MacroEntry {
    let macro = "test_\(name)"
    let found =
      namespace.map { scope.macros.find(macro, in: $0) }
      ?? scope.macros.find(macro, from: package)
    guard let found else {
      let known = scope.macros.names(from: package).filter { $0.hasPrefix("test_") }
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
    arguments["model"] = target.model
    return arguments
  }

  private func spans(of test: DataTestProperties) -> [String: Span] {
    test.arguments.isEmpty
      ? [:]
      : Dictionary(
        test.arguments.map { ($0.name.value, $0.node.span) }, uniquingKeysWith: { _, last in last })
  }

  private func configs(of test: DataTestProperties, _ node: Node) throws -> PlainMap {
    var values = PlainMap()
    for argument in test.config {
      let context = NodeContext(node.facts, scope: scope, mode: .parse(ParseCollector()))
      defer { context.release() }
      let value = try TestArguments.evaluated(
        argument.node.plain, at: argument.node.span, in: context, scope: scope
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
    if isUniqueOrNotNull(test) { return ([target], []) }
    if readsOnlyItsTarget(test) { return ([target.withTextVersion], []) }
    let collector = ParseCollector()
    let context = NodeContext(node.facts, scope: scope, mode: .parse(collector))
    defer { context.release() }
    // dbt renders what the test is given before what it is given to.
    if test.macro.package != BuiltInMacros.packageName {
      let arguments = try TestArguments.values(of: test, in: context, scope: scope)
      collector.moveToEnd(target.withTextVersion)
      _ = try TestArguments.render(test, arguments, in: context, scope: scope)
    } else {
      // What the tested relation reads is known, unless the project makes it otherwise.
      var others = test
      if !replacesTestedRelation { others.arguments["model"] = nil }
      _ = try TestArguments.values(of: others, in: context, scope: scope)
      if !replacesTestedRelation { collector.add(target.withTextVersion) }
    }
    return (
      collector.references.map { reference in
        Reference(reference.target, at: reference.text == target.text ? target.span : node.span)
      }, collector.configs
    )
  }

  /// Whether that can be told without rendering: a test of the product's own with plain arguments.
  ///
  /// A version is named twice, as a number and as a text, which are two references until they are known
  /// to be spelt alike.
  private func readsOnlyItsTarget(_ test: GenericTest) -> Bool {
    test.macro.package == BuiltInMacros.packageName && !replacesTestedRelation
      && test.arguments.allSatisfy {
        $0.key == "model" || $0.key == "column_name" || !TestArguments.mayHoldJinja($0.value)
      }
  }

  /// dbt does not render these two, so that the version they refer to keeps its type.
  private func isUniqueOrNotNull(_ test: GenericTest) -> Bool {
    ["macro.dbt.test_unique", "macro.dbt.test_not_null"].contains(test.macro.uniqueID)
  }
}

/// What dbt_project.yml says of the tests of a package.
private struct TestConfigs: Sendable {
  let own: ConfigTree
  /// nil for the root itself.
  let root: ConfigTree?
}

extension Reference {
  /// The same with the version as a text, as it stands in the test's arguments.
  fileprivate var withTextVersion: Reference {
    guard case .ref(let package, let name, let version?) = target else { return self }
    return Reference(
      .ref(package: package, name: name, version: .string(version.versionText)), at: span)
  }
}

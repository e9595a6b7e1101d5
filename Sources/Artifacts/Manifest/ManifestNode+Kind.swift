package import PlainData

extension ManifestNode {
  /// What only one kind of node has.
  package enum Kind: Hashable, Sendable {
    case model(Model)
    /// The folder of the package the file lies in.
    case seed(rootPath: String?)
    case snapshot
    case genericTest(GenericTest)
    case singularTest
    case analysis
    /// A hook of `on-run-start` or `on-run-end`, by its place there.
    case operation(index: Int?)
    /// The SQL of `show --inline` and `compile --inline`.
    case inlineSQL
    case function(Function)

    package struct Model: Hashable, Sendable {
      package var access = "protected"
      /// Completed to dbt's keys when written.
      package var constraints: [PlainMap] = []
      /// A number or a string; null without versions.
      package var version: PlainValue = .null
      package var latestVersion: PlainValue = .null
      /// ISO 8601 with an offset.
      package var deprecationDate: String?
      package var deferRelation: PlainMap?
      package var primaryKey: [String] = []
      package var timeSpine: PlainValue = .null

      package init() {}
    }

    package struct GenericTest: Hashable, Sendable {
      package var columnName: String?
      /// `models.orders`: the section and the entry of the YAML file.
      package var fileKeyName: String?
      /// Unique id.
      package var attachedNode: String?
      package var name: String
      package var arguments: PlainMap
      /// The package that the test was named with.
      package var namespace: String?

      package init(name: String, arguments: PlainMap, namespace: String? = nil) {
        self.name = name
        self.arguments = arguments
        self.namespace = namespace
      }
    }

    package struct Function: Hashable, Sendable {
      package var returns: PlainMap
      package var arguments: [PlainMap]
      package var overloads: [PlainMap]

      package init(returns: PlainMap, arguments: [PlainMap], overloads: [PlainMap] = []) {
        self.returns = returns
        self.arguments = arguments
        self.overloads = overloads
      }
    }
  }
}

extension ManifestNode.Kind {
  var isSeed: Bool { if case .seed = self { true } else { false } }

  /// What the node's `config` is completed with.
  package var config: Shape {
    switch self {
    case .model: .modelConfig
    case .seed: .seedConfig
    case .snapshot: .snapshotConfig
    case .genericTest, .singularTest: .testConfig
    case .analysis, .operation, .inlineSQL: .nodeConfig
    case .function: .functionConfig
    }
  }

  init(reading map: PlainMap) {
    switch map.text("resource_type") {
    case "seed": self = .seed(rootPath: map.optionalText("root_path"))
    case "snapshot": self = .snapshot
    case "test" where map["test_metadata"] != nil: self = .genericTest(GenericTest(reading: map))
    case "test": self = .singularTest
    case "analysis": self = .analysis
    case "operation": self = .operation(index: map["index"]?.int)
    case "sql_operation", "sql operation": self = .inlineSQL
    case "function":
      self = .function(
        Function(
          returns: map.map("returns"), arguments: map.maps("arguments"),
          overloads: map.maps("overloads")))
    default: self = .model(Model(reading: map))
    }
  }

  /// The key that stands before those of every node.
  func addFirst(to sink: inout some MemberSink) {
    if case .function(let function) = self { sink.add("returns", .map(function.returns)) }
  }

  /// The keys that follow those of every node.
  func add(to sink: inout some MemberSink, dependsOn: Dependencies) {
    switch self {
    case .model(let model): model.add(to: &sink)
    case .seed(let rootPath):
      sink.add("root_path", text: rootPath)
      sink.add("depends_on") { $0.add("macros", texts: dependsOn.macros) }
    case .genericTest(let test): test.add(to: &sink)
    case .operation(let index): sink.add("index", PlainValue(index))
    case .function(let function):
      sink.add([
        "arguments": PlainValue(function.arguments), "overloads": PlainValue(function.overloads),
      ])
    case .snapshot, .singularTest, .analysis, .inlineSQL: break
    }
  }
}

extension ManifestNode.Kind.Model {
  fileprivate init(reading map: PlainMap) {
    access = map.optionalText("access") ?? "protected"
    constraints = map.maps("constraints")
    version = map.value("version")
    latestVersion = map.value("latest_version")
    deprecationDate = map.optionalText("deprecation_date")
    deferRelation = map["defer_relation"]?.map
    primaryKey = map.texts("primary_key")
    timeSpine = map.value("time_spine")
  }

  fileprivate func add(to sink: inout some MemberSink) {
    sink.add([
      "access": .string(access),
      "constraints": PlainValue(constraints.map(Shape.modelConstraint.completed)),
      "version": version, "latest_version": latestVersion,
      "deprecation_date": PlainValue(deprecationDate),
    ])
    // dbt leaves the key out unless the run defers.
    if let deferRelation { sink.add("defer_relation", .map(deferRelation)) }
    sink.add("primary_key", texts: primaryKey)
    sink.add("time_spine", timeSpine)
  }
}

extension ManifestNode.Kind.GenericTest {
  fileprivate init(reading map: PlainMap) {
    let metadata = map.map("test_metadata")
    name = metadata.text("name")
    arguments = metadata.map("kwargs")
    namespace = metadata.optionalText("namespace")
    columnName = map.optionalText("column_name")
    fileKeyName = map.optionalText("file_key_name")
    attachedNode = map.optionalText("attached_node")
  }

  fileprivate func add(to sink: inout some MemberSink) {
    sink.add("column_name", text: columnName)
    sink.add("file_key_name", text: fileKeyName)
    sink.add("attached_node", text: attachedNode)
    sink.add("test_metadata") {
      $0.add("name", text: name)
      $0.add("kwargs", .map(arguments))
      $0.add("namespace", text: namespace)
    }
  }
}

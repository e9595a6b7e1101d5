package import PlainData

/// What each resource of a manifest is called and where it was written.
package struct ResourceIdentity: Hashable, Sendable {
  package var name: String
  package var resourceType: String
  package var packageName: String
  /// Relative to the folder of its kind.
  package var path: String
  /// Relative to the package.
  package var originalFilePath: String
  package var uniqueID: String
  /// Empty for macros, docs and groups, which have none.
  package var fqn: [String]

  package init(
    name: String, resourceType: String, packageName: String, path: String,
    originalFilePath: String, uniqueID: String, fqn: [String] = []
  ) {
    self.name = name
    self.resourceType = resourceType
    self.packageName = packageName
    self.path = path
    self.originalFilePath = originalFilePath
    self.uniqueID = uniqueID
    self.fqn = fqn
  }

  package init(reading map: PlainMap) {
    name = map.text("name")
    resourceType = map.text("resource_type")
    packageName = map.text("package_name")
    path = map.text("path")
    originalFilePath = map.text("original_file_path")
    uniqueID = map.text("unique_id")
    fqn = map.texts("fqn")
  }

  func add(to sink: inout some MemberSink, withFQN: Bool = true) {
    sink.add("name", text: name)
    sink.add("resource_type", text: resourceType)
    sink.add("package_name", text: packageName)
    sink.add("path", text: path)
    sink.add("original_file_path", text: originalFilePath)
    sink.add("unique_id", text: uniqueID)
    if withFQN { sink.add("fqn", texts: fqn) }
  }
}

/// What a resource needs.
package struct Dependencies: Hashable, Sendable {
  /// Unique ids.
  package var macros: [String]
  /// Unique ids.
  package var nodes: [String]

  package init(macros: [String] = [], nodes: [String] = []) {
    self.macros = macros
    self.nodes = nodes
  }

  package init(reading map: PlainMap) {
    macros = map.texts("macros")
    nodes = map.texts("nodes")
  }

  package var plain: PlainValue {
    ["macros": PlainValue(macros), "nodes": PlainValue(nodes)]
  }
}

/// The arguments of one `ref(…)`.
package struct RefArguments: Hashable, Sendable {
  package var name: String
  package var package: String?
  /// A number or a string; null without a version.
  package var version: PlainValue

  package init(name: String, package: String? = nil, version: PlainValue = .null) {
    self.name = name
    self.package = package
    self.version = version
  }

  package init(reading map: PlainMap) {
    name = map.text("name")
    package = map.optionalText("package")
    version = map.value("version")
  }

  func add(to sink: inout some MemberSink) {
    sink.add("name", text: name)
    sink.add("package", text: package)
    sink.add("version", version)
  }
}

extension [RefArguments] {
  package var plain: PlainValue {
    .list(map { reference in .map(PlainMap { reference.add(to: &$0) }) })
  }
}

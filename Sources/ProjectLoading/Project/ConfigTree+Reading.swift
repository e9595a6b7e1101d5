import Diagnostics
import YAML

extension ConfigTree {
  /// Reads the tree below a key such as `models:`.
  init(_ node: YAMLNode) {
    self.init()
    for (key, value) in node.pairs {
      let name = key.text ?? ""
      if name.hasPrefix("+") || value.kind != .mapping {
        settings.append(Setting(key: key, node: value))
      } else {
        let child = Child(name: Located(name, at: key.span), tree: ConfigTree(value))
        children.append(child)
      }
    }
  }
}

extension ConfigTrees {
  /// Reads the trees of all resources from a dbt_project.yml.
  init(_ reader: inout MappingReader) {
    self.init()
    for resource in Resource.allCases {
      for key in resource.keys {
        if let node = reader.mapping(key) { self[resource] = ConfigTree(node) }
      }
    }
    if let old = reader.node["tests"], reader.node["data_tests"] != nil {
      reader.problems.append(
        Diagnostic(
          code: "conflicting-keys", "`tests` and `data_tests` are two names of one key",
          at: old.place))
    }
  }
}

extension ConfigTrees.Resource {
  /// The keys that the resource may be written with.
  fileprivate var keys: [String] {
    switch self {
    case .dataTests: ["tests", "data_tests"]
    default: [rawValue]
    }
  }
}

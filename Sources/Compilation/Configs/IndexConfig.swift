package import Diagnostics
import Jinja
package import PlainData

/// One entry of the config `indexes`: `{columns: [id], unique: true, type: btree}`.
package struct IndexConfig: Hashable, Sendable {
  package let columns: [String]
  package let isUnique: Bool
  /// nil: the database's own choice.
  package let method: String?

  /// Throws: `invalid-index`, in the words of dbt, which checks it by a schema.
  package init(_ value: PlainValue) throws(Diagnostic) {
    guard let map = value.map else {
      throw Diagnostic(
        code: "invalid-index",
        """
        Invalid index config:
          Got: \(Value(value).repr)
          Expected a dictionary with at minimum a "columns" key
        """)
    }
    guard let columns = map["columns"] else {
      throw .index("at path []: 'columns' is a required property")
    }
    guard let list = columns.list else { throw .index("['columns']", columns, isNot: "array") }
    self.columns = try list.enumerated().map { index, item throws(Diagnostic) in
      guard let name = item.string else {
        throw .index("['columns'][\(index)]", item, isNot: "string")
      }
      return name
    }
    let unique = map["unique"] ?? false
    guard let isUnique = unique.bool else { throw .index("['unique']", unique, isNot: "boolean") }
    self.isUnique = isUnique
    let method = map["type"] ?? .null
    guard method.isNull || method.string != nil else {
      throw .index("['type']", method, isNot: "string")
    }
    self.method = method.string
  }
}

extension Diagnostic {
  fileprivate static func index(_ problem: String) -> Diagnostic {
    Diagnostic(code: "invalid-index", "Could not parse index config: \(problem)")
  }

  fileprivate static func index(_ path: String, _ value: PlainValue, isNot type: String)
    -> Diagnostic
  {
    index("at path \(path): \(Value(value).repr) is not of type '\(type)'")
  }
}

import Diagnostics
import Digests
import Jinja
import PlainData
import ProjectLoading

/// dbt's checksum of what a model's contract promises: its columns by name, with types and constraints,
/// and, for what is made as a table, the model's own constraints.
///
/// The text under the hash is what Python prints of dbt's constraints, so that manifests of dbt and of
/// this program agree on what has changed.
enum ContractDigest {
  static func checksum(of node: Node) -> String {
    var text = ""
    for column in node.columns.sorted(by: { $0.name.value < $1.name.value }) {
      text += "|\(column.name.value)\(column.dataType ?? "None")"
      text += list(column.constraints.map { described($0.plain(ofModel: false), "Column") })
    }
    if ["table", "incremental"].contains(node.config.materialized) {
      text += node.config.materialized
      text += list(node.constraints.map { described($0.plain(ofModel: true), "Model") })
    }
    return Digest.sha256(text)
  }

  private static func list(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }

  private static func described(_ constraint: PlainMap, _ level: String) -> String {
    let fields = constraint.map { key, value in
      let type = key == "type" ? value.string : nil
      return "\(key)=" + (type.map { "<ConstraintType.\($0): '\($0)'>" } ?? Value(value).repr)
    }
    return "\(level)LevelConstraint(\(fields.joined(separator: ", ")))"
  }
}

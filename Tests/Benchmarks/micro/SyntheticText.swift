import Artifacts
import PlainData

/// Inputs that are the same bytes each time.
enum SyntheticText {
  /// A properties file with the shape of a large project's: four columns and five tests a model.
  static func properties(models: Int) -> String {
    "version: 2\nmodels:\n"
      + (0..<models).map { index in
        """
          - name: model_\(index)
            description: "Model \(index): one row per id."
            meta: {owner: team_\(index % 21), tier: \(index % 3)}
            columns:
              - name: id
                description: "Primary key of model \(index)."
                data_tests: [not_null, unique]
              - name: grp
                description: "{{ doc('grp') }}"
                data_tests:
                  - accepted_values:
                      arguments:
                        values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
                        quote: false
              - name: amount
                data_tests:
                  - not_null:
                      config: {severity: warn}
              - name: flag
                description: "0 or 1."

        """
      }.joined()
  }

  static func readings(rows: Int) -> String {
    var state: UInt64 = 7
    return "reading_id,meter_id,read_at,kwh,quality\n"
      + (0..<rows).map { row in
        "\(row),m\(row % 997),2024-01-01 \(row % 24):15:00,\(uniform(&state)),\"read, \(row % 3)\"\n"
      }.joined()
  }

  static func manifest(nodes: Int) -> Manifest {
    Manifest(
      reading: [
        "nodes": .map(
          PlainMap((0..<nodes).map { ("model.bench.model_\($0)", .map(node($0))) }))
      ])
  }

  private static func node(_ index: Int) -> PlainMap {
    let column: PlainMap = ["name": "id", "description": "Primary key.", "meta": [:], "tags": []]
    return [
      "resource_type": "model", "name": .string("model_\(index)"), "package_name": "bench",
      "unique_id": .string("model.bench.model_\(index)"), "path": "marts/model.sql",
      "original_file_path": "models/marts/model.sql", "fqn": ["bench", "marts", "model"],
      "database": "database", "schema": "main", "alias": .string("model_\(index)"),
      "description": "One row per id.", "tags": ["marts", "nightly"],
      "raw_code": "select *\nfrom {{ ref('model_0') }}\nwhere amount > 0 -- \"quoted\"",
      "config": ["materialized": "table", "enabled": true, "tags": ["marts", "nightly"]],
      "columns": ["id": .map(column), "grp": .map(column), "amount": .map(column)],
      "depends_on": ["macros": [], "nodes": ["model.bench.model_0"]],
    ]
  }

  /// From 0 to 1 (xorshift64*).
  static func uniform(_ state: inout UInt64) -> Double {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Double((state &* 0x2545_F491_4F6C_DD1D) >> 11) * 0x1p-53
  }
}

import Diagnostics
import Jinja

/// `exceptions.*`: how templates stop with an error, or warn.
enum ExceptionFunctions {
  static func exceptions(_ context: NodeContext) -> Value {
    .object(
      NamespaceObject("exceptions", names: names) { name in
        if let code = messages[name] { return raising(name, code) }
        if let describe = described[name] {
          return .function(name) { call in
            throw Diagnostic(code: describe.code, try describe.message(call), at: call.span)
          }
        }
        switch name {
        case "warn": return warning(context)
        case "warn_snapshot_timestamp_data_types": return timestampWarning(context)
        default: return nil
        }
      })
  }

  static var names: [String] {
    (Array(messages.keys) + Array(described.keys) + ["warn", "warn_snapshot_timestamp_data_types"])
      .sorted()
  }

  /// Those that say what the template says.
  private static let messages: [String: String] = [
    "raise_compiler_error": "compiler-error", "raise_database_error": "database-error",
    "raise_not_implemented": "not-implemented", "raise_fail_fast_error": "fail-fast-error",
    "raise_dependency_error": "dependency-error", "raise_cache_inconsistent": "cache-inconsistent",
  ]

  private struct Description: Sendable {
    var code: String
    var message: @Sendable (Call) throws -> String
  }

  /// Those that make their message from what they are given.
  private static let described: [String: Description] = [
    "raise_contract_error": Description(code: "contract-error", message: ContractMismatch.message),
    "column_type_missing": Description(code: "contract-error") { call in
      "Contracted models require data_type to be defined for each column. Please ensure that the"
        + " column name and data_type are defined within the YAML configuration for the"
        + " \(argument(call, 0, "column_names").description) column(s)."
    },
    "missing_config": Description(code: "config-required") { call in
      "Model '\(try id(argument(call, 0, "model")))' does not define a required config parameter"
        + " '\(argument(call, 1, "name"))'."
    },
    "missing_materialization": Description(code: "unknown-materialization") { call in
      let config = argument(call, 0, "model").dict?["config"]?.dict
      return "No materialization '\(config?["materialized"]?.description ?? "")' was found for"
        + " adapter \(argument(call, 1, "adapter_type"))!"
    },
    "missing_relation": Description(code: "relation-not-found") { call in
      "Relation \(argument(call, 0, "relation")) not found!"
    },
    "relation_wrong_type": Description(code: "relation-kind") { call in
      let relation = argument(call, 0, "relation")
      let type = try relation.object?.attribute("type")?.description ?? "None"
      return "Trying to create \(argument(call, 1, "expected_type")) \(relation), but it currently"
        + " exists as a \(type). Either drop \(relation) manually, or run dbt with"
        + " `--full-refresh` and dbt will drop it for you."
    },
    "raise_ambiguous_alias": Description(code: "duplicate-relation") { call in
      let names = try [argument(call, 0, "node_1"), argument(call, 1, "node_2")].map(id)
      return "two resources have the same database representation:"
        + " \(names.joined(separator: " and "))"
    },
    "raise_ambiguous_catalog_match": Description(code: "ambiguous-catalog") { call in
      "two relations of the database look like the one of `\(argument(call, 0, "unique_id"))`"
    },
    "raise_dataclass_not_dict": Description(code: "type-error") { call in
      "The object (\"\(argument(call, 0, "obj"))\") was used as a dictionary."
    },
    "raise_dep_not_found": Description(code: "dependency-error") { call in
      "Error while parsing \(argument(call, 1, "node_description")): required package"
        + " \"\(argument(call, 2, "required_pkg"))\" was not found."
    },
    "raise_duplicate_patch_name": Description(code: "duplicate-properties") { call in
      "properties are given twice, the first time in \(argument(call, 1, "existing_patch_path"))"
    },
    "raise_duplicate_resource_name": Description(code: "duplicate-resource") { call in
      let names = try [argument(call, 0, "node_1"), argument(call, 1, "node_2")].map(id)
      return "two resources have the same name: \(names.joined(separator: " and "))"
    },
    "raise_invalid_property_yml_version": Description(code: "properties-version") { call in
      "The yml property file at \(argument(call, 0, "path")) is invalid because"
        + " \(argument(call, 1, "issue"))."
    },
  ]

  private static func argument(_ call: Call, _ index: Int, _ name: String) -> Value {
    call.arguments.indices.contains(index)
      ? call.arguments[index] : call.keyword(name) ?? .none
  }

  private static func id(_ node: Value) throws -> String {
    try (node.dict?["unique_id"] ?? node.object?.attribute("unique_id"))?.description ?? "\(node)"
  }

  private static func raising(_ name: String, _ code: String) -> Value {
    .function(name) { call in
      let text = argument(call, 0, "msg").description.stripped
      throw Diagnostic(code: code, text, at: call.span)
    }
  }

  private static func warning(_ context: NodeContext) -> Value {
    .function("warn") { call in
      var arguments = call.binder("warn")
      let text = try arguments.required("msg").description
      try context.access?.warn(text)
      return ""
    }
  }

  private static func timestampWarning(_ context: NodeContext) -> Value {
    .function("warn_snapshot_timestamp_data_types") { call in
      try context.access?.warn(
        "Data type of snapshot table timestamp columns (\(argument(call, 0, "snapshot_time_data_type")))"
          + " doesn't match derived column 'updated_at' (\(argument(call, 1, "updated_at_data_type")))."
          + " Please update snapshot config 'updated_at'.")
      return ""
    }
  }
}

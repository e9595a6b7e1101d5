import Diagnostics
import Jinja
import PlainData
import ProjectLoading

/// `adapter`: what dbt's adapters offer to templates.
///
/// While the project is parsed there is no warehouse; questions then get dbt's inert answers.
final class AdapterObject: Object {
  private let context: NodeContext

  init(_ context: NodeContext) {
    self.context = context
  }

  var typeName: String { "adapter" }
  var memberNames: [String] {
    AdapterMethod.all.keys.sorted() + ["Column", "Relation", "behavior"]
  }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "Relation": return .object(RelationFactory(dialect: context.scope.dialect))
    case "Column": return .object(ColumnFactory(dialect: context.scope.dialect))
    case "behavior":
      return .object(BehaviorObject(context.scope.invocation))
    case "config": return .object(ConfigObject(context))
    default: break
    }
    guard AdapterMethod.all[name] != nil else { return nil }
    return .function(name) { [unowned self] call in
      try callMethod(name, call) ?? Value.none
    }
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch AdapterMethod.all[name] {
    case .always(let answer)?: return try answer(context, call)
    case .warehouse(let inert, let answer)?:
      guard let access = context.access else { return inert.value }
      return try answer(context, call, access)
    // dbt, too, finds out when the node runs: the branch may be meant for another adapter.
    case nil where !context.isExecuting: return nil
    case nil:
      throw Diagnostic(
        code: "unknown-adapter-method", "`adapter` has no method `\(name)`",
        help: NearMiss.help(for: name, among: AdapterMethod.all.keys.sorted()))
    }
  }
}

/// `adapter.behavior.some_flag`: true or false, and `.no_warn` for the same without a deprecation.
private final class BehaviorObject: Object {
  private let invocation: Invocation

  init(_ invocation: Invocation) {
    self.invocation = invocation
  }

  var typeName: String { "Behavior" }

  /// dbt's flags that are on unless somebody says otherwise.
  private static let onByDefault: Set<String> = [
    "postgres_skip_autocommit_transaction_statements",
    "require_batched_execution_for_custom_microbatch_strategy",
  ]

  func attribute(_ name: String) throws -> Value? {
    let flags = invocation.flags
    invocation.reads.noteFlag(name)
    let value = flags[name.uppercased()]?.bool ?? flags[name]?.bool
    return .object(FlagObject(isOn: value ?? Self.onByDefault.contains(name)))
  }
}

private final class FlagObject: Object {
  private let isOn: Bool

  init(isOn: Bool) {
    self.isOn = isOn
  }

  var typeName: String { "BehaviorFlag" }
  var isTrue: Bool { isOn }
  var repr: String { isOn ? "True" : "False" }
  func attribute(_ name: String) throws -> Value? {
    ["no_warn", "setting"].contains(name) ? .bool(isOn) : nil
  }
}

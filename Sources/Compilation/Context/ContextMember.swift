import Jinja

/// The names that dbt gives to every template, family by family.
enum ContextMember {
  typealias Answer = @Sendable (NodeContext) -> Value?

  /// Each name with what it stands for in a node's context.
  static let all: [String: Answer] = [
    ReferenceFunctions.members, FactMembers.members, ControlFunctions.members,
    DataFunctions.members, StatementFunctions.members, MaterializationMembers.members,
    ModuleMembers.members,
    [
      "config": { .object(ConfigObject($0)) }, "var": { .object(VariableObject($0)) },
      "adapter": { .object(AdapterObject($0)) }, "api": APIFunctions.api,
      "exceptions": ExceptionFunctions.exceptions, "builtins": builtins, "context": context,
    ],
  ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }

  static let names = all.keys.sorted()

  /// dbt's own functions, also where the project has a macro of the same name.
  private static let builtins: Answer = { context in
    .object(
      NamespaceObject("builtins", names: names) { [weak context] name in
        context.flatMap { all[name]?($0) }
      })
  }

  private static let context: Answer = { context in
    .object(
      NamespaceObject("context", names: context.knownNames) { [weak context] name in
        context?.value(for: name)
      })
  }
}

import Jinja

/// `modules`: the parts of Python's library that dbt lends to templates.
enum ModuleMembers {
  static let members: [String: ContextMember.Answer] = [
    "modules": { _ in
      .object(
        NamespaceObject("modules", names: ["datetime", "itertools", "pytz", "re"]) { name in
          switch name {
          case "datetime": DateTimeModule.value
          case "pytz": PytzModule.value
          case "re": ExpressionModule.value
          case "itertools": ItertoolsModule.value
          default: nil
          }
        })
    }
  ]
}

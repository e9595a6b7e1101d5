import Jinja
import ProjectLoading

/// `modules`: the parts of Python's library that dbt lends to templates.
enum ModuleMembers {
  static let members: [String: ContextMember.Answer] = [
    "modules": { context in
      let reads = context.scope.invocation.reads
      return .object(
        NamespaceObject("modules", names: ["datetime", "itertools", "pytz", "re"]) { name in
          // It knows the time.
          if name == "datetime" { reads.noteVolatile() }
          return switch name {
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

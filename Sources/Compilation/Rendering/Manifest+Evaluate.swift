package import Diagnostics
import Jinja
package import PlainData
import ProjectLoading

extension Manifest {
  /// The native value of a text with Jinja in it, in the context of the project: `{{ var('x') }}`.
  package func evaluate(_ text: String, at span: Span) throws -> PlainValue {
    let context = NodeContext(
      projectFacts, scope: scope, mode: .execute(self, access: nil))
    defer { context.release() }
    return try TestArguments.evaluated(.string(text), at: span, in: context, scope: scope).plain()
  }

  /// The facts of the project itself, for hooks of a run and for inline SQL.
  package var projectFacts: NodeFacts {
    NodeFacts(
      uniqueID: "operation.\(project.root.name)", type: .operation, name: project.root.name,
      package: project.root.name, config: NodeConfig(), relation: nil
    ) { PlainMap() }
  }
}

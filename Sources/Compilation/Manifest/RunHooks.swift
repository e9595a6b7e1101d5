/// The statements that run before and after the nodes of a run, as nodes.
package struct RunHooks: Sendable {
  package var start: [Node] = []
  package var end: [Node] = []

  package init() {}

  package var all: [Node] { start + end }
}

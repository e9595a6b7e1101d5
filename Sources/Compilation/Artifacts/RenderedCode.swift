/// The SQL of a node as a command rendered it, and the files it was written to.
package struct RenderedCode: Sendable {
  package var sql: String
  /// `target/compiled/energy/models/readings.sql`; nil where it was not written.
  package var compiledPath: String?
  /// `target/run/energy/models/readings.sql`; nil where the node was not run.
  package var buildPath: String?

  /// The ephemeral models in front of it, innermost first.
  package var ephemerals: [EphemeralCode] = []

  package init(_ sql: String, compiledPath: String? = nil, buildPath: String? = nil) {
    self.sql = sql
    self.compiledPath = compiledPath
    self.buildPath = buildPath
  }
}

import Compilation
import Diagnostics
import Materializations
import PlainData
import SwiftModels
import Warehouse

/// A Swift model: reads its inputs on a session of its own, hands its rows to the node's session.
///
/// The model pushes rows while the warehouse pulls them, and a connection cannot read and write at
/// once: so the model runs on a second thread, and a bounded queue lies between the two.
struct SwiftModelWork {
  private let work: NodeWork
  private let call: SwiftModelCall

  init(_ work: NodeWork, call: SwiftModelCall) {
    self.work = work
    self.call = call
  }

  func perform() throws -> NodeResult {
    let request = try request()
    let columns = try call.model.plannedColumns(for: request)
    let dialect = work.runner.manifest.scope.dialect
    let described = columns.map {
      ColumnDescription(name: $0.name, type: dialect.typeName(of: $0.type))
    }
    let run = SwiftModelRun(
      model: call.model, request: request, inputs: try chosenInputs(), columns: columns,
      warehouse: work.runner.warehouse, threads: work.runner.options.threads,
      history: try history(), codeHash: call.codeHash,
      monitor: RunMonitor(node: work.node.uniqueID, sink: work.runner.sink))
    // Started by the first row that is asked for: nothing runs before the transaction has begun.
    let outcome: StepPerformer.Outcome
    do {
      outcome = try work.materialize(.appended(described)) { relation, columns in
        let rows = try append(run, to: relation, columns)
        if let trained = run.trained { try keep(trained) }
        return rows
      }
    } catch {
      run.stop()
      throw error
    }
    run.stop()
    var result = work.succeeded(
      .success, "INSERT \(outcome.main?.rowsAffected ?? 0)", rows: outcome.main?.rowsAffected,
      metrics: run.metrics)
    result.facts = run.facts
    result.artifact = run.trained
    return result
  }

  /// Writes what the model hands over, batches and queries in the order in which they come.
  private func append(
    _ run: SwiftModelRun, to relation: Relation, _ columns: [ColumnDescription]
  ) throws -> Int {
    var rows = 0
    while true {
      var interruption: ModelRows?
      rows += try work.session.append(to: relation, columns: columns) {
        interruption = try run.next()
        if case .batch(let batch)? = interruption { return batch }
        return nil
      }
      switch interruption {
      case .query(let sql): rows += try insert(sql, into: relation, columns)
      case .question(let question): answer(question, about: relation)
      case .batch, nil: return rows
      }
    }
  }

  private func answer(_ question: RowQuestion, about relation: Relation) {
    let session = work.session
    question.answer {
      let sql = question.query("\(relation)")
      return try session.query(sql.rendered(by: session.dialect).text).rows
    }
  }

  private func insert(
    _ query: SQL, into relation: Relation, _ columns: [ColumnDescription]
  ) throws -> Int {
    let dialect = work.session.dialect
    for setting in dialect.largeExpressionSettings { try work.session.execute(setting) }
    let names = columns.map { "\(name: $0.name)" as SQL }.joined(by: ", ")
    let sql: SQL = "insert into \(relation) (\(names)) \(query)"
    return try work.session.execute(sql.rendered(by: dialect).text).rowsAffected ?? 0
  }

  private var artifacts: ModelArtifactTable {
    ModelArtifactTable(targetSchema: work.runner.manifest.scope.target.schema)
  }

  /// Where the model finds what it trained before; nil when it does not ask for it.
  private func history() throws -> ModelHistory? {
    guard call.model.keepsArtifacts else { return nil }
    try artifacts.create(on: work.session)
    return ModelHistory(
      table: artifacts, node: work.node.uniqueID, isIgnored: work.isFullRefresh)
  }

  /// In the transaction that publishes the rows.
  private func keep(_ artifact: ModelArtifact) throws {
    guard call.model.keepsArtifacts else { return }
    try artifacts.keep(
      artifact, of: work.node.uniqueID, codeHash: call.codeHash, on: work.session)
  }

  /// The parents' relations in the order of `input:`.
  private func inputRelations() -> [ModelInputRelation] {
    work.node.dependsOn.compactMap { id in
      work.runner.manifest[id].flatMap { node in
        node.relation.map { ModelInputRelation(name: node.name, relation: $0) }
      }
    }
  }

  /// The inputs, the first one with the condition on its rows.
  private func chosenInputs() throws -> [ModelInputRelation] {
    var inputs = inputRelations()
    guard let condition = call.condition, !inputs.isEmpty else { return inputs }
    let sql = try work.compiler.render(condition, for: work.node.facts).trimmed().text
    inputs[0].condition = sql.isEmpty ? nil : sql
    return inputs
  }

  private func request() throws -> ModelRequest {
    let inputs = try inputRelations().map { input in
      let columns = try InputTypes.columns(of: input.relation, on: work.session)
      guard !columns.isEmpty else { throw missing(input) }
      return ModelInput(name: input.name, columns: columns)
    }
    return ModelRequest(arguments: call.arguments, inputs: inputs)
  }

  private func missing(_ input: ModelInputRelation) -> Diagnostic {
    Diagnostic(
      code: "missing-input",
      "`\(work.node.name)` reads `\(input.name)`, which does not exist in the warehouse",
      at: work.node.references.first?.span ?? work.node.span,
      help: ["build it first: swiftdbt run --select +\(work.node.name)"])
  }
}

/// A relation that a Swift model reads, with the name that messages use.
struct ModelInputRelation: Sendable {
  let name: String
  let relation: Relation
  /// SQL that is true of the rows wanted; nil: all.
  var condition: String?
}

import Compilation
import Diagnostics
import Loading
import Materializations
import PlainData
import ProjectLoading
import Warehouse

/// A seed: types inferred by a first reading of the file, rows appended by a second.
struct SeedWork {
  private let work: NodeWork
  private let path: String

  init(_ work: NodeWork, path: String) {
    self.work = work
    self.path = path
  }

  func perform() throws -> NodeResult {
    let macro = try work.runner.manifest.materializationMacro(of: work.node)
    let sample = try Seed.sample(path: path, shownAs: shownPath, options: try options())
    let isGuessed = !sample.isWhole && macro == nil && !isEmpty && !hasHooks
    if isGuessed { return result(of: try load(as: sample)) }
    let seed = try sample.isWhole ? sample : whole()
    if let macro {
      let table = try seed.table(in: work.session.dialect, isEmpty: isEmpty)
      return work.result(try work.perform(macro, CompiledSQL(text: ""), table: table))
    }
    return result(of: try load(seed))
  }

  private var shownPath: String { work.node.file.shownPath }
  private var isEmpty: Bool { work.runner.manifest.scope.invocation.flags["EMPTY"] == true }

  /// What they do outside of the transaction would be done twice after a wrong guess.
  private var hasHooks: Bool {
    ["pre-hook", "post-hook"].contains { key in
      work.node.config[key].map { $0.list?.isEmpty != true } ?? false
    }
  }

  private func whole() throws -> Seed {
    try Seed(path: path, shownAs: shownPath, options: try options())
  }

  private func load(_ seed: Seed, isRight: @escaping () throws -> Bool = { true }) throws
    -> StepPerformer.Outcome
  {
    let session = work.session
    return try work.materialize(.appended(try columns(of: seed))) { [isEmpty] relation, _ in
      let count = isEmpty ? 0 : try seed.append(to: relation, in: session)
      guard try isRight() else { throw WrongGuess() }
      return count
    }
  }

  /// Loads a large file with the types of its first rows, while the rest is looked at: nearly always
  /// they are right. If not, nothing has happened, and it is loaded again with the right ones.
  private func load(as sample: Seed) throws -> StepPerformer.Outcome {
    let reading = SeedReading(path: path, shownAs: shownPath, options: try options())
    do {
      return try load(sample) { try reading.seed().columns == sample.columns }
    } catch {
      if Task.isCancelled { throw error }
      // Rows that do not fit the guess fail in many ways.
      let seed = try reading.seed()
      guard seed.columns != sample.columns else { throw error }
      return try load(seed)
    }
  }

  private func result(of outcome: StepPerformer.Outcome) -> NodeResult {
    work.succeeded(
      .success, "INSERT \(outcome.main?.rowsAffected ?? 0)", rows: outcome.main?.rowsAffected)
  }

  /// Names as the warehouse keeps them: dbt writes them in quotes unless `quote_columns` is false.
  private func columns(of seed: Seed) throws(Diagnostic) -> [ColumnDescription] {
    let dialect = work.runner.manifest.scope.dialect
    let isQuoted = work.node.config.bool("quote_columns") ?? true
    let isLowered = dialect.features.contains(.lowersUnquotedNames) && !isQuoted
    if !isQuoted, let name = seed.columns.map(\.name).first(where: { !$0.isPlainName }) {
      throw Diagnostic(
        code: "seed-column-name",
        "syntax error in the header: `\(name)` cannot stand without quotes, and `quote_columns` is false",
        at: work.node.span, help: ["check `delimiter`, or set `quote_columns: true`"])
    }
    return seed.columns.map {
      ColumnDescription(
        name: isLowered ? $0.name.lowercased() : $0.name, type: $0.sqlType(in: dialect))
    }
  }

  private func options() throws(Diagnostic) -> Seed.Options {
    var options = Seed.Options()
    for (name, type) in work.node.config["column_types"]?.map ?? [:] {
      options.columnTypes[name] = type.string
    }
    guard let delimiter = work.node.config.string("delimiter") else { return options }
    guard let byte = delimiter.utf8.first, delimiter.utf8.count == 1 else {
      throw Diagnostic(
        code: "config-value", "`delimiter` is one ASCII character, not `\(delimiter)`",
        at: work.node.span)
    }
    options.delimiter = byte
    return options
  }
}

/// The rows of a file are of other types than its first ones.
private struct WrongGuess: Error {}

extension String {
  /// Whether it can be a name of SQL without quotes.
  fileprivate var isPlainName: Bool {
    guard let first = utf8.first, !(0x30...0x39).contains(first) else { return false }
    return utf8.allSatisfy { byte in
      byte == 0x5F || byte == 0x24 || byte >= 0x80 || (0x30...0x39).contains(byte)
        || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
  }
}

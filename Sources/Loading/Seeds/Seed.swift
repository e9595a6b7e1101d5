internal import DelimitedText
package import Diagnostics
package import Warehouse

/// A CSV file of a project whose rows become a table, with the column types that dbt infers.
///
/// The file is read twice, once for the types and once for the rows, and never held in memory.
package struct Seed: Sendable {
  package struct Options: Hashable, Sendable {
    /// dbt's `column_types`: SQL types by the column's name. Such a column's fields go to the
    /// warehouse as texts.
    package var columnTypes: [String: String]
    package var delimiter: UInt8

    package init(columnTypes: [String: String] = [:], delimiter: UInt8 = UInt8(ascii: ",")) {
      self.columnTypes = columnTypes
      self.delimiter = delimiter
    }
  }

  package let columns: [SeedColumn]
  /// Rows that were looked at.
  package let rowCount: Int
  /// Whether every row was looked at.
  package let isWhole: Bool
  private let path: String
  private let shownPath: String
  private let format: DelimitedFormat

  /// Reads the file once; `shownPath` stands in messages in place of `path`.
  ///
  /// Throws: `seed-record` for the first record that cannot be read, `file-unreadable`,
  /// `header-missing`, `header-unreadable`.
  package init(
    path: String, shownAs shownPath: String? = nil, options: Options = Options()
  ) throws(Diagnostic) {
    try self.init(path: path, shownAs: shownPath, options: options, sampleBytes: .max)
  }

  /// The seed as its first megabytes show it; where they are all of it, it is as it is.
  ///
  /// Throws: what `init` throws.
  package static func sample(
    path: String, shownAs shownPath: String? = nil, options: Options = Options()
  ) throws(Diagnostic) -> Seed {
    try Seed(path: path, shownAs: shownPath, options: options, sampleBytes: 4 << 20)
  }

  private init(
    path: String, shownAs shownPath: String?, options: Options, sampleBytes: Int
  ) throws(Diagnostic) {
    self.path = path
    self.shownPath = shownPath ?? path
    format = DelimitedFormat(delimiter: options.delimiter, strictness: .lenient)
    let reader = try DelimitedReader(path: path, shownAs: self.shownPath, format: format)
    let names = SeedNames.unique(reader.columns)
    var inferences = names.map { SeedInference(isForced: options.columnTypes[$0] != nil) }
    var rowCount = 0
    var byteCount = 0
    while byteCount < sampleBytes, let record = try reader.nextSeedRecord(in: self.shownPath) {
      for index in 0..<record.count {
        let field = record[index]
        inferences[index].observe(field)
        byteCount += field.count
      }
      rowCount += 1
    }
    isWhole = byteCount < sampleBytes
    self.rowCount = rowCount
    columns = zip(names, inferences).map { $1.column($0, sqlType: options.columnTypes[$0]) }
  }

  /// The rows held whole, for templates that ask for them.
  package func table(in dialect: any Dialect, isEmpty: Bool = false) throws -> ResultTable {
    let described = columns.map {
      ColumnDescription(name: $0.name, type: $0.sqlType(in: dialect))
    }
    var table = ResultTable(columns: described)
    let batches = SeedBatches(
      try DelimitedReader(path: path, shownAs: shownPath, format: format), columns,
      names: columns.map(\.name), shownPath: shownPath)
    while !isEmpty, let batch = try batches.next() {
      for row in 0..<batch.rowCount { table.rows.append(batch.columns.map { $0[row] }) }
    }
    return table
  }

  /// Appends the rows to a table that has the seed's columns; returns their number.
  ///
  /// Columns are found by name, or by name in another case: a table made with unquoted names has
  /// them in its database's own case.
  package func append(to relation: Relation, in session: any Session) throws -> Int {
    let existing = try session.columns(of: relation)
    let targets = columns.map { column in
      existing.first { $0.name == column.name }
        ?? existing.first { $0.name.lowercased() == column.name.lowercased() }
        ?? ColumnDescription(name: column.name, type: "")
    }
    let batches = ReadAhead<ColumnBatch> { [self] hand in
      let batches = SeedBatches(
        try DelimitedReader(path: path, shownAs: shownPath, format: format), columns,
        names: targets.map(\.name), shownPath: shownPath)
      while let batch = try batches.next() { try hand(batch) }
    }
    defer { batches.stop() }
    return try session.append(to: relation, columns: targets, from: batches.next)
  }
}

extension DelimitedReader {
  /// The next record; one that cannot be read is an error, as every row of a seed counts.
  func nextSeedRecord(in path: String) throws(Diagnostic) -> DelimitedRecord? {
    switch try next() {
    case nil: return nil
    case .record(let record): return record
    case .rejected(let rejected):
      // Lines before it are of no interest, but for their number.
      let before = String(repeating: "\n", count: rejected.line - 1)
      let file = SourceFile(path: path, text: before + rejected.text)
      throw Diagnostic(
        code: "seed-record", "a record of this seed cannot be read: \(rejected.reason)",
        at: Span(file, before.utf8.count..<file.text.utf8.count))
    }
  }
}

/// Column names as agate makes them unique.
private enum SeedNames {
  /// A repeated name gets `_2`, `_3` …; an empty one gets the letter of its place.
  static func unique(_ names: [String]) -> [String] {
    var result: [String] = []
    for (index, name) in names.enumerated() {
      let wanted = name.isEmpty ? letters(index) : name
      var unique = wanted
      var number = 2
      while result.contains(unique) {
        unique = "\(wanted)_\(number)"
        number += 1
      }
      result.append(unique)
    }
    return result
  }

  /// a … z, aa, bb ….
  private static func letters(_ index: Int) -> String {
    let letter = Character(UnicodeScalar(UInt8(ascii: "a") + UInt8(index % 26)))
    return String(repeating: letter, count: index / 26 + 1)
  }
}

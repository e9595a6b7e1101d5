package import Warehouse

/// Which keys over a SQLite table do not repeat, found in one pass over its rows.
package struct UniqueKeys {
  private var keys: [NativeKeys]
  /// Of each key the places of its parts among the columns of a batch.
  private let places: [[Int]]
  /// What the values of each column were so far; nil before the first one.
  private var kinds: [NativeColumn.Kind?]
  /// Whether no two values that are equal to SQLite looked different.
  private var isUnderstood: [Bool]
  private var isUnique: [Bool]

  /// One flag for each key: false also where it is not known, because the relation is no table that
  /// compares bytes, the values are of several kinds, or there are very many. A row in which a part is
  /// NULL has no key.
  ///
  /// - Parameter keys: expressions in SQL over the relation's columns, one or more for each key.
  package static func found(
    _ keys: [[String]], of relation: Relation, _ session: any Session, _ dialect: any Dialect
  ) throws(DatabaseError) -> [Bool] {
    let sql = SQLSpelling(dialect: dialect)
    let parts = Set(keys.flatMap(\.self)).sorted()
    guard let condition = try? NativePlan.condition(on: relation, sql),
      !parts.contains(where: { $0.lowercased().utf8.containsRun("collate".utf8) }),
      try !session.query(condition).rows.isEmpty
    else { return keys.map { _ in false } }
    let known = try session.columns(of: relation).compactMap { NativeColumn($0, sql) }
    var unique = UniqueKeys(
      keys.map { $0.compactMap(parts.firstIndex) },
      parts.map { text in known.first { $0.name == text || $0.quoted == text } })
    // A plus sign takes a column's declared type away: values come as they are stored.
    let list = parts.map { "+(\($0))" }.joined(separator: ", ")
    do {
      try session.stream(
        "SELECT \(list)\nFROM \(dialect.render(relation))", batchSize: 10_000
      ) { batch in unique.take(batch) }
    } catch let error as DatabaseError {
      throw error
    } catch {
      throw DatabaseError(.statement, "\(error)")
    }
    return unique.isUnique
  }

  private init(_ places: [[Int]], _ columns: [NativeColumn?]) {
    self.places = places
    keys = places.map { _ in NativeKeys() }
    kinds = columns.map { $0?.kind == .text ? .text : nil }
    isUnderstood = columns.map { _ in true }
    isUnique = places.map { _ in true }
  }

  private mutating func take(_ batch: ColumnBatch) {
    for (place, vector) in batch.columns.enumerated() where vector.nullCount < vector.count {
      let kind = kinds[place] ?? vector.kind
      kinds[place] = kind
      isUnderstood[place] = isUnderstood[place] && vector.isKey(of: kind)
    }
    for key in keys.indices where isUnique[key] {
      keys[key].take(places[key].map { batch.columns[$0] }, rowCount: batch.rowCount)
      isUnique[key] =
        places[key].allSatisfy { isUnderstood[$0] } && keys[key].duplicates == 0
        && keys[key].distinct <= Self.mostKeys
      if !isUnique[key] { keys[key] = NativeKeys() }
    }
  }

  /// More of them are the database's to sort, which need not hold them in memory.
  private static let mostKeys = 4_000_000
}

extension ColumnVector {
  fileprivate var kind: NativeColumn.Kind {
    if case .texts = storage { .textOrNumber } else { .number }
  }

  /// Whether equal values of this kind are equal here, too.
  fileprivate func isKey(of kind: NativeColumn.Kind) -> Bool {
    switch storage {
    // Beyond what doubles hold, a whole number may come in another batch as a double that is not it.
    case .integers(let values): kind == .number && values.allSatisfy { $0.magnitude <= 1 << 53 }
    case .doubles: kind == .number
    case .texts(let texts): kind != .number && texts.isUnderstood(alsoNumbers: kind == .text)
    default: false
    }
  }
}

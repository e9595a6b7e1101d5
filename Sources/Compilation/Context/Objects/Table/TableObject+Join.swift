import Diagnostics
import Jinja

extension TableObject {
  /// `join(right_table, left_key, right_key)` as agate joins: each row with its matches, or with None where it
  /// has none; `inner`, `full_outer`, `require_match` and `columns` as there.
  ///
  /// Throws: `value-error` for `inner` with `full_outer`, and for what `require_match` finds.
  func joined(_ call: Call) throws -> TableObject {
    var arguments = call.binder("join")
    guard let right = try arguments.required("right_table").object as? TableObject else {
      throw Diagnostic(code: "type-error", "`join` needs a table")
    }
    let leftKey = try arguments.optional("left_key") ?? .none
    let rightKey = try arguments.optional("right_key") ?? .none
    let join = Join(
      isInner: try arguments.bool("inner", default: false),
      isFull: try arguments.bool("full_outer", default: false),
      needsMatch: try arguments.bool("require_match", default: false),
      columns: try arguments.optional("columns").flatMap { try $0.isNone ? nil : $0.elements() })
    try arguments.finish()
    if join.isInner, join.isFull {
      throw Diagnostic(
        code: "value-error", "a join is either `inner` or `full_outer`, not both")
    }
    let key = rightKey.isNone ? leftKey : rightKey
    let shown = try right.shownColumns(join, key: leftKey.isNone ? .none : key)
    let rows = try rows(
      join, with: right, shown: shown, keys: keyValues(leftKey, state: call.state),
      rightKeys: right.keyValues(leftKey.isNone ? .none : key, state: call.state),
      // agate reads the keys of several columns only once.
      addsRest: leftKey.items == nil && key.items == nil)
    let added = shown.map {
      names.contains(right.names[$0]) ? right.names[$0] + "2" : right.names[$0]
    }
    return fork(
      names: names + added, types: types + shown.map { right.types[$0] }, rows: rows)
  }

  /// What every row is known by: the value of a column, those of several, or what a function makes of it.
  ///
  /// - Returns: nil for no key.
  func keyValues(_ key: Value, state: Interpreter) throws -> [Value]? {
    if key.isNone { return nil }
    if let keys = key.items {
      let indices = try keys.map(index)
      return rows.map { row in .tuple(indices.map { row[$0] }) }
    }
    if key.isCallable { return try rowValues.map { try key.call([$0], state: state) } }
    let index = try index(of: key)
    return rows.map { $0[index] }
  }

  private struct Join {
    let isInner: Bool
    let isFull: Bool
    let needsMatch: Bool
    /// The columns of the other table that are wanted; nil for all but its keys.
    let columns: [Value]?
  }

  /// The columns of the right table that the result has.
  private func shownColumns(_ join: Join, key: Value) throws -> [Int] {
    if join.isFull { return Array(names.indices) }
    if let columns = join.columns {
      return names.indices.filter { index in columns.contains { $0.string == names[index] } }
    }
    let keys = try key.isNone || key.isCallable ? [] : (key.items ?? [key]).map(index)
    return names.indices.filter { !keys.contains($0) }
  }

  private func rows(
    _ join: Join, with right: TableObject, shown: [Int], keys: [Value]?, rightKeys: [Value]?,
    addsRest: Bool
  ) throws -> [[Value]] {
    let keys = keys ?? rows.indices.map(Value.int)
    let rightKeys = rightKeys ?? right.rows.indices.map(Value.int)
    let places = DictValue()
    var matches: [[Int]] = []
    for (index, key) in rightKeys.enumerated() {
      if let place = places[key]?.int {
        matches[place].append(index)
      } else {
        places[key] = .int(matches.count)
        matches.append([index])
      }
    }
    var joined: [[Value]] = []
    for (row, key) in zip(rows, keys) {
      if let place = places[key]?.int {
        joined += matches[place].map { index in row + shown.map { right.rows[index][$0] } }
      } else if join.needsMatch {
        throw Diagnostic(code: "value-error", "the key `\(key)` has no match in the other table")
      } else if !join.isInner {
        joined.append(row + shown.map { _ in Value.none })
      }
    }
    guard join.isFull, addsRest else { return joined }
    let known = DictValue(keys.map { ($0, Value.none) })
    return joined
      + zip(right.rows, rightKeys).filter { known[$1] == nil }
      .map { row, _ in names.map { _ in Value.none } + row }
  }
}

import Diagnostics
import Jinja
import PlainData

extension TableObject {
  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "select": .object(try keeping(named(call, "key"), isExcluding: false))
    case "exclude": .object(try keeping(named(call, "key"), isExcluding: true))
    case "limit": .object(try limited(call))
    case "where": .object(try filtered(call))
    case "order_by": .object(try ordered(call))
    case "rename": .object(try renamed(call))
    case "distinct": .object(distinct)
    case "to_dict": .list(dicts)
    case "find": try found(call)
    case "group_by": .object(try grouped(call))
    case "print_structure": try print(structureText.dropLast().description, call)
    case "print_table": try printed(call)
    case "print_csv": try print(csv, call)
    case "print_json": try print(JSON.text(.list(try dicts.map { try $0.plain() })), call)
    default: nil
    }
  }

  private var dicts: [Value] {
    rows.map { row in .dict(zip(names, row).map { ($0, $1) }) }
  }

  /// One name, or a list of names.
  private func named(_ call: Call, _ parameter: String) throws -> [String] {
    var arguments = call.binder("Table")
    let key = try arguments.required(parameter)
    if let name = key.string { return [name] }
    return try key.elements().compactMap(\.string)
  }

  private func keeping(_ wanted: [String], isExcluding: Bool) throws -> TableObject {
    let indices =
      isExcluding
      ? names.indices.filter { !wanted.contains(names[$0]) }
      : wanted.compactMap { names.firstIndex(of: $0) }
    return fork(
      names: indices.map { names[$0] }, types: indices.map { types[$0] },
      rows: rows.map { row in indices.map { row[$0] } })
  }

  private func replacing(_ rows: [[Value]]) -> TableObject {
    fork(names: names, types: types, rows: rows)
  }

  private func limited(_ call: Call) throws -> TableObject {
    var arguments = call.binder("limit")
    let first = try arguments.optionalInt("start_or_stop")
    let stop = try arguments.optionalInt("stop")
    let range = stop == nil ? 0..<(first ?? rows.count) : (first ?? 0)..<(stop ?? rows.count)
    return replacing(Array(rows[range.clamped(to: rows.indices)]))
  }

  private func filtered(_ call: Call) throws -> TableObject {
    var arguments = call.binder("where")
    let test = try arguments.required("test")
    return replacing(
      try rows.filter { row in
        try test.call([.object(RowObject(names: names, values: row))], state: call.state).isTrue
      })
  }

  /// By one column or several, None last.
  private func ordered(_ call: Call) throws -> TableObject {
    var arguments = call.binder("order_by")
    let key = try arguments.required("key")
    let isReversed = try arguments.bool("reverse", default: false)
    let keys = try key.string.map { [$0] } ?? key.elements().compactMap(\.string)
    let indices = keys.compactMap { names.firstIndex(of: $0) }
    let sorted = try rows.enumerated().sorted { one, other in
      for index in indices {
        let (a, b) = (one.element[index], other.element[index])
        if a.isNone || b.isNone {
          if a.isNone != b.isNone { return b.isNone != isReversed }
          continue
        }
        if try a.precedes(b) { return !isReversed }
        if try b.precedes(a) { return isReversed }
      }
      return one.offset < other.offset
    }
    return replacing(sorted.map(\.element))
  }

  /// `rename(column_names={'a': 'b'})`, or a list of all names.
  private func renamed(_ call: Call) throws -> TableObject {
    var arguments = call.binder("rename")
    let wanted = try arguments.optional("column_names") ?? .none
    let changed =
      wanted.dict.map { map in names.map { map[$0]?.string ?? $0 } }
      ?? wanted.items?.compactMap(\.string) ?? names
    return fork(names: changed, types: types, rows: rows)
  }

  private var distinct: TableObject {
    var kept: [[Value]] = []
    for row in rows where !kept.contains(where: { zip($0, row).allSatisfy { $0.isEqual(to: $1) } })
    {
      kept.append(row)
    }
    return replacing(kept)
  }

  private var csv: String {
    ([names] + rows.map { $0.map { $0.isNone ? "" : $0.description } }).map { fields in
      fields.map { field in
        field.contains { ",\"\n\r".contains($0) }
          ? "\""
            + field.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\"" : field
      }.joined(separator: ",")
    }.joined(separator: "\n")
  }

  /// What the table prints as.
  var structureText: String {
    var layout = TableLayout()
    layout.width = .max
    return ((try? layout.text(of: structure)) ?? repr) + "\n"
  }

  private func printed(_ call: Call) throws -> Value {
    var arguments = call.binder("print_table")
    var layout = TableLayout()
    if let rows = try arguments.optionalInt("max_rows") { layout.rows = rows }
    if let columns = try arguments.optionalInt("max_columns") { layout.columns = columns }
    _ = arguments.rest()
    if let width = call.keyword("max_column_width") {
      layout.width = width.isNone ? .max : width.int ?? layout.width
    }
    return try print(try layout.text(of: self), call)
  }

  /// Writes to standard output, as agate does.
  private func print(_ text: String, _ call: Call) throws -> Value {
    if let say {
      say(.printed(text))
    } else if let print = call.state.lookup("print") {
      _ = try print.call([.string(text)], state: call.state)
    }
    return .none
  }
}

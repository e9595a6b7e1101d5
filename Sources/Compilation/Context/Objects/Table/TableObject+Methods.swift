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
    case "distinct": .object(try distinct(call))
    case "join": .object(try joined(call))
    case "merge": .object(try merged(call))
    case "normalize": .object(try normalized(call))
    case "pivot": .object(try pivoted(call))
    case "homogenize": .object(try homogenized(call))
    case "denormalize": .object(try denormalized(call))
    case "aggregate": .dict(try nothing("aggregations", call))
    case "compute": try nothing("computations", call).isEmpty ? .object(self) : nil
    case "to_dict": .list(dicts)
    case "find": try found(call)
    case "group_by": .object(try grouped(call))
    case "print_structure": try print(structureText.dropLast().description, call)
    case "print_table": try printed(call)
    case "print_csv": try print(csv, call)
    case "print_json": try print(json(call), call)
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
      : try wanted.map { try index(of: .string($0)) }
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
    let step = try arguments.optionalInt("step")
    let isStop = stop == nil && step == nil
    let (lower, upper) = isStop ? (0, first ?? rows.count) : (first ?? 0, stop ?? rows.count)
    func place(_ index: Int) -> Int {
      min(max(index < 0 ? rows.count + index : index, 0), rows.count)
    }
    let indices = stride(from: place(lower), to: place(upper), by: max(1, step ?? 1))
    return fork(
      names: names, types: types, rows: indices.map { rows[$0] },
      rowNames: rowNames.map { names in indices.map { names[$0] } })
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
    let called = try arguments.optional("row_names")?.items ?? rowNames
    return fork(names: changed, types: types, rows: rows, rowNames: called)
  }

  /// The first row of each key; of several columns, which agate compares as objects, every row.
  private func distinct(_ call: Call) throws -> TableObject {
    var arguments = call.binder("distinct")
    let key = try arguments.optional("key") ?? .none
    if key.items != nil { return self }
    let known = DictValue()
    return replacing(
      try zip(rows, keyValues(key, state: call.state) ?? rows.map(Value.tuple)).compactMap {
        row, key in
        guard known[key] == nil else { return nil }
        known[key] = true
        return row
      })
  }

  private func json(_ call: Call) throws -> String {
    var writer = PythonJSONWriter(indent: call.keyword("indent")?.int)
    try writer.write(.list(dicts))
    return writer.text
  }

  /// agate's aggregations and computations are classes, which no template has: only an empty list of them.
  private func nothing(_ parameter: String, _ call: Call) throws -> [(String, Value)] {
    var arguments = call.binder("Table")
    guard try arguments.required(parameter).elements().isEmpty else {
      throw Diagnostic(code: "type-error", "a template has none of agate's \(parameter)")
    }
    return []
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

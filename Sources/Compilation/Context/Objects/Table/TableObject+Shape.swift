import Diagnostics
import Jinja

/// agate's ways to give a table another shape.
extension TableObject {
  /// `merge([table, …])`: the rows of all of them, with None where a table lacks a column.
  func merged(_ call: Call) throws -> TableObject {
    var arguments = call.binder("merge")
    let tables = try arguments.required("tables").elements().compactMap {
      $0.object as? TableObject
    }
    _ = arguments.rest()
    var columns: [(name: String, type: String)] = []
    for table in tables {
      for (name, type) in zip(table.names, table.types)
      where !columns.contains(where: { $0.name == name }) {
        columns.append((name, type))
      }
    }
    let rows = tables.flatMap { table in
      let places = columns.map { table.names.firstIndex(of: $0.name) }
      return table.rows.map { row in places.map { $0.map { row[$0] } ?? Value.none } }
    }
    return fork(names: columns.map(\.name), types: columns.map(\.type), rows: rows)
  }

  /// `normalize(key, properties)`: a row for each property of each row.
  func normalized(_ call: Call) throws -> TableObject {
    var arguments = call.binder("normalize")
    let keys = try indices(arguments.required("key"))
    let properties = try indices(arguments.required("properties"))
    let property = try arguments.optionalString("property_column") ?? "property"
    let value = try arguments.optionalString("value_column") ?? "value"
    _ = arguments.rest()
    let values = rows.flatMap { row in properties.map { row[$0] } }
    let cells = try TableObject.alike(values)
    let rows = rows.enumerated().flatMap { number, row in
      properties.enumerated().map { place, index in
        keys.map { row[$0] } + [.string(names[index]), cells[number * properties.count + place]]
      }
    }
    return fork(
      names: keys.map { names[$0] } + [property, value],
      types: keys.map { types[$0] } + ["text", "text"], rows: rows)
  }

  /// `denormalize(key, property_column, value_column)`: a row for each key, with a column for each property.
  func denormalized(_ call: Call) throws -> TableObject {
    var arguments = call.binder("denormalize")
    let key = try arguments.optional("key") ?? .none
    let keys = try key.isNone ? [] : indices(key)
    let property = try index(of: arguments.optional("property_column") ?? "property")
    let column = try index(of: arguments.optional("value_column") ?? "value")
    let isNumber = agateType(at: column) == "Number"
    let missing =
      try arguments.optional("default_value")
      ?? (isNumber ? TableObject.count(0) : Value.none)
    _ = arguments.rest()
    var titles: [String] = []
    var found: [(key: [Value], values: [String: Value])] = []
    let places = DictValue()
    for row in rows {
      let (key, title) = (keys.map { row[$0] }, row[property].description)
      if !titles.contains(title) { titles.append(title) }
      let place = places[.tuple(key)]?.int ?? found.count
      if place == found.count {
        places[.tuple(key)] = .int(place)
        found.append((key, [:]))
      }
      found[place].values[title] = row[column]
    }
    let columns = try titles.map { title in
      try TableObject.alike(found.map { $0.values[title] ?? missing })
    }
    return fork(
      names: keys.map { names[$0] } + titles,
      types: keys.map { types[$0] } + titles.map { _ in types[column] },
      rows: found.indices.map { row in found[row].key + columns.map { $0[row] } },
      rowNames: found.map { $0.key.count == 1 ? $0.key[0] : .tuple($0.key) })
  }

  /// `pivot(key, pivot)`: how many rows each key has, in a column for each value of `pivot`.
  func pivoted(_ call: Call) throws -> TableObject {
    var arguments = call.binder("pivot")
    let key = try arguments.optional("key") ?? .none
    let pivot = try arguments.optional("pivot") ?? .none
    guard try arguments.optional("aggregation").map(\.isNone) ?? true else {
      throw Diagnostic(
        code: "type-error", "`pivot` counts: a template has no other aggregation")
    }
    _ = arguments.rest()
    let keys = try key.isNone ? [] : indices(key)
    let column = try pivot.isNone ? nil : index(of: pivot)
    let groups = grouped(Array(rows.indices), by: keys + (column.map { [$0] } ?? []))
    guard let column else {
      return fork(
        names: keys.map { names[$0] } + ["Count"], types: keys.map { types[$0] } + ["numeric"],
        rows: groups.map { group in
          keys.map { rows[group[0]][$0] } + [TableObject.count(group.count)]
        })
    }
    return spread(groups, keys, column)
  }

  private func spread(_ groups: [[Int]], _ keys: [Int], _ column: Int) -> TableObject {
    var titles: [String] = []
    var counts: [(key: [Value], values: [String: Int])] = []
    let places = DictValue()
    for group in groups {
      let row = rows[group[0]]
      let (key, title) = (keys.map { row[$0] }, row[column].description)
      if !titles.contains(title) { titles.append(title) }
      let place = places[.tuple(key)]?.int ?? counts.count
      if place == counts.count {
        places[.tuple(key)] = .int(place)
        counts.append((key, [:]))
      }
      counts[place].values[title] = group.count
    }
    return fork(
      names: keys.map { names[$0] } + titles,
      types: keys.map { types[$0] } + titles.map { _ in "numeric" },
      rows: counts.map { key, values in
        key + titles.map { TableObject.count(values[$0] ?? 0) }
      },
      rowNames: counts.map { $0.key.count == 1 ? $0.key[0] : .tuple($0.key) })
  }

  /// The rows in groups of the first column, each of these in groups of the next, and so on.
  private func grouped(_ members: [Int], by columns: [Int]) -> [[Int]] {
    guard let column = columns.first else { return members.isEmpty ? [] : [members] }
    let places = DictValue()
    var groups: [[Int]] = []
    for member in members {
      let key = rows[member][column]
      if let place = places[key]?.int {
        groups[place].append(member)
      } else {
        places[key] = .int(groups.count)
        groups.append([member])
      }
    }
    return groups.flatMap { grouped($0, by: Array(columns.dropFirst())) }
  }

  /// `homogenize(key, values)`: a row more for each of `values` that no row has.
  func homogenized(_ call: Call) throws -> TableObject {
    var arguments = call.binder("homogenize")
    let keys = try indices(arguments.required("key"))
    let wanted = try arguments.required("compare_values").elements()
    let rest = try arguments.optional("default_row").flatMap { try $0.isNone ? nil : $0.elements() }
    try arguments.finish()
    let known = DictValue(rows.map { row in (.tuple(keys.map { row[$0] }), Value.none) })
    var added = rows
    for value in wanted {
      let key = keys.count == 1 && value.items == nil ? [value] : value.items ?? [value]
      guard known[.tuple(key)] == nil else { continue }
      known[.tuple(key)] = Value.none
      var row = rest ?? names.dropFirst(keys.count).map { _ in Value.none }
      for (index, part) in zip(keys, key) { row.insert(part, at: min(index, row.count)) }
      added.append(row)
    }
    return fork(names: names, types: types, rows: added)
  }

  /// agate's Count is a Decimal.
  private static func count(_ rows: Int) -> Value {
    Decimal(.int(rows)).map(Value.decimal) ?? .int(rows)
  }

  /// One column or several.
  private func indices(_ key: Value) throws -> [Int] { try (key.items ?? [key]).map(index) }

  /// Values of several columns in one: truth values, else Decimals, else texts.
  private static func alike(_ values: [Value]) throws -> [Value] {
    let values = values.map { $0.isMissing ? Value.none : $0 }
    let given = values.filter { !$0.isNone }
    let flags = given.compactMap(\.flag)
    if flags.count == given.count { return values.map { $0.flag.map(Value.bool) ?? .none } }
    let numbers = given.map { Decimal($0) ?? $0.string.flatMap(Decimal.init) }
    if numbers.allSatisfy({ $0 != nil }) {
      return values.map { value in
        (Decimal(value) ?? value.string.flatMap(Decimal.init)).map(Value.decimal) ?? .none
      }
    }
    return values.map { $0.isNone ? $0 : .string($0.description) }
  }
}

extension Value {
  /// True and False, and the numbers and words that agate takes for them.
  fileprivate var flag: Bool? {
    switch self {
    case .bool(let flag): return flag
    case .int(0): return false
    case .int(1): return true
    default:
      guard let word = string?.lowercased() else { return nil }
      if ["1", "yes", "y", "true", "t"].contains(word) { return true }
      return ["0", "no", "n", "false", "f"].contains(word) ? false : nil
    }
  }

  /// None, and the words that agate takes for it.
  fileprivate var isMissing: Bool {
    guard let word = string?.lowercased() else { return isNone }
    return ["", "na", "n/a", "none", "null", "."].contains(word)
  }
}

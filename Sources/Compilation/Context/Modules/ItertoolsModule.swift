import Diagnostics
import Jinja

/// `modules.itertools`: what dbt lends of it. Sequences without an end are cut at a bound, which
/// templates never reach: they end with `islice` or `zip`.
enum ItertoolsModule {
  private static let bound = 100_000

  static var value: Value {
    .object(
      NamespaceObject("itertools", names: functions.keys.sorted() + ["tee"]) { name in
        return functions[name].map { function in
          .function(name) { call in
            .object(IteratorValue(name, try function(call)))
          }
        } ?? (name == "tee" ? .function("tee", tee) : nil)
      })
  }

  private static var functions: [String: (Call) throws -> [Value]] {
    [
      "chain": { call in try call.arguments.flatMap { try $0.elements() } },
      "accumulate": accumulate, "compress": compress, "count": count, "cycle": cycle,
      "islice": islice, "repeat": repeating, "starmap": starmap, "zip_longest": zipLongest,
      "product": product,
      "permutations": { call in
        try selections(call, "permutations", optional: true) { all, size in
          permutations(of: all, size)
        }
      },
      "combinations": { call in
        try selections(call, "combinations") { all, size in
          combinations(of: all, size, isRepeating: false)
        }
      },
      "combinations_with_replacement": { call in
        try selections(call, "combinations_with_replacement") { all, size in
          combinations(of: all, size, isRepeating: true)
        }
      },
    ]
  }

  private static func accumulate(_ call: Call) throws -> [Value] {
    var arguments = call.binder("accumulate")
    let items = try arguments.required("iterable").elements()
    let function = try arguments.optional("func")
    var sums: [Value] = []
    if let initial = call.keyword("initial"), !initial.isNone { sums.append(initial) }
    for item in items {
      guard let last = sums.last else {
        sums.append(item)
        continue
      }
      if let function, !function.isNone {
        sums.append(try function.call([last, item], state: call.state))
      } else {
        sums.append(try last.adding(item))
      }
    }
    return sums
  }

  private static func compress(_ call: Call) throws -> [Value] {
    var arguments = call.binder("compress")
    let items = try arguments.required("data").elements()
    let choices = try arguments.required("selectors").elements()
    return zip(items, choices).filter(\.1.isTrue).map(\.0)
  }

  private static func count(_ call: Call) throws -> [Value] {
    var arguments = call.binder("count")
    let start = try arguments.optionalInt("start") ?? 0
    let step = try arguments.optionalInt("step") ?? 1
    return (0..<bound).map { .int(start + $0 * step) }
  }

  private static func cycle(_ call: Call) throws -> [Value] {
    var arguments = call.binder("cycle")
    let items = try arguments.required("iterable").elements()
    return items.isEmpty ? [] : (0..<bound).map { items[$0 % items.count] }
  }

  private static func islice(_ call: Call) throws -> [Value] {
    var arguments = call.binder("islice")
    let items = try arguments.required("iterable").elements()
    let numbers = arguments.rest().map(\.int)
    let start = numbers.count > 1 ? numbers[0] ?? 0 : 0
    let stop = min(
      (numbers.count > 1 ? numbers[1] : numbers.first ?? nil) ?? items.count, items.count)
    let step = numbers.count > 2 ? numbers[2] ?? 1 : 1
    guard start >= 0, step > 0 else {
      throw Diagnostic(code: "value-error", "`islice` takes no negative numbers")
    }
    return stride(from: start, to: stop, by: step).map { items[$0] }
  }

  private static func repeating(_ call: Call) throws -> [Value] {
    var arguments = call.binder("repeat")
    let item = try arguments.required("object")
    let times = try arguments.optionalInt("times") ?? bound
    return Array(repeating: item, count: max(0, min(times, bound)))
  }

  private static func starmap(_ call: Call) throws -> [Value] {
    var arguments = call.binder("starmap")
    let function = try arguments.required("function")
    return try arguments.required("iterable").elements().map {
      try function.call($0.elements(), state: call.state)
    }
  }

  private static func zipLongest(_ call: Call) throws -> [Value] {
    let lists = try call.arguments.map { try $0.elements() }
    let filling = call.keyword("fillvalue") ?? .none
    return (0..<(lists.map(\.count).max() ?? 0)).map { index in
      .tuple(lists.map { index < $0.count ? $0[index] : filling })
    }
  }

  private static func tee(_ call: Call) throws -> Value {
    var arguments = call.binder("tee")
    let items = try arguments.required("iterable").elements()
    let count = try arguments.optionalInt("n") ?? 2
    return .tuple((0..<count).map { _ in .object(IteratorValue("_tee", items)) })
  }

  private static func product(_ call: Call) throws -> [Value] {
    let lists = try call.arguments.map { try $0.elements() }
    let times = call.keyword("repeat")?.int ?? 1
    let all = Array(repeating: lists, count: max(0, times)).flatMap(\.self)
    try check(all.reduce(1.0) { $0 * Double($1.count) })
    return all.reduce([[]]) { rows, list in rows.flatMap { row in list.map { row + [$0] } } }
      .map(Value.tuple)
  }

  private static func selections(
    _ call: Call, _ name: String, optional: Bool = false,
    _ select: ([Value], Int) throws -> [[Value]]
  ) throws -> [Value] {
    var arguments = call.binder(name)
    let items = try arguments.required("iterable").elements()
    let size = optional ? try arguments.optionalInt("r") ?? items.count : try arguments.int("r")
    return try select(items, size).map(Value.tuple)
  }

  private static func permutations(of items: [Value], _ size: Int) -> [[Value]] {
    guard size <= items.count else { return [] }
    guard size > 0 else { return [[]] }
    return items.indices.flatMap { index in
      var rest = items
      let first = rest.remove(at: index)
      return permutations(of: rest, size - 1).map { [first] + $0 }
    }
  }

  private static func combinations(of items: [Value], _ size: Int, isRepeating: Bool) -> [[Value]] {
    guard size > 0 else { return [[]] }
    return items.indices.flatMap { index in
      let rest = Array(items[(isRepeating ? index : index + 1)...])
      return combinations(of: rest, size - 1, isRepeating: isRepeating).map { [items[index]] + $0 }
    }
  }

  private static func check(_ count: Double) throws {
    guard count <= Double(bound * 10) else {
      throw Diagnostic(code: "overflow-error", "a product has at most \(bound * 10) rows")
    }
  }
}

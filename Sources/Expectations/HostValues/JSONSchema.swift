import Diagnostics
import PlainData
import RegularExpressions
import Warehouse

/// A JSON schema and whether values are as it says: the keywords of draft 2020-12 that constrain
/// values, and `definitions` of older drafts. `format` is a remark there, and has no say here.
struct JSONSchema {
  private let root: PlainValue
  /// Compiled once: a schema judges many values.
  private let patterns: [String: RegularExpression]

  init(_ root: PlainValue) {
    self.root = root
    patterns = Dictionary(
      uniqueKeysWithValues: Set(Self.patterns(in: root)).compactMap { pattern in
        (try? RegularExpression(pattern)).map { (pattern, $0) }
      })
  }

  func accepts(_ value: PlainValue) -> Bool { accepts(value, root, depth: 0) }

  /// Schemas may refer to themselves; JSON's own depth bounds that, but for a circle of references.
  private static let maximumDepth = 200

  private func accepts(_ value: PlainValue, _ schema: PlainValue, depth: Int) -> Bool {
    if let flag = schema.bool { return flag }
    guard let keywords = schema.map, depth < Self.maximumDepth else { return false }
    return keywords.allSatisfy { keyword, argument in
      meets(keyword, argument, keywords, value, depth + 1)
    }
  }

  private func meets(
    _ keyword: String, _ argument: PlainValue, _ schema: PlainMap, _ value: PlainValue, _ depth: Int
  ) -> Bool {
    switch keyword {
    case "$ref":
      return argument.string.flatMap(resolve).map { accepts(value, $0, depth: depth) } ?? false
    case "type":
      return (argument.list ?? [argument]).contains { Self.isOfType(value, $0.string ?? "") }
    case "enum": return argument.list?.contains { Self.isEqual($0, value) } ?? false
    case "const": return Self.isEqual(argument, value)
    case "allOf":
      return argument.list?.allSatisfy { accepts(value, $0, depth: depth) } ?? false
    case "anyOf": return argument.list?.contains { accepts(value, $0, depth: depth) } ?? false
    case "oneOf": return argument.list?.count { accepts(value, $0, depth: depth) } == 1
    case "not": return !accepts(value, argument, depth: depth)
    case "if":
      let branch = accepts(value, argument, depth: depth) ? "then" : "else"
      return schema[branch].map { accepts(value, $0, depth: depth) } ?? true
    default: break
    }
    return switch value {
    case .int, .double: JSONSchemaNumbers.meets(keyword, argument, value.double ?? 0)
    case .string(let text): meets(keyword, argument, text)
    case .list(let items): meets(keyword, argument, schema, items, depth)
    case .map(let map): meets(keyword, argument, schema, map, depth)
    case .null, .bool: true
    }
  }

  private func meets(_ keyword: String, _ argument: PlainValue, _ text: String) -> Bool {
    switch keyword {
    case "minLength": Double(text.unicodeScalars.count) >= argument.double ?? 0
    case "maxLength": Double(text.unicodeScalars.count) <= argument.double ?? .infinity
    case "pattern": argument.string.map { matches(text, $0) } ?? false
    default: true
    }
  }

  private func meets(
    _ keyword: String, _ argument: PlainValue, _ schema: PlainMap, _ items: [PlainValue],
    _ depth: Int
  ) -> Bool {
    let prefix = schema["prefixItems"]?.list ?? []
    switch keyword {
    case "minItems": return Double(items.count) >= argument.double ?? 0
    case "maxItems": return Double(items.count) <= argument.double ?? .infinity
    case "uniqueItems":
      return argument.bool != true || Set(items.map(Self.comparable)).count == items.count
    case "prefixItems": return zip(items, prefix).allSatisfy { accepts($0, $1, depth: depth) }
    case "items":
      // Drafts before 2020-12 list the schemas of the first items here.
      if let list = argument.list {
        return zip(items, list).allSatisfy { accepts($0, $1, depth: depth) }
      }
      return items.dropFirst(prefix.count).allSatisfy { accepts($0, argument, depth: depth) }
    case "contains":
      let found = Double(items.count { accepts($0, argument, depth: depth) })
      return found >= schema["minContains"]?.double ?? 1
        && found <= schema["maxContains"]?.double ?? .infinity
    default: return true
    }
  }

  private func meets(
    _ keyword: String, _ argument: PlainValue, _ schema: PlainMap, _ map: PlainMap, _ depth: Int
  ) -> Bool {
    switch keyword {
    case "minProperties": return Double(map.count) >= argument.double ?? 0
    case "maxProperties": return Double(map.count) <= argument.double ?? .infinity
    case "required":
      return argument.list?.allSatisfy { name in name.string.map { map[$0] != nil } ?? false }
        ?? false
    case "properties":
      return argument.map?.allSatisfy { name, part in
        map[name].map { accepts($0, part, depth: depth) } ?? true
      } ?? false
    case "patternProperties":
      return argument.map?.allSatisfy { pattern, part in
        map.allSatisfy { !matches($0.key, pattern) || accepts($0.value, part, depth: depth) }
      } ?? false
    case "propertyNames":
      return map.allSatisfy { accepts(.string($0.key), argument, depth: depth) }
    case "additionalProperties":
      return map.allSatisfy { member in
        isNamed(member.key, schema) || accepts(member.value, argument, depth: depth)
      }
    case "dependentRequired":
      return argument.map?.allSatisfy { name, others in
        map[name] == nil
          || others.list?.allSatisfy { $0.string.map { map[$0] != nil } ?? false } ?? false
      } ?? false
    default: return true
    }
  }

  private func isNamed(_ key: String, _ schema: PlainMap) -> Bool {
    if schema["properties"]?[key] != nil { return true }
    return schema["patternProperties"]?.map?.contains { matches(key, $0.key) } ?? false
  }

  private func matches(_ text: String, _ pattern: String) -> Bool {
    guard let expression = patterns[pattern] else { return false }
    return (try? expression.firstMatch(in: text)) != nil
  }

  /// `#` and `#/definitions/name`.
  private func resolve(_ reference: String) -> PlainValue? {
    guard reference.hasPrefix("#") else { return nil }
    return reference.dropFirst().split(separator: "/").reduce(Optional(root)) { part, step in
      let name = String(step).replacing("~1", with: "/").replacing("~0", with: "~")
      return part?[name]
        ?? Int(name).flatMap { index in
          part?.list.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        }
    }
  }
}

extension JSONSchema {
  private static func isOfType(_ value: PlainValue, _ name: String) -> Bool {
    switch value {
    case .null: name == "null"
    case .bool: name == "boolean"
    case .int: name == "integer" || name == "number"
    // 1.0 is an integer.
    case .double(let number): name == "number" || (name == "integer" && number == number.rounded())
    case .string: name == "string"
    case .list: name == "array"
    case .map: name == "object"
    }
  }

  private static func isEqual(_ one: PlainValue, _ other: PlainValue) -> Bool {
    comparable(one) == comparable(other)
  }

  /// 1 and 1.0 are the same number.
  private static func comparable(_ value: PlainValue) -> PlainValue {
    switch value {
    case .double(let number): Int(exactly: number).map { .int($0) } ?? value
    case .list(let items): .list(items.map(comparable))
    case .map(let map):
      .map(PlainMap(map.map { ($0.key, comparable($0.value)) }.sorted { $0.0 < $1.0 }))
    default: value
    }
  }

  private static func patterns(in schema: PlainValue) -> [String] {
    switch schema {
    case .list(let items): return items.flatMap(patterns)
    case .map(let map):
      let own = [map["pattern"]?.string].compactMap(\.self)
      let keys = map["patternProperties"]?.map.map { Array($0.keys) } ?? []
      return own + keys + map.flatMap { patterns(in: $0.value) }
    default: return []
    }
  }

  /// Patterns that are no regular expressions.
  static func unreadablePatterns(in schema: PlainValue) -> [String] {
    patterns(in: schema).filter { (try? RegularExpression($0)) == nil }
  }
}

/// Keywords about numbers.
private enum JSONSchemaNumbers {
  static func meets(_ keyword: String, _ argument: PlainValue, _ number: Double) -> Bool {
    guard let limit = argument.double else { return true }
    return switch keyword {
    case "minimum": number >= limit
    case "maximum": number <= limit
    case "exclusiveMinimum": number > limit
    case "exclusiveMaximum": number < limit
    case "multipleOf": limit > 0 && (number / limit) == (number / limit).rounded()
    default: true
    }
  }
}

/// A statement in parts that know what they are: names are quoted and values escaped when it is
/// rendered, so that no text is spliced in by accident.
///
///     let sql: SQL = "alter table \(old) rename to \(unqualified: new)"
package struct SQL: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    /// Text of ours, written as a literal in the source.
    case text(String)
    /// An identifier, to be quoted.
    case name(String)
    case relation(Relation)
    /// A relation's name without its schema.
    case unqualified(Relation)
    case value(SQLValue)
    /// The dialect's name of a type.
    case type(ColumnType)
    /// The user's own SQL: an expression, a type, a predicate.
    case unsafe(String)
    /// The compiled SQL of a model or test; positions in it are mapped back to its file.
    case body(String)
  }

  package private(set) var parts: [Part]

  package init(_ parts: [Part] = []) { self.parts = parts }

  /// SQL that the user wrote.
  package init(unsafe sql: String) { parts = [.unsafe(sql)] }

  /// The compiled SQL of a model or test.
  package init(body sql: String) { parts = [.body(sql)] }

  package static func + (one: SQL, other: SQL) -> SQL { SQL(one.parts + other.parts) }
  package static func += (one: inout SQL, other: SQL) { one.parts += other.parts }
}

extension SQL: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { parts = [.text(value)] }
  package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(interpolationCount * 2 + 1)
    }

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.text(literal)) }
    }

    package mutating func appendInterpolation(_ relation: Relation) {
      parts.append(.relation(relation))
    }

    package mutating func appendInterpolation(unqualified relation: Relation) {
      parts.append(.unqualified(relation))
    }

    package mutating func appendInterpolation(name: String) { parts.append(.name(name)) }
    package mutating func appendInterpolation(_ value: SQLValue) { parts.append(.value(value)) }
    package mutating func appendInterpolation(_ type: ColumnType) { parts.append(.type(type)) }
    package mutating func appendInterpolation(_ sql: SQL) { parts += sql.parts }
    package mutating func appendInterpolation(unsafe sql: String) { parts.append(.unsafe(sql)) }
    package mutating func appendInterpolation(body sql: String) { parts.append(.body(sql)) }
  }
}

extension Sequence<SQL> {
  /// The statements' parts with `separator` between them.
  package func joined(by separator: SQL) -> SQL {
    var result = SQL()
    for (index, sql) in enumerated() {
      if index > 0 { result += separator }
      result += sql
    }
    return result
  }
}

/// A statement as text, with the places of what came from the user's files.
package struct RenderedSQL: Hashable, Sendable {
  package var text: String
  /// UTF-8 byte ranges of the bodies in `text`, in order.
  package var bodies: [Range<Int>]

  package init(text: String, bodies: [Range<Int>] = []) {
    self.text = text
    self.bodies = bodies
  }

  /// The offset in the body of byte `position` of `text`; nil outside of every body.
  package func positionInBody(_ position: Int) -> Int? {
    bodies.first { $0.lowerBound <= position && position <= $0.upperBound }
      .map { position - $0.lowerBound }
  }
}

extension SQL {
  package func rendered(by dialect: any Dialect) -> RenderedSQL {
    var text = ""
    var bodies: [Range<Int>] = []
    for part in parts {
      let start = text.utf8.count
      text += part.rendered(by: dialect)
      if case .body = part { bodies.append(start..<text.utf8.count) }
    }
    return RenderedSQL(text: text, bodies: bodies)
  }
}

extension SQL.Part {
  fileprivate func rendered(by dialect: any Dialect) -> String {
    switch self {
    case .text(let text), .unsafe(let text), .body(let text): text
    case .name(let name): dialect.quote(name)
    case .relation(let relation): dialect.render(relation)
    case .unqualified(let relation): dialect.renderUnqualified(relation)
    case .value(let value): dialect.literal(value)
    case .type(let type): dialect.typeName(of: type)
    }
  }
}

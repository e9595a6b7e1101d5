package import PlainData

/// A column as a manifest documents it.
package struct ManifestColumn: Hashable, Sendable {
  package var name: String
  package var description = ""
  package var meta = PlainMap()
  package var dataType: String?
  /// Completed to dbt's keys when written.
  package var constraints: [PlainMap] = []
  package var quote: Bool?
  package var tags: [String] = []
  package var granularity: String?
  package var dimension: PlainValue = .null
  package var entity: PlainValue = .null
  package var docBlocks: [String] = []
  /// Keys of the project's own.
  package var extra = PlainMap()
  /// `config.meta` and `config.tags`; nil: the same as `meta` and `tags`.
  package var config: PlainMap?

  package init(_ name: String) {
    self.name = name
  }

  package init(reading map: PlainMap) {
    name = map.text("name")
    description = map.text("description")
    meta = map.map("meta")
    dataType = map.optionalText("data_type")
    constraints = map.maps("constraints")
    quote = map["quote"]?.bool
    tags = map.texts("tags")
    granularity = map.optionalText("granularity")
    dimension = map.value("dimension")
    entity = map.value("entity")
    docBlocks = map.texts("doc_blocks")
    config = map.map("config")
    for (key, value) in map where !Self.keys.contains(key) { extra[key] = value }
  }

  /// Adds exactly dbt's keys, in dbt's order, and then the project's own.
  func add(to sink: inout some MemberSink) {
    sink.add("name", text: name)
    sink.add("description", text: description)
    sink.add("meta", .map(meta))
    sink.add("data_type", text: dataType)
    sink.add("constraints", PlainValue(constraints.map(Shape.constraint.completed)))
    sink.add("quote", PlainValue(quote))
    if let config {
      sink.add("config", .map(config))
    } else {
      sink.add("config") {
        $0.add("meta", .map(meta))
        $0.add("tags", texts: tags)
      }
    }
    sink.add("tags", texts: tags)
    sink.add("granularity", text: granularity)
    sink.add("dimension", dimension)
    sink.add("entity", entity)
    sink.add("doc_blocks", extra["doc_blocks"] ?? PlainValue(docBlocks))
    for (key, value) in extra where !Self.keys.contains(key) { sink.add(key, value) }
  }

  private static let keys: Set<String> = [
    "name", "description", "meta", "data_type", "constraints", "quote", "config", "tags",
    "granularity", "dimension", "entity", "doc_blocks",
  ]

  /// Adds `columns`, an object with an entry for each; of two with one name the last counts, in the
  /// place of the first.
  static func add(_ columns: [ManifestColumn], to sink: inout some MemberSink) {
    var places: [String: Int] = [:]
    var distinct: [ManifestColumn] = []
    for column in columns {
      if let place = places[column.name] {
        distinct[place] = column
      } else {
        places[column.name] = distinct.count
        distinct.append(column)
      }
    }
    sink.add("columns") { sink in
      for column in distinct { sink.add(column.name) { column.add(to: &$0) } }
    }
  }

  static func read(_ map: PlainMap) -> [ManifestColumn] {
    map.compactMap { $0.value.map.map(ManifestColumn.init(reading:)) }
  }
}

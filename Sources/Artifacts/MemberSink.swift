import PlainData

/// Takes the members of one JSON object, one after the other: a map, or a writer that makes text of
/// them at once. Keys are new ones each time.
protocol MemberSink {
  mutating func add(_ key: String, _ value: PlainValue)
  mutating func add(_ key: String, text: String)
  mutating func add(_ key: String, texts: [String])
  /// An object that `shape` completes.
  mutating func add(_ key: String, _ map: PlainMap, in shape: Shape)
  /// An object whose members `content` adds.
  mutating func add(_ key: String, object content: (inout Self) -> Void)
  /// A list of objects; `content` adds the members of each.
  mutating func add<Element>(
    _ key: String, objects elements: [Element], _ content: (Element, inout Self) -> Void)
}

extension MemberSink {
  /// Null stands for nil.
  mutating func add(_ key: String, text: String?) {
    if let text { add(key, text: text) } else { add(key, .null) }
  }

  mutating func add(_ pairs: KeyValuePairs<String, PlainValue>) {
    for (key, value) in pairs { add(key, value) }
  }
}

extension PlainMap: MemberSink {
  mutating func add(_ key: String, _ value: PlainValue) { append(uniqueKey: key, value) }
  mutating func add(_ key: String, text: String) { add(key, .string(text)) }
  mutating func add(_ key: String, texts: [String]) { add(key, PlainValue(texts)) }
  mutating func add(_ key: String, _ map: PlainMap, in shape: Shape) {
    add(key, .map(shape.completed(map)))
  }
  mutating func add(_ key: String, object content: (inout PlainMap) -> Void) {
    add(key, .map(PlainMap(content)))
  }
  mutating func add<Element>(
    _ key: String, objects elements: [Element], _ content: (Element, inout PlainMap) -> Void
  ) {
    add(key, .list(elements.map { element in .map(PlainMap { content(element, &$0) }) }))
  }

  /// The members that `content` adds.
  init(_ content: (inout PlainMap) -> Void) {
    self.init()
    content(&self)
  }
}

extension JSONWriter: MemberSink {
  mutating func add(_ key: String, _ value: PlainValue) {
    self.key(key)
    write(value)
  }
  mutating func add(_ key: String, text: String) {
    self.key(key)
    write(string: text)
  }
  mutating func add(_ key: String, texts: [String]) {
    self.key(key)
    beginList()
    for text in texts { write(string: text) }
    endList()
  }
  mutating func add(_ key: String, _ map: PlainMap, in shape: Shape) {
    self.key(key)
    beginObject()
    shape.visit(map) { add($0, $1) }
    endObject()
  }
  mutating func add(_ key: String, object content: (inout JSONWriter) -> Void) {
    self.key(key)
    write(object: content)
  }
  mutating func add<Element>(
    _ key: String, objects elements: [Element], _ content: (Element, inout JSONWriter) -> Void
  ) {
    self.key(key)
    beginList()
    for element in elements { write(object: { content(element, &$0) }) }
    endList()
  }

  private mutating func write(object content: (inout JSONWriter) -> Void) {
    beginObject()
    content(&self)
    endObject()
  }
}

extension NodeCatalogue {
  /// The unique ids of the nodes whose template is the file at a path.
  ///
  /// - Parameter path: absolute.
  package func templates(inFileAt path: String) -> [String] {
    let files = Set((0..<places.count / 5).filter { isPath(of: $0, path) })
    if files.isEmpty { return [] }
    var ids: [String] = []
    for index in 0..<count where files.contains(placeNumber(index)) {
      let node = outline(index)
      if node.isText { ids.append(node.uniqueID) }
    }
    return ids
  }

  private func isPath(of place: Int, _ path: String) -> Bool {
    let text = Int(places[place * 5 + 1])
    return bytes[Int(texts[text])..<Int(texts[text + 1])].elementsEqual(path.utf8)
  }

  private func placeNumber(_ index: Int) -> Int {
    Int(records[index * Field.allCases.count + Field.file.rawValue])
  }
}

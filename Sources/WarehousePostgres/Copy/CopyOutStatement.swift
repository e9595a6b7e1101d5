/// `COPY (…) TO STDOUT` around a query; columns of types that are not spoken here are cast to text.
struct CopyOutStatement {
  let text: String
  /// Bytes before the query's own first byte.
  let offset: Int

  init(_ sql: String, types: [ServerType]) {
    let query = SQLText.withoutTerminator(sql)
    var head = "copy ("
    var tail = "\n) to stdout (format binary)"
    if types.contains(where: { $0.wireType == nil }) {
      // The query's own names may be the same twice.
      let columns = types.indices.map { "c\($0)" }
      let shown = zip(columns, types).map { $1.wireType == nil ? "\($0)::text" : $0 }
      head += "select \(shown.joined(separator: ", ")) from ("
      tail = "\n) as swiftdbt_query (\(columns.joined(separator: ", ")))" + tail
    }
    text = head + query + tail
    offset = head.utf8.count
  }
}

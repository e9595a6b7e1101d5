import Jinja
import PlainData

/// dbt's AdapterResponse: what the warehouse said of a statement; prints as its message.
final class ResponseObject: Object {
  let message: String
  private let code: String?
  let rowsAffected: Value

  convenience init(message: String, code: String?, rowsAffected: Int?) {
    self.init(message: message, code: code, rows: rowsAffected.map(Value.int) ?? .none)
  }

  init(message: String, code: String?, rows: Value) {
    self.message = message
    self.code = code
    rowsAffected = rows
  }

  var typeName: String { "AdapterResponse" }
  var str: String { message }
  var repr: String {
    "AdapterResponse(_message=\(Value.string(message).repr), code=\(codeValue.repr),"
      + " rows_affected=\(rowsAffected.repr), query_id=None)"
  }

  private var codeValue: Value { code.map(Value.string) ?? .none }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "_message": .string(message)
    case "code": codeValue
    case "rows_affected": rowsAffected
    case "query_id": Value.none
    default: nil
    }
  }

  func plain() throws -> PlainValue {
    .map([
      "_message": .string(message), "code": code.map(PlainValue.string) ?? .null,
      "rows_affected": try rowsAffected.plain(),
    ])
  }
}

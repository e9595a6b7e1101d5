internal import CPostgres
internal import Warehouse

/// A type of the server's catalog, by its object identifier.
struct ServerType: Hashable {
  let identifier: Oid
  /// `atttypmod`: a length or a precision; -1 where there is none.
  let modifier: Int32

  init(_ identifier: Oid, modifier: Int32 = -1) {
    self.identifier = identifier
    self.modifier = modifier
  }

  static let bytes = ServerType(17)

  /// How values of the type are decoded and encoded; nil: only as text.
  var wireType: WireType? { WireType(rawValue: identifier) }

  /// `format_type`'s spelling, where it is known without asking the server.
  var knownName: String? {
    switch wireType {
    case nil: nil
    case .varchar: Self.withLength("character varying", modifier)
    case .bpchar: modifier < 0 ? "bpchar" : Self.withLength("character", modifier)
    case .numeric: modifier < 0 ? "numeric" : "numeric(\(precision),\(scale))"
    case .timestamp: "timestamp\(secondsPrecision) without time zone"
    case .timestampWithTimeZone: "timestamp\(secondsPrecision) with time zone"
    case .some(let type): type.name
    }
  }

  /// The modifier holds the length plus the four bytes of a header.
  private static func withLength(_ name: String, _ modifier: Int32) -> String {
    modifier < 0 ? name : "\(name)(\(modifier - 4))"
  }

  private var precision: Int32 { ((modifier - 4) >> 16) & 0xFFFF }

  /// Eleven bits with a sign, since PostgreSQL 15.
  private var scale: Int32 { (((modifier - 4) & 0x7FF) ^ 1024) - 1024 }
  private var secondsPrecision: String { modifier < 0 ? "" : "(\(modifier))" }
}

/// The types whose binary form is spoken here; raw values are `pg_type`'s, fixed for ever.
enum WireType: Oid {
  case boolean = 16
  case name = 19
  case int8 = 20
  case int2 = 21
  case int4 = 23
  case text = 25
  case float4 = 700
  case float8 = 701
  case bpchar = 1042
  case varchar = 1043
  case date = 1082
  case timestamp = 1114
  case timestampWithTimeZone = 1184
  case numeric = 1700

  /// The column that values of the type arrive in.
  var columnType: ColumnType {
    switch self {
    case .boolean: .boolean
    case .int2, .int4, .int8: .integer
    case .float4, .float8: .double
    case .numeric: .decimal
    case .text, .name, .bpchar, .varchar: .text
    case .date: .date
    case .timestamp: .timestamp
    case .timestampWithTimeZone: .timestampWithTimeZone
    }
  }

  var name: String {
    switch self {
    case .boolean: "boolean"
    case .name: "name"
    case .int8: "bigint"
    case .int2: "smallint"
    case .int4: "integer"
    case .text: "text"
    case .float4: "real"
    case .float8: "double precision"
    case .bpchar: "character"
    case .varchar: "character varying"
    case .date: "date"
    case .timestamp: "timestamp without time zone"
    case .timestampWithTimeZone: "timestamp with time zone"
    case .numeric: "numeric"
    }
  }
}

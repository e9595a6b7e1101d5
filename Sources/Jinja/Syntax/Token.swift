/// A piece of a template's source: text between tags, or a word, literal or sign inside a tag.
struct Token {
  var kind: Kind
  var start: Int32
  var end: Int32
  /// Of a name: its number in `Names`.
  var name: Int32 = -1

  enum Kind: UInt8 {
    case data, variableBegin, variableEnd, blockBegin, blockEnd
    case name, string, integer, float
    case add, subtract, multiply, power, divide, floorDivide, modulo, tilde
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case assign, dot, colon, pipe, comma, semicolon
    case end

    /// The kind of a sign that is a token of its own, whatever follows.
    init(single sign: UInt8) {
      switch sign {
      case UInt8(ascii: "."): self = .dot
      case UInt8(ascii: ","): self = .comma
      case UInt8(ascii: "|"): self = .pipe
      case UInt8(ascii: ":"): self = .colon
      case UInt8(ascii: "~"): self = .tilde
      default: self = .semicolon
      }
    }

    /// The kind of `(`, `[` or `{`.
    @inline(__always)
    init(opening sign: UInt8) {
      self =
        sign == UInt8(ascii: "(")
        ? .leftParenthesis : sign == UInt8(ascii: "[") ? .leftBracket : .leftBrace
    }

    /// The kind of `)`, `]` or `}`.
    @inline(__always)
    init(closing sign: UInt8) {
      self =
        sign == UInt8(ascii: ")")
        ? .rightParenthesis : sign == UInt8(ascii: "]") ? .rightBracket : .rightBrace
    }

    /// What closes an opening sign.
    var closing: Kind {
      switch self {
      case .leftParenthesis: .rightParenthesis
      case .leftBracket: .rightBracket
      default: .rightBrace
      }
    }

    /// How messages call it.
    var words: String {
      switch self {
      case .data: "template text"
      case .variableBegin: "`{{`"
      case .variableEnd: "`}}`"
      case .blockBegin: "`{%`"
      case .blockEnd: "`%}`"
      case .name: "a name"
      case .string: "a string"
      case .integer: "an integer"
      case .float: "a number"
      case .add: "`+`"
      case .subtract: "`-`"
      case .multiply: "`*`"
      case .power: "`**`"
      case .divide: "`/`"
      case .floorDivide: "`//`"
      case .modulo: "`%`"
      case .tilde: "`~`"
      case .leftParenthesis: "`(`"
      case .rightParenthesis: "`)`"
      case .leftBracket: "`[`"
      case .rightBracket: "`]`"
      case .leftBrace: "`{`"
      case .rightBrace: "`}`"
      case .equal: "`==`"
      case .notEqual: "`!=`"
      case .less: "`<`"
      case .lessOrEqual: "`<=`"
      case .greater: "`>`"
      case .greaterOrEqual: "`>=`"
      case .assign: "`=`"
      case .dot: "`.`"
      case .colon: "`:`"
      case .pipe: "`|`"
      case .comma: "`,`"
      case .semicolon: "`;`"
      case .end: "the end of the template"
      }
    }
  }
}

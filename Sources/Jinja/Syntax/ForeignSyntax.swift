internal import Diagnostics

/// Signs and words of other languages that people write in templates, and what is written instead.
enum ForeignSyntax {
  /// What to write instead of an operator that templates do not have.
  static func help(forOperator sign: String) -> String? {
    operators.first { $0.sign == sign }?.help
  }

  /// The longest foreign sign that `text` begins with.
  static func sign(startsWith text: Substring) -> (sign: String, help: String)? {
    operators.filter { text.hasPrefix($0.sign) }.max { $0.sign.count < $1.sign.count }
  }

  private static let operators: [(sign: String, help: String)] = [
    ("===", "compare with `==`"), ("!==", "compare with `!=`"), ("<>", "compare with `!=`"),
    ("&&", "write `and`"), ("&", "write `and`"), ("||", "write `or`, or `~` to join texts"),
    ("!", "write `not`"), ("?", "write `a if condition else b`"), ("??", "write `| default(…)`"),
    ("?.", "write `.`: what is missing is undefined"),
    ("++", "add 1 with `+ 1`"), ("--", "subtract 1 with `- 1`"),
    ("+=", "write the sum out: `x = x + …`"), ("-=", "write the difference out: `x = x - …`"),
    ("*=", "write the product out: `x = x * …`"), ("/=", "write the quotient out: `x = x / …`"),
    ("~=", "write the text out: `x = x ~ …`"),
    ("=>", "there are no lambdas: use a filter such as `map` or `select`, or a loop"),
    ("->", "use `.` for attributes"), (":=", "assign with `{% set … = … %}`"),
    ("::", "what is not for the template stands outside of its tags: `{{ x }}::type`"),
    ("$", "names stand alone, without `$`"), ("@", "names stand alone, without `@`"),
    ("\\", "a tag may go on in the next line as it is"),
    ("‘", quotes), ("’", quotes), ("“", quotes), ("”", quotes), ("„", quotes), ("`", quotes),
    ("«", quotes), ("»", quotes),
  ]

  private static let quotes = "strings stand in `'` or `\"`"

  // MARK: names

  /// What is said about an undefined variable that means something elsewhere.
  static func help(forVariable name: String) -> [String] {
    if let help = variables[name] { return [help] }
    if let filter = filters[name] { return ["use the filter `\(filter)`"] }
    return Builtins.filters[name] == nil ? [] : ["`\(name)` is a filter: write `… | \(name)`"]
  }

  /// What is said about a filter that is not one of `names`.
  static func help(forFilter name: String, among names: [String]) -> [String] {
    if let filter = filters[name], names.contains(filter) { return ["use the filter `\(filter)`"] }
    if let near = NearMiss.nearest(to: name, among: names) { return ["did you mean `\(near)`?"] }
    return Builtins.methods[name] == nil ? [] : ["`\(name)` is a method: write `x.\(name)(…)`"]
  }

  /// What is said about a test that is not one of `names`.
  static func help(forTest name: String, among names: [String]) -> [String] {
    if let test = tests[name] { return ["did you mean `\(test)`?"] }
    return NearMiss.help(for: name, among: names)
  }

  private static let variables = [
    "null": "did you mean `none`?", "NULL": "did you mean `none`?", "nil": "did you mean `none`?",
    "TRUE": "did you mean `true`?", "FALSE": "did you mean `false`?",
    "loop": "`loop` exists inside of `{% for … %}`",
    "enumerate": "a loop counts in `loop.index0`", "isinstance": "ask with a test: `x is string`",
    "type": "ask with a test: `x is string`",
  ]

  private static let filters = [
    "len": "length", "size": "length", "str": "string", "sorted": "sort", "reversed": "reverse",
    "distinct": "unique", "strip": "trim", "uppercase": "upper", "lowercase": "lower",
    "to_json": "tojson", "concat": "join",
  ]

  private static let tests = [
    "null": "none", "nil": "none", "NULL": "none", "bool": "boolean", "int": "integer",
    "str": "string", "dict": "mapping", "list": "sequence", "exists": "defined",
    "equal": "equalto", "instance": "sameas",
  ]

  /// What is said about a member that lists or dicts have in another language.
  static func help(forMember name: String, of owner: Value) -> [String]? {
    switch (name, owner) {
    case ("push", .list), ("add", .list): ["did you mean `append`?"]
    case ("length", .list), ("size", .list), ("length", .string), ("length", .dict),
      ("size", .dict):
      ["use the filter `length`"]
    case ("add", .dict), ("append", .dict), ("put", .dict): ["did you mean `update`?"]
    case ("has_key", .dict), ("contains", .list), ("includes", .list), ("contains", .string):
      ["ask with `… in …`"]
    default: nil
    }
  }

  /// What to write instead of a tag of another template language.
  static func help(forTag name: String) -> [String] {
    tags[name].map { [$0] } ?? []
  }

  private static let tags = [
    "foreach": "did you mean `for`?", "while": "loops are `{% for … in … %}`",
    "unless": "write `{% if not … %}`", "switch": "write `{% if … %}{% elif … %}`",
    "case": "write `{% if … %}{% elif … %}`", "elseif": "did you mean `elif`?",
    "elsif": "did you mean `elif`?", "assign": "did you mean `set`?", "let": "did you mean `set`?",
    "var": "did you mean `set`?", "def": "did you mean `macro`?",
    "function": "did you mean `macro`?", "comment": "comments stand in `{# … #}`",
  ]
}

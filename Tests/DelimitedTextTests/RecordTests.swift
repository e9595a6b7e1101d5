import DelimitedText
import Testing

@Suite struct RecordTests {
  /// Text, and what is read of it; columns are counted in the first record.
  static let cases: [(String, [String])] = [
    ("a,b\nc,d\n", ["1: a|b", "2: c|d"]),
    ("a,b\nc,d", ["1: a|b", "2: c|d"]),
    ("a,b\r\nc,d\r\n", ["1: a|b", "2: c|d"]),
    ("a,b\rc,d\r", ["1: a|b", "2: c|d"]),
    (",\n,", ["1: |", "2: |"]),
    ("a\n\nb\n", ["1: a", "2: ", "3: b"]),
    ("a,b\n\n\nc,d\n\n", ["1: a|b", "4: c|d"]),
    ("\"a\",\"b\"\n", ["1: a|b"]),
    ("\"a,b\",c\nd,e", ["1: a,b|c", "2: d|e"]),
    ("\"say \"\"hi\"\"\",\"\"\"\"\n", ["1: say \"hi\"|\""]),
    ("\"\",x\n", ["1: |x"]),
    ("\"two\nlines\",x\ny,z\n", ["1: two\nlines|x", "3: y|z"]),
    ("\"two\r\nlines\",x\r\ny,z\r\n", ["1: two\r\nlines|x", "3: y|z"]),
    ("\"end\"", ["1: end"]),
    ("a\"b,c\n", ["1: a\"b|c"]),
    ("\u{FEFF}a,b\n", ["1: a|b"]),
    ("ä,日本\n🙂,x\n", ["1: ä|日本", "2: 🙂|x"]),
    ("", []),
    ("\n", ["1: "]),
  ]

  @Test(arguments: cases)
  func reads(text: String, expected: [String]) throws {
    #expect(try readings(text.utf8) == expected)
  }

  /// Broken records, none of which ends the reading.
  static let broken: [(String, [String])] = [
    (
      "a,b\nc\nd,e,f\ng,h\n",
      [
        "1: a|b", "2 rejected, expected 2 fields, found 1: c",
        "3 rejected, expected 2 fields, found 3: d,e,f", "4: g|h",
      ]
    ),
    (
      "a,b\n\"c,d\ne,f\n",
      ["1: a|b", "2 rejected, a quote is opened and never closed: \"c,d", "3: e|f"]
    ),
    (
      "a,b\n\"c\"d,e\nf,g\n",
      ["1: a|b", "2 rejected, text follows a closing quote: \"c\"d,e", "3: f|g"]
    ),
    (
      "a,b\n\"c,d\n\"e\",f\ng,h\n",
      ["1: a|b", "2 rejected, text follows a closing quote: \"c,d", "3: e|f", "4: g|h"]
    ),
    (
      "a,b\nc\0,d\ne,f\n",
      ["1: a|b", "2 rejected, a NUL byte: c\u{FFFD},d", "3: e|f"]
    ),
  ]

  @Test(arguments: broken)
  func goesOnAfterBrokenRecords(text: String, expected: [String]) throws {
    #expect(try readings(text.utf8) == expected)
  }

  @Test func rejectsBytesThatAreNotUTF8() throws {
    let bytes = Array("a,b\nc,".utf8) + [0xE4] + Array("\nd,é\n".utf8)
    #expect(
      try readings(bytes) == ["1: a|b", "2 rejected, not valid UTF-8: c,\u{FFFD}", "3: d|é"])
  }

  @Test func readsLatin1() throws {
    let bytes: [UInt8] = [0x61, 0x2C, 0xE4, 0x0A, 0xFF, 0x2C, 0x62, 0x0A]
    let format = DelimitedFormat(header: .none, encoding: .latin1)
    #expect(try readings(bytes, format) == ["1: a|ä", "2: ÿ|b"])
  }

  @Test func readsOtherDelimitersAndQuotes() throws {
    let tabs = DelimitedFormat(delimiter: UInt8(ascii: "\t"), quote: nil, header: .none)
    #expect(try readings("\"a\tb,c\n".utf8, tabs) == ["1: \"a|b,c"])
    let semicolons = DelimitedFormat(
      delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "'"), header: .none)
    #expect(try readings("'a;b';c\n".utf8, semicolons) == ["1: a;b|c"])
  }

  /// What Python's csv module makes of the same text.
  @Test func readsLenientlyAsPythonDoes() throws {
    let format = DelimitedFormat(header: .names(["x", "y"]), strictness: .lenient)
    #expect(
      try readings("a\n\n\"b\"c,d\n\"\"e,f\n\"g\"\"h\"i,j\nk,l,m\n".utf8, format) == [
        "1: a", "2: ", "3: bc|d", "4: e|f", "5: g\"hi|j",
        "6 rejected, expected 2 fields, found 3: k,l,m",
      ])
  }
}

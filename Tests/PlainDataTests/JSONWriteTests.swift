import Diagnostics
import PlainData
import Testing

struct JSONWriteTests {
  static let sample: PlainValue = ["b": 1, "a": [true, nil, "x"], "empty": [:], "none": []]

  @Test func layouts() {
    #expect(
      JSON.text(Self.sample) == #"{"b":1,"a":[true,null,"x"],"empty":{},"none":[]}"#)
    #expect(
      JSON.text(Self.sample, layout: .spaced)
        == #"{"b": 1, "a": [true, null, "x"], "empty": {}, "none": []}"#)
    #expect(
      JSON.text(Self.sample, layout: .pretty()) == """
        {
          "b": 1,
          "a": [
            true,
            null,
            "x"
          ],
          "empty": {},
          "none": []
        }
        """)
  }

  /// Python 3.11's `json.dumps(value)`.
  static let doubles: [(Double, String)] = [
    (0.0, "0.0"), (-0.0, "-0.0"), (1.0, "1.0"), (0.1, "0.1"), (1e15, "1000000000000000.0"),
    (9_999_999_999_999_998.0, "9999999999999998.0"), (1e16, "1e+16"), (-1.25e16, "-1.25e+16"),
    (12_345_678_901_234_568.0, "1.2345678901234568e+16"), (1.8e16, "1.8e+16"), (2e16, "2e+16"),
    (1e100, "1e+100"), (1.5e-4, "0.00015"), (1e-5, "1e-05"), (.leastNonzeroMagnitude, "5e-324"),
    (1.7976931348623157e308, "1.7976931348623157e+308"), (123456.789, "123456.789"),
  ]

  @Test(arguments: doubles)
  func doublesAsPythonWritesThem(value: Double, expected: String) {
    #expect(JSON.text(.double(value)) == expected)
  }

  @Test(arguments: [0, 7, -7, 1_234_567_890, Int.max, Int.min])
  func integers(value: Int) {
    #expect(JSON.text(.int(value)) == String(value))
  }

  @Test func stringsAreEscapedAsJSONRequires() {
    #expect(
      JSON.text("a\"b\\c\u{8}\t\n\u{C}\r\u{1}\u{1F}/é😀\u{7F}")
        == #""a\"b\\c\b\t\n\f\r\u0001\u001f/é😀"# + "\u{7F}\"")
  }

  /// Text is looked through eight bytes at a time: an escape may stand at any of them.
  @Test(arguments: ["\"", "\\", "\u{1F}", "\n", "é", "\u{7F}", "\u{20}", "!", "#", "[", "]"])
  func escapesAtEveryPlace(character: String) throws {
    for before in 0...20 {
      for after in 0...9 {
        let text =
          String(repeating: "a", count: before) + character + String(repeating: "z", count: after)
        for escapes in [JSONEscapes(), .nonASCII, .html] {
          var writer = JSONWriter(escapes: escapes)
          writer.write(string: text)
          let written = String(decoding: writer.bytes, as: UTF8.self)
          #expect(try JSON.read(SourceFile(path: "a", text: written)) == .string(text))
          if escapes == .nonASCII { #expect(writer.bytes.allSatisfy { $0 < 0x80 && $0 >= 0x20 }) }
        }
      }
    }
  }

  @Test func escapesOnRequest() {
    func text(_ escapes: JSONEscapes) -> String {
      var writer = JSONWriter(escapes: escapes)
      writer.write(string: "</script>&é😀\u{2028}")
      return String(decoding: writer.bytes, as: UTF8.self)
    }
    #expect(text(.nonASCII) == #""</script>&\u00e9\ud83d\ude00\u2028""#)
    #expect(text(.html) == #""\u003c/script\u003e\u0026é😀\u2028""#)
  }

  @Test func numbersThatAreNotFinite() {
    let values: PlainValue = [.double(.nan), .double(.infinity), .double(-.infinity)]
    #expect(JSON.text(values) == "[null,null,null]")
    var writer = JSONWriter(layout: .spaced, nonFinite: .python)
    writer.write(values)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "[NaN, Infinity, -Infinity]")
  }

  @Test func pieceByPiece() {
    var writer = JSONWriter(layout: .pretty())
    var text = ""
    writer.beginObject()
    writer.key("nodes")
    writer.beginList()
    for node in 1...2 {
      writer.write(["id": .int(node)])
      text += String(decoding: writer.take(), as: UTF8.self)
    }
    writer.endList()
    writer.key("end")
    writer.write(nil)
    writer.endObject()
    text += String(decoding: writer.take(), as: UTF8.self)
    let whole: PlainValue = ["nodes": [["id": 1], ["id": 2]], "end": nil]
    #expect(text == JSON.text(whole, layout: .pretty()))
  }

  @Test func whatIsWrittenReadsBackTheSame() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let text = JSON.text(.double(value))
      #expect(try JSON.read(SourceFile(path: "a", text: text)) == .double(value))
    }
    let text = JSON.text(Self.sample, layout: .pretty(indent: 4))
    #expect(try JSON.read(SourceFile(path: "a", text: text)) == Self.sample)
  }
}

/// The global function `lipsum`: paragraphs of filler text.
enum LoremIpsum {
  static func call(_ call: Call) throws -> Value {
    var arguments = call.binder("lipsum")
    let count = try arguments.optionalInt("n") ?? 5
    let isHTML = try arguments.bool("html", default: true)
    let least = try arguments.optionalInt("min") ?? 20
    let most = try arguments.optionalInt("max") ?? 100
    try arguments.finish()
    let size = least..<max(most, least + 1)
    try call.state.checkOutput(
      max(0, count).multipliedReportingOverflow(by: max(1, most) * 12).partialValue)
    let paragraphs = (0..<max(0, count)).map { _ in paragraph(Int.random(in: size)) }
    guard isHTML else { return .string(paragraphs.joined(separator: "\n\n")) }
    return .markup(paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n"))
  }

  private static func paragraph(_ count: Int) -> String {
    var text: [String] = []
    var isStart = true
    var untilComma = Int.random(in: 3...8)
    var untilStop = Int.random(in: 10...20)
    for index in 0..<count {
      var word = words.randomElement() ?? "lorem"
      if isStart { word = PythonString.capitalized(word) }
      isStart = false
      untilComma -= 1
      untilStop -= 1
      if untilStop <= 0 || index == count - 1 {
        word += "."
        isStart = true
        untilStop = Int.random(in: 10...20)
      } else if untilComma <= 0 {
        word += ","
        untilComma = Int.random(in: 3...8)
      }
      text.append(word)
    }
    return text.joined(separator: " ")
  }

  private static let words = [
    "lorem", "ipsum", "dolor", "sit", "amet", "consectetuer", "adipiscing", "elit", "integer",
    "vitae", "libero", "nunc", "fusce", "tempor", "magna", "sed", "posuere", "morbi", "massa",
    "donec", "quis", "turpis", "mauris", "aliquam", "ante", "vel", "lacus", "nulla", "facilisi",
  ]
}

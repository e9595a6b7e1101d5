@preconcurrency import Glibc

extension CommandLineTool {
  /// The tool as a process: reads its arguments, its folder and its environment, and exits.
  ///
  /// Not async: signals must be blocked before the runtime starts its first thread, because threads
  /// inherit the mask.
  package static func main(as tool: Tool = Tool()) -> Never {
    InterruptMonitor.prepare()
    let (words, folder, variables) = (
      Array(CommandLine.arguments.dropFirst()), currentDirectory, environment
    )
    Task {
      exit(await run(words, currentDirectory: folder, environment: variables, as: tool))
    }
    while true { pause() }
  }

  private static var currentDirectory: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  private static var environment: [String: String] {
    var variables: [String: String] = [:]
    var pointer = environ
    while let entry = pointer.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      pointer += 1
    }
    return variables
  }
}

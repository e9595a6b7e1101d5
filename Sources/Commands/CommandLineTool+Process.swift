@preconcurrency import Glibc

extension CommandLineTool {
  /// The tool as a process: reads its arguments, its folder and its environment, and exits.
  package static func main() async -> Never {
    InterruptMonitor.prepare()
    let code = await run(
      Array(CommandLine.arguments.dropFirst()), currentDirectory: currentDirectory,
      environment: environment)
    exit(code)
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

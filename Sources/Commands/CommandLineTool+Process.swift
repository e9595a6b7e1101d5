// Only to be linked: mimalloc in place of the C library's allocator, whose one lock all threads wait for. (jemalloc asks
// for the time while it is being set up, and a process under libfaketime, as tests of dates use it, never starts.) The shared library:
// from an archive, the C library's own functions would not find it, and what they allocate could not be freed here.
import CMalloc
@preconcurrency import Glibc

extension CommandLineTool {
  /// The tool as a process: reads its arguments, its folder and its environment, and exits.
  ///
  /// Not async: signals must be blocked before the runtime starts its first thread, because threads
  /// inherit the mask.
  package static func main(as tool: Tool = Tool()) -> Never {
    InterruptMonitor.prepare()
    let (words, folder, variables) = (
      Array(arguments.dropFirst()), currentDirectory, environment
    )
    let keeper = ProcessKeeper()
    Task {
      let code = await run(
        words, currentDirectory: folder, environment: variables, as: tool, keeper: keeper)
      await keeper.finish()
      exit(code)
    }
    while true { pause() }
  }

  /// What the process was called with. A library that is loaded before the Swift runtime (libfaketime)
  /// can leave the runtime without arguments; the system still knows them.
  private static var arguments: [String] {
    guard CommandLine.arguments.isEmpty else { return CommandLine.arguments }
    let file = open("/proc/self/cmdline", O_RDONLY)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = read(file, &buffer, buffer.count), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }
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

extension ModelInterface {
  /// What a file conforms to, and what it throws.
  static let program = #"""
    // What a model's file is compiled with. Documented in swiftdbt's Sources/SwiftModelFiles/README.md.
    #if canImport(Glibc)
    @preconcurrency import Glibc
    #else
    @preconcurrency import Darwin
    #endif

    /// A model in one file: `@main struct Peaks: ModelProgram { … }`.
    public protocol ModelProgram {
      /// The columns of the result, decided before a row is read.
      static func columns(for request: Request) throws -> [Column]
      /// Columns to order the rows of an input by; default none.
      static func order(of input: Input, for request: Request) throws -> [String]
      /// Reads the inputs, in their order, and appends rows to the output.
      static func run(_ request: Request, _ output: Output) throws
    }

    extension ModelProgram {
      public static func order(of input: Input, for request: Request) throws -> [String] { [] }

      public static func main() {
        let output = Output()
        do {
          let request = try Request(LineReader())
          if CommandLine.arguments.dropFirst().first == "describe" {
            for column in try columns(for: request) {
              output.line(["column", column.name, column.type.rawValue])
            }
            for input in request.inputs {
              let order = try order(of: input, for: request)
              if !order.isEmpty { output.line(["order", input.name] + order) }
            }
          } else {
            output.width = try columns(for: request).count
            try run(request, output)
          }
        } catch let problem as Problem {
          output.control(["error", problem.message, problem.argument ?? ""])
        } catch {
          output.control(["error", "\(error)", ""])
        }
        output.end()
      }
    }

    /// What to throw for the person who can mend it; `argument` says where to point: `features.0`.
    public struct Problem: Error {
      public var message: String
      public var argument: String?
      public init(_ message: String, argument: String? = nil) {
        self.message = message
        self.argument = argument
      }
    }
    """#
}

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
        let printer = ModelWire.Printer()
        endWithReader(of: printer.file)
        do {
          let request = Request(ModelWire.Source())
          let columns = try columns(for: request)
          if CommandLine.arguments.dropFirst().first == "describe" {
            for column in columns { printer.line(["column", column.name, column.type.rawValue]) }
            for input in request.inputs {
              let order = try order(of: input, for: request)
              if !order.isEmpty { printer.line(["order", input.name] + order) }
            }
          } else {
            let output = Output(columns, printer)
            try run(request, output)
            output.end()
          }
        } catch let problem as Problem {
          let place = problem.place.map { ["\($0.line)", "\($0.column)"] } ?? []
          printer.line(["error", problem.message, problem.argument ?? ""] + place)
        } catch let mistyped as ModelWire.Mistyped {
          printer.line(["mistyped", mistyped.value.text ?? "", mistyped.column.name])
        } catch {
          printer.line(["error", "\(error)", ""])
        }
        printer.line(["end"])
        printer.flush()
      }
    }

    /// What to throw for the person who can mend it; `argument` says where to point: `features.0`.
    public struct Problem: Error {
      public var message: String
      public var argument: String?
      /// Where in the model's file, if that is the place to mend it.
      fileprivate var place: ModelWire.Place?

      public init(_ message: String, argument: String? = nil) {
        self.message = message
        self.argument = argument
      }

      fileprivate init(_ message: String, at place: ModelWire.Place) {
        self.message = message
        self.place = place
      }
    }

    extension ModelWire {
      fileprivate struct Place {
        let line: Int
        let column: Int
      }
    }

    /// Ends the program when nobody reads its output any more, however busy it is.
    private func endWithReader(of file: Int32) {
      #if canImport(Glibc)
      var thread = pthread_t()
      #else
      var thread: pthread_t?
      #endif
      pthread_create(&thread, nil, { file in
        var output = pollfd(fd: Int32(Int(bitPattern: file)), events: 0, revents: 0)
        while poll(&output, 1, -1) <= 0 {}
        _exit(1)
      }, UnsafeMutableRawPointer(bitPattern: Int(file)))
    }
    """#
}

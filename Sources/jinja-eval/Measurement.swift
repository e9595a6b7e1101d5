import Diagnostics
import Jinja

/// Times of one template; medians in microseconds.
struct Measurement {
  let lex: Double
  let compile: Double
  let render: Double

  init(_ file: SourceFile, _ environment: Environment, _ context: RenderContext, runs: Int) throws {
    let template = try environment.compile(file)
    lex = Measurement.median(runs) { _ = environment.tokenCount(of: file) }
    compile = try Measurement.median(runs) { _ = try environment.compile(file) }
    render = try Measurement.median(runs) { _ = try template.render(context) }
  }

  private static func median(_ runs: Int, _ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    var times: [Duration] = []
    for _ in 0..<max(1, runs) { times.append(try clock.measure(body)) }
    times.sort()
    return Double(times[times.count / 2].components.attoseconds) / 1e12
  }
}

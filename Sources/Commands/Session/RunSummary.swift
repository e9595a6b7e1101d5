import Compilation
import Diagnostics
import Execution

/// The end of a run as people read it: times, every problem once more, totals.
struct RunSummary {
  private let session: ProjectSession

  init(_ session: ProjectSession) {
    self.session = session
  }

  func print(_ record: RunRecord) {
    let console = session.console
    let kinds = Dictionary(
      session.manifest.all.map { ($0.uniqueID, $0.summaryKind) }, uniquingKeysWith: { a, _ in a })
    say("")
    say(RunSummaryText.finished(record, kinds: kinds))
    say("")
    let isBad = record.hasFailures
    console.emit(.message(isBad ? .error : .info, RunSummaryText.verdict(record)))
    for result in record.results {
      for diagnostic in result.diagnostics {
        console.emit(.message(.info, ""))
        console.emit(.problem(diagnostic))
      }
    }
    say("")
    say(RunSummaryText.totals(record))
  }

  private func say(_ text: String) { session.console.emit(.message(.info, text)) }
}

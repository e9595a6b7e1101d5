import Synchronization

/// Progress on a terminal: finished nodes scroll by, one line below tells what is running now.
package final class LiveSink: EventSink {
  private struct State {
    var running: [NodeLine] = []
    /// By unique ID: how far Swift models are.
    var progress: [String: String] = [:]
    var finished = 0
    var isShowing = false
  }

  private let output: OutputStream
  private let style: TextStyle
  private let state = Mutex(State())

  package init(to output: OutputStream, style: TextStyle) {
    self.output = output
    self.style = style
  }

  package func emit(_ event: RunEvent) {
    let lines = style.lines(of: event)
    state.withLock { state in
      update(&state, with: event)
      var text = state.isShowing ? Self.eraseLine : ""
      text += lines.map { $0 + "\n" }.joined()
      let status = statusLine(of: state)
      state.isShowing = status != nil
      output.write(text + (status ?? ""))
    }
  }

  private func update(_ state: inout State, with event: RunEvent) {
    switch event {
    case .nodeStarted(let line): state.running.append(line)
    case .nodeFinished(let line, _):
      state.running.removeAll { $0.uniqueID == line.uniqueID }
      state.progress[line.uniqueID] = nil
      state.finished += 1
    case .modelProgress(let progress): state.progress[progress.uniqueID] = progress.text
    case .finished: state.running = []
    default: break
    }
  }

  private func statusLine(of state: State) -> String? {
    guard let total = state.running.first?.total else { return nil }
    let names = state.running.map { line in
      let name = line.description.split(separator: " ").last.map(String.init) ?? ""
      return state.progress[line.uniqueID].map { "\(name) (\($0))" } ?? name
    }
    let text = "\(state.finished)/\(total) done, running: \(names.joined(separator: ", "))"
    return String(text.prefix(max(20, output.width - 1)))
  }

  private static let eraseLine = "\r\u{1B}[K"
}

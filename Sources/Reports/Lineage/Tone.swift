import Artifacts

/// What a reader should feel about a node or a check; each has a colour, a sign and a word.
enum Tone: String, CaseIterable, Sendable {
  case good, note, warning, bad, idle, unknown

  /// A sign that is told apart without colour.
  var sign: String {
    switch self {
    case .good: "✓"
    case .note: "i"
    case .warning: "!"
    case .bad: "✕"
    case .idle: "–"
    case .unknown: "·"
    }
  }

  /// Fill and outline for drawings without a style sheet; dark text is readable on every fill.
  var colors: (fill: String, line: String) {
    switch self {
    case .good: ("#dcf1e4", "#2f855a")
    case .note: ("#dfeafb", "#3366aa")
    case .warning: ("#fdf0cf", "#a86a00")
    case .bad: ("#fbdcdc", "#b3262e")
    case .idle: ("#ececf1", "#77778a")
    case .unknown: ("#ffffff", "#8a8a99")
    }
  }
}

extension CheckState {
  var tone: Tone {
    switch self {
    case .pass: .good
    case .skipped: .idle
    case .info: .note
    case .warn: .warning
    case .error, .fail: .bad
    }
  }
}

extension ResultStatus {
  var tone: Tone {
    switch self {
    case .success, .pass, .noOp, .reused: .good
    case .warn: .warning
    case .error, .fail, .runtimeError, .partialSuccess: .bad
    case .skipped: .idle
    }
  }
}

extension Lineage.Node {
  /// The worse of how the node ran and what its suites found.
  var tone: Tone {
    let ran = status?.tone ?? .unknown
    guard let gate, gate.problems > 0, ran != .bad else { return ran }
    return gate.state.tone
  }

  /// Kind and materialisation: `model, table`.
  var details: String {
    guard let materialization, !materialization.isEmpty, materialization != kind.rawValue else {
      return kind.title
    }
    return "\(kind.title), \(materialization)"
  }

  /// Whether it was built and then not published, because its suites did not let it through.
  var isBlocked: Bool { status?.tone == .bad && (gate?.state ?? .pass) >= .error }

  /// How the node itself ended: `success`, `not published`, `not run`.
  var statusWord: String { isBlocked ? "not published" : status?.rawValue ?? "not run" }

  /// The worse of how the node ran and what its suites found, in words.
  var stateWord: String {
    guard let gate, gate.problems > 0, status?.tone != .bad else { return statusWord }
    return gate.state == .fail ? "failed its suite" : gate.state.word
  }
}

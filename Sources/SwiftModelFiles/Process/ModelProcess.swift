@preconcurrency import Glibc
internal import SwiftModels

/// A running program: takes bytes, gives messages, and is read while it is written to, so that neither
/// side waits for the other for ever.
struct ModelProcess: ~Copyable {
  private let child: ChildProcess
  private var messages: MessageBuffer
  private var complaint = ComplaintBuffer()
  private var isEnded = false
  private let program: String
  /// Asked while the program lets itself be waited for; throws to leave it.
  private let check: () throws -> Void

  init(
    _ executable: String, _ task: String, writing form: MessageBuffer.Form, program: String,
    check: @escaping () throws -> Void
  ) throws {
    self.program = program
    self.check = check
    messages = MessageBuffer(form)
    child = try ChildProcess([executable, task])
  }

  /// Writes all of `bytes`; hands over the messages that arrive in the meantime.
  mutating func send(_ bytes: [UInt8], _ take: (ProgramMessage) throws -> Void) throws {
    var rest = bytes[...]
    while !rest.isEmpty, !isEnded {
      try check()
      let ready = child.wait(wantsToWrite: true)
      if ready.canRead { try read(take) }
      if ready.canWrite { rest = rest.dropFirst(child.write(rest)) }
      if ready.hasComplaint { complaint.append(child.readComplaint()) }
      // A program that stops reading has its reason; it is told at the end.
      if ready.isClosed { return }
    }
  }

  /// Ends the input and waits for the end of the output.
  ///
  /// Throws: `swift-model-program` when the program crashed, with the end of its standard error.
  mutating func finish(_ take: (ProgramMessage) throws -> Void) throws {
    child.closeInput()
    while true {
      try check()
      let ready = child.wait(wantsToWrite: false)
      if ready.hasComplaint { complaint.append(child.readComplaint()) }
      if ready.canRead, try !read(take) { break }
    }
    while child.hasMoreComplaint() { complaint.append(child.readComplaint()) }
    let status = child.waitForEnd()
    guard isEnded, status == 0 else { throw crashed(status) }
  }

  /// False at the end of the output.
  @discardableResult
  private mutating func read(_ take: (ProgramMessage) throws -> Void) throws -> Bool {
    let bytes = child.read()
    guard !bytes.isEmpty else { return false }
    messages.add(bytes)
    while let message = messages.next() {
      if case .line(.end) = message { isEnded = true } else { try take(message) }
    }
    return true
  }

  private func crashed(_ status: Int32) -> ModelError {
    let said = complaint.text
    return ModelError(
      "`\(program)` ended before it was done, with status \(status)", code: "swift-model-program",
      help: said.isEmpty ? [] : ["it said: \(said)"])
  }
}

/// The last of what a program wrote to its standard error.
private struct ComplaintBuffer {
  private static let limit = 4096
  private var bytes: [UInt8] = []

  mutating func append(_ more: [UInt8]) {
    bytes += more
    if bytes.count > ComplaintBuffer.limit { bytes = bytes.suffix(ComplaintBuffer.limit) }
  }

  var text: String {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return lines.suffix(8).joined(separator: "\n")
  }
}

@preconcurrency import Glibc

/// A file descriptor that text is written to.
package struct OutputStream: Sendable {
  private let descriptor: Int32

  package static let standardOutput = OutputStream(descriptor: 1)
  package static let standardError = OutputStream(descriptor: 2)

  package var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Columns of the terminal; 80 where there is none.
  package var width: Int {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
      ? Int(size.ws_col) : 80
  }

  /// A reader that went away (`| head`) is not an error worth a message: the rest is dropped.
  package func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        bytes.removeFirst(written)
      } else if errno != EINTR {
        return
      }
    }
  }

  package func writeLine(_ text: String) { write(text + "\n") }
}

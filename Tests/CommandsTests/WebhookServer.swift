@preconcurrency import Glibc
import Synchronization
import Warehouse

/// A web server on loopback that answers every request in the same way, and keeps what it was sent.
final class WebhookServer: Sendable {
  enum Answer: Sendable {
    case status(Int)
    /// Accepts the connection and says nothing.
    case silence
  }

  let port: UInt16
  private let socket: Int32
  private let answer: Answer
  private let received = Mutex<[String]>([])

  struct NoSocket: Error {}

  init(_ answer: Answer) throws {
    self.answer = answer
    (socket, port) = try Self.listen()
    OwnThread.start { [self] in serve() }
  }

  var address: String { "http://127.0.0.1:\(port)/hook?token=secret-token" }
  var requests: [String] { received.withLock { $0 } }

  /// A port of loopback on which nobody listens.
  static func closedPort() throws -> UInt16 {
    let (socket, port) = try listen()
    close(socket)
    return port
  }

  func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

  private static func listen() throws -> (socket: Int32, port: UInt16) {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length) == 0 && Glibc.listen(socket, 8) == 0
          && getsockname(socket, address, &length) == 0
      }
    }
    guard isBound else { throw NoSocket() }
    return (socket, UInt16(bigEndian: address.sin_port))
  }

  private func serve() {
    var silent: [Int32] = []
    while true {
      let connection = accept(socket, nil, nil)
      guard connection >= 0 else { break }
      switch answer {
      case .silence: silent.append(connection)
      case .status(let status):
        let request = Self.read(connection)
        received.withLock { $0.append(request) }
        let text = "HTTP/1.1 \(status) Said\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        _ = text.withCString { write(connection, $0, text.utf8.count) }
        close(connection)
      }
    }
    for connection in silent { close(connection) }
    close(socket)
  }

  /// The head and as much of a body as it announces.
  private static func read(_ connection: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !isWhole(String(decoding: bytes, as: UTF8.self)) {
      let count = Glibc.read(connection, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isWhole(_ text: String) -> Bool {
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    guard let end = lines.firstIndex(of: ""), end > 0 else { return false }
    let length = lines[..<end].compactMap { line -> Int? in
      let line = line.lowercased()
      guard line.hasPrefix("content-length: ") else { return nil }
      return Int(line.dropFirst(16))
    }.first
    let body = lines[(end + 1)...].joined(separator: "\r\n")
    return body.utf8.count >= length ?? 0
  }
}

import Diagnostics
@preconcurrency import Glibc
import ProjectLoading
import Synchronization
import Warehouse

/// A small HTTP server for the files of one folder, for one reader at a time.
final class FileServer: Sendable {
  private let folder: String
  private let listener: Int32
  let address: String

  /// Listens at once. Throws: `not-listening`, with the system's reason.
  init(folder: String, host: String, port: UInt16) throws(Diagnostic) {
    self.folder = folder
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var reuse: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    let isAddress =
      inet_pton(AF_INET, host == "localhost" ? "127.0.0.1" : host, &place.sin_addr) == 1
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound =
      isAddress
      && withUnsafeMutablePointer(to: &place) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          bind(listener, address, size) == 0 && listen(listener, 16) == 0
            && getsockname(listener, address, &size) == 0
        }
      }
    guard isBound else {
      let reason = isAddress ? String(cString: strerror(errno)) : "no IPv4 address"
      close(listener)
      throw Diagnostic(code: "not-listening", "cannot listen at `\(host):\(port)`: \(reason)")
    }
    self.listener = listener
    address = "http://\(host):\(UInt16(bigEndian: place.sin_port))"
  }

  /// Answers until the task is cancelled.
  func serve() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { done in
        OwnThread.start {
          while true {
            let reader = accept(self.listener, nil, nil)
            guard reader >= 0 else { break }
            self.answer(reader)
            close(reader)
          }
          done.resume()
        }
      }
    } onCancel: {
      shutdown(listener, Int32(SHUT_RDWR))
    }
    close(listener)
  }

  private func answer(_ reader: Int32) {
    var buffer = [UInt8](repeating: 0, count: 8192)
    let count = recv(reader, &buffer, buffer.count, 0)
    guard count > 0 else { return }
    let request = String(decoding: buffer[..<count], as: UTF8.self)
    let words = request.prefix { !$0.isNewline }.split(separator: " ")
    guard words.count >= 2, words[0] == "GET" else {
      return send("405 Method Not Allowed", "text/plain", [], to: reader)
    }
    var path = String(words[1].prefix { $0 != "?" && $0 != "#" })
    if path == "/" { path = "/index.html" }
    guard !path.split(separator: "/").contains(".."), let bytes = Self.read(folder + path) else {
      return send("404 Not Found", "text/plain", Array("not found".utf8), to: reader)
    }
    send("200 OK", Self.type(of: path), bytes, to: reader)
  }

  private func send(_ status: String, _ type: String, _ body: [UInt8], to reader: Int32) {
    let head =
      "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    var rest = (Array(head.utf8) + body)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { Glibc.send(reader, $0.baseAddress, $0.count, 0) }
      guard sent > 0 else { return }
      rest.removeFirst(sent)
    }
  }

  private static func type(of path: String) -> String {
    switch path.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "json": "application/json"
    case "css": "text/css"
    case "js": "text/javascript"
    default: "text/plain; charset=utf-8"
    }
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard !FileSystem.isFolder(path), let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      bytes += chunk[..<count]
      if count < chunk.count { return bytes }
    }
  }
}

import Diagnostics
import PlainData
import TestSupport

/// What `Tests/Reference/forecasting.py` recorded.
struct Recording {
  private let value: PlainValue

  init(_ name: String) throws {
    let path = "\(Repository.root)/Tests/Fixtures/forecasting/\(name).json"
    value = try JSON.read(SourceFile(path: path, text: try FileAccess.text(of: path)))
  }

  subscript(name: String) -> PlainValue { value[name] ?? .null }

  /// Null is NaN.
  func numbers(_ name: String) -> [Double] { self[name].numbers }

  func rows(_ name: String) -> [[Double]] { (self[name].list ?? []).map(\.numbers) }

  func number(_ name: String) -> Double { self[name].double ?? .nan }
}

extension PlainValue {
  var numbers: [Double] { (list ?? []).map { $0.double ?? .nan } }
}

import Diagnostics
import Jinja
import PlainData

extension Node {
  /// Its configs in the form that dbt's artifacts have them.
  var configInArtifact: PlainMap {
    var values = config.values
    for key in ["pre-hook", "post-hook"] {
      guard let hooks = values[key]?.list else { continue }
      values[key] = .list(hooks.map { .map(Self.hook($0)) })
    }
    if let begin = values["begin"]?.string, begin.utf8.count == 10 {
      values["begin"] = .string(begin + "T00:00:00")
    }
    if type == .test, values["store_failures"]?.bool == true,
      values["store_failures_as"]?.string == nil
    {
      values["store_failures_as"] = "table"
    }
    return values
  }

  /// A hook as a mapping; `before_begin` and its like write one as JSON.
  private static func hook(_ hook: PlainValue) -> PlainMap {
    var written = hook.map
    if let text = hook.string, text.first == "{", text.last == "}", !text.hasPrefix("{{") {
      written = (try? JSON.read(SourceFile(path: "hook", text: text)))?.map
    }
    return [
      "sql": written?["sql"] ?? hook, "transaction": written?["transaction"] ?? true,
      "index": written?["index"] ?? nil,
    ]
  }
}

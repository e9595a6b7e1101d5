@preconcurrency import Glibc
import PlainData

extension EntrySink {
  /// One JSON object a line, with dbt's event names and fields, for log collectors.
  package static func json(
    to output: any LineOutput, level: LogLevel, identity: LogIdentity
  ) -> EntrySink {
    EntrySink(to: output, level: level) { entry in
      let object = entry.object(
        invocationID: identity.invocationID, extra: identity.extra, processID: Int(getpid()))
      return JSON.text(.map(object)) + "\n"
    }
  }
}

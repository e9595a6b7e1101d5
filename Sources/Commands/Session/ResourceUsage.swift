@preconcurrency import Glibc
import PlainData

/// What the process has used so far, under dbt's names.
enum ResourceUsage {
  static var current: PlainMap {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return [
      "command_success": true, "process_in_blocks": .int(usage.ru_inblock),
      "process_kernel_time": .double(seconds(usage.ru_stime)),
      "process_mem_max_rss": .int(usage.ru_maxrss),
      "process_out_blocks": .int(usage.ru_oublock),
      "process_user_time": .double(seconds(usage.ru_utime)),
    ]
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
  }
}

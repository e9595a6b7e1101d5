#include <sqlite3.h>

/* A function with variable arguments, which Swift does not import. To be called before any other. */
static inline int swiftdbt_sqlite_without_memory_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

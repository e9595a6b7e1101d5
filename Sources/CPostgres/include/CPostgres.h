#pragma once

#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

/// Loads libpq, which brings some twenty-five other libraries: half of what starting the program would take, also
/// for those who never connect to PostgreSQL.
///
/// To be called, from any thread, before any of libpq's functions; again with the same name, it does nothing.
/// Where it fails, what was loaded before stays.
///
/// - Parameter name: of the shared library, as the dynamic linker looks it up.
/// - Returns: NULL, or why there is no such library, a text that lasts until the next call on this thread.
const char *_Nullable CPostgresLoad(const char *_Nonnull name);

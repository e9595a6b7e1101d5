// The functions of libpq that are used, each passing its call on to the library that `CPostgresLoad` loaded.
#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
// Hidden, so that the library's calls of its own functions do not come by here.
#pragma GCC visibility push(hidden)
#include "CPostgres.h"

#define FUNCTIONS(F) \
  F(PGconn *, PQconnectStartParams, (const char *const *names, const char *const *values, int expand), (names, values, expand)) \
  F(PostgresPollingStatusType, PQconnectPoll, (PGconn *c), (c)) \
  F(int, PQconnectionNeedsPassword, (const PGconn *c), (c)) \
  F(void, PQfinish, (PGconn *c), (c)) \
  F(ConnStatusType, PQstatus, (const PGconn *c), (c)) \
  F(PGTransactionStatusType, PQtransactionStatus, (const PGconn *c), (c)) \
  F(const char *, PQparameterStatus, (const PGconn *c, const char *name), (c, name)) \
  F(char *, PQerrorMessage, (const PGconn *c), (c)) \
  F(int, PQsocket, (const PGconn *c), (c)) \
  F(PGVerbosity, PQsetErrorVerbosity, (PGconn *c, PGVerbosity verbosity), (c, verbosity)) \
  F(PQnoticeProcessor, PQsetNoticeProcessor, (PGconn *c, PQnoticeProcessor p, void *x), (c, p, x)) \
  F(PGcancel *, PQgetCancel, (PGconn *c), (c)) \
  F(void, PQfreeCancel, (PGcancel *cancel), (cancel)) \
  F(int, PQcancel, (PGcancel *cancel, char *message, int size), (cancel, message, size)) \
  F(int, PQsendQuery, (PGconn *c, const char *sql), (c, sql)) \
  F(int, PQsendQueryParams, (PGconn *c, const char *sql, int count, const Oid *types, const char *const *values, const int *lengths, const int *formats, int format), (c, sql, count, types, values, lengths, formats, format)) \
  F(int, PQsendPrepare, (PGconn *c, const char *name, const char *sql, int count, const Oid *types), (c, name, sql, count, types)) \
  F(int, PQsendDescribePrepared, (PGconn *c, const char *name), (c, name)) \
  F(int, PQsetSingleRowMode, (PGconn *c), (c)) \
  F(PGresult *, PQgetResult, (PGconn *c), (c)) \
  F(int, PQputCopyData, (PGconn *c, const char *bytes, int count), (c, bytes, count)) \
  F(int, PQputCopyEnd, (PGconn *c, const char *message), (c, message)) \
  F(int, PQgetCopyData, (PGconn *c, char **bytes, int async), (c, bytes, async)) \
  F(void, PQfreemem, (void *memory), (memory)) \
  F(void, PQclear, (PGresult *r), (r)) \
  F(ExecStatusType, PQresultStatus, (const PGresult *r), (r)) \
  F(char *, PQresultErrorField, (const PGresult *r, int field), (r, field)) \
  F(int, PQntuples, (const PGresult *r), (r)) \
  F(int, PQnfields, (const PGresult *r), (r)) \
  F(char *, PQfname, (const PGresult *r, int column), (r, column)) \
  F(Oid, PQftype, (const PGresult *r, int column), (r, column)) \
  F(int, PQfmod, (const PGresult *r, int column), (r, column)) \
  F(char *, PQcmdStatus, (PGresult *r), (r)) \
  F(char *, PQcmdTuples, (PGresult *r), (r)) \
  F(char *, PQgetvalue, (const PGresult *r, int row, int column), (r, row, column)) \
  F(int, PQgetlength, (const PGresult *r, int row, int column), (r, row, column)) \
  F(int, PQgetisnull, (const PGresult *r, int row, int column), (r, row, column))

#define POINTER(result, name, parameters, arguments) __typeof__(name) *name##_;
struct functions {
  FUNCTIONS(POINTER)
};
static struct functions loaded;

#define FORWARD(result, name, parameters, arguments) \
  result name parameters { return loaded.name##_ arguments; }
FUNCTIONS(FORWARD)

#define RESOLVE(result, name, parameters, arguments) \
  && (found.name##_ = (__typeof__(name) *)dlsym(library, #name)) != NULL

static const char *load(const char *name) {
  void *library = dlopen(name, RTLD_NOW);
  if (library == NULL) return dlerror();
  struct functions found;
  if (!(true FUNCTIONS(RESOLVE))) return dlerror();
  loaded = found;
  return NULL;
}

const char *CPostgresLoad(const char *name) {
  // Whoever has come by here sees all of the pointers.
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  static char *loaded_name = NULL;
  pthread_mutex_lock(&lock);
  const char *problem = NULL;
  if (loaded_name == NULL || strcmp(loaded_name, name) != 0) {
    problem = load(name);
    if (problem == NULL) loaded_name = strdup(name);
  }
  pthread_mutex_unlock(&lock);
  return problem;
}

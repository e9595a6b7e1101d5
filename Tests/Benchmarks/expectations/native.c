/* The suite's twenty numbers in one hand-written pass over SQLite: a prepared SELECT, counters, two hash
   sets of integers, an array for the median. gcc -O2 native.c -o native -lsqlite3 -lm */
#include <math.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS (1u << 22)
static uint64_t *ids, *pairs;
static long duplicates_of(uint64_t *set, uint64_t key) {
  uint64_t slot = (key * 0x9E3779B97F4A7C15ull) >> 42;
  while (set[slot]) {
    if (set[slot] == key) return 1;
    slot = (slot + 1) & (SLOTS - 1);
  }
  set[slot] = key;
  return 0;
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static int is_zone(const char *s) {
  if (strncmp(s, "DE-", 3)) return 0;
  for (int i = 3; i < 7; i++)
    if (s[i] < '0' || s[i] > '9') return 0;
  return s[7] == 0;
}

int main(int argc, char **argv) {
  sqlite3 *db;
  sqlite3_stmt *rows;
  if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, 0)) return 1;
  ids = calloc(SLOTS, 8), pairs = calloc(SLOTS, 8);
  double *values = malloc(8 * 2000000);
  static char meters[1 << 20];
  long n = 0, null_id = 0, null_meter = 0, null_at = 0, kwh = 0, range = 0, kind = 0, zone = 0, length = 0,
       quality = 0, at_range = 0, twice = 0, pair_twice = 0, distinct = 0;
  double sum = 0, mean = 0, m2 = 0, low = INFINITY, high = -INFINITY;
  sqlite3_prepare_v2(db, "SELECT reading_id, meter_id, read_at, kwh, kind, zone, quality FROM readings", -1, &rows, 0);
  while (sqlite3_step(rows) == SQLITE_ROW) {
    n++;
    uint64_t id = sqlite3_column_int64(rows, 0), meter = sqlite3_column_int64(rows, 1);
    if (sqlite3_column_type(rows, 0) == SQLITE_NULL) null_id++; else twice += duplicates_of(ids, id);
    if (sqlite3_column_type(rows, 1) == SQLITE_NULL) null_meter++;
    else if (!meters[meter & ((1 << 20) - 1)]) meters[meter & ((1 << 20) - 1)] = 1, distinct++;
    const char *at = (const char *)sqlite3_column_text(rows, 2);
    if (!at) null_at++;
    else {
      at_range += !(strcmp(at, "2024-01-01") >= 0 && strcmp(at, "2024-12-31 00:00:00.000000") <= 0);
      uint64_t hash = meter;
      for (const char *c = at; *c; c++) hash = (hash ^ (unsigned char)*c) * 0x100000001b3ull;
      pair_twice += duplicates_of(pairs, hash | 1);
    }
    if (sqlite3_column_type(rows, 3) != SQLITE_NULL) {
      double x = sqlite3_column_double(rows, 3), d = x - mean;
      values[kwh++] = x, sum += x, mean += d / kwh, m2 += d * (x - mean);
      if (x < low) low = x;
      if (x > high) high = x;
      range += !(x >= 0 && x <= 4);
    }
    const char *k = (const char *)sqlite3_column_text(rows, 4);
    kind += k && strcmp(k, "household") && strcmp(k, "business") && strcmp(k, "heat_pump") && strcmp(k, "street_light");
    const char *z = (const char *)sqlite3_column_text(rows, 5);
    if (z) zone += !is_zone(z), length += strlen(z) != 7;
    const char *q = (const char *)sqlite3_column_text(rows, 6);
    quality += q && (!strcmp(q, "lost") || !strcmp(q, "broken"));
  }
  qsort(values, kwh, 8, compare);
  printf("%ld %ld %ld %ld %ld %ld %ld %g %g %g %g %g %ld %ld %ld %ld %ld %ld %ld %g\n", n, null_id, null_meter, null_at, n - kwh,
         twice, range, mean, high, low, sqrt(m2 / (kwh - 1)), sum, kind, zone, length, quality, pair_twice, distinct, at_range,
         (values[(kwh - 1) / 2] + values[kwh / 2]) / 2);
}

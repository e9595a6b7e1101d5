suite readings on main.stg_readings: 8 expectations, 9 statements, 7 scans

-- 1 scan
SELECT count(*) AS m0,
  count("read_at") AS m1,
  count(*) FILTER (WHERE "read_at" IS NOT NULL AND NOT ("read_at" <= strftime('%Y-%m-%d %H:%M:%f000', 'now', '5.0 minutes'))) AS m2,
  count("meter_id") AS m3
FROM "main"."stg_readings";

-- 1 scan
SELECT count(*) AS elements, count(previous_value) AS judged, count(*) FILTER (WHERE previous_value IS NOT NULL AND NOT (this_value - previous_value = 900.0)) AS unexpected
FROM (SELECT "meter_id", "read_at", unixepoch("read_at") AS this_value, lag(unixepoch("read_at")) OVER (PARTITION BY "meter_id" ORDER BY "read_at") AS previous_value FROM "main"."stg_readings" WHERE "read_at" IS NOT NULL) AS pairs;

-- 1 scan
WITH days AS (SELECT "meter_id", date(unixepoch("read_at") + CASE WHEN unixepoch("read_at") < 1729990800 THEN CASE WHEN unixepoch("read_at") < 1711846800 THEN 3600 ELSE 7200 END ELSE 3600 END, 'unixepoch') AS local_day, count(*) AS found
  FROM "main"."stg_readings" WHERE "read_at" IS NOT NULL GROUP BY 1, 2),
spans AS (SELECT "meter_id", CAST(julianday(max(local_day)) - julianday(min(local_day)) AS INTEGER) + 1 AS span, count(*) AS present FROM days GROUP BY "meter_id"),
judged AS (SELECT "meter_id", local_day, found, CASE local_day WHEN '2024-03-31' THEN 92.0 WHEN '2024-10-27' THEN 100.0 ELSE 96.0 END AS expected,
  (local_day = min(local_day) OVER (PARTITION BY "meter_id") OR local_day = max(local_day) OVER (PARTITION BY "meter_id")) AS is_edge
  FROM days)
SELECT (SELECT coalesce(sum(max(span, 0)), 0) FROM spans) AS days,
  (SELECT coalesce(sum(span - present), 0) FROM spans) AS absent,
  count(*) FILTER (WHERE found <> expected) AS incomplete
FROM judged;

-- 1 scan
SELECT sum((x - m) * (y - m)) / nullif(sum((x - m) * (x - m)), 0)
FROM (SELECT (1.0 * "kwh") AS x, avg((1.0 * "kwh")) OVER (PARTITION BY "meter_id") AS m,
  lag((1.0 * "kwh"), 24) OVER (PARTITION BY "meter_id" ORDER BY "read_at") AS y
  FROM "main"."stg_readings" WHERE "kwh" IS NOT NULL) AS pairs;

-- 1 scan
SELECT (max(mean) - min(mean)) / nullif(abs(sum(total) / nullif(sum(n), 0)), 0)
FROM (SELECT avg((1.0 * "kwh")) AS mean, sum((1.0 * "kwh")) AS total, count(*) AS n
  FROM "main"."stg_readings" WHERE "kwh" IS NOT NULL GROUP BY CAST(strftime('%H', unixepoch("read_at") + CASE WHEN unixepoch("read_at") < 1729990800 THEN CASE WHEN unixepoch("read_at") < 1711846800 THEN 3600 ELSE 7200 END ELSE 3600 END, 'unixepoch') AS INTEGER)) AS hours;

-- 1 scan
SELECT count(*)
FROM (SELECT "meter_id" AS child FROM "main"."stg_readings" WHERE "meter_id" IS NOT NULL) AS children
LEFT JOIN (SELECT DISTINCT "id" AS "parent key" FROM "main"."stg_meters") AS parents ON "parent key" = child
WHERE "parent key" IS NULL;

-- 0 scans
SELECT count(*) FROM "main"."stg_meters";

-- 0 scans
SELECT count(*) FROM "main"."meter_readings";

-- 1 scan
SELECT count(*) FROM (select * from "main"."stg_readings" where kwh < 0 -- below
) AS unexpected;

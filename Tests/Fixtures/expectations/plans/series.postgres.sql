suite readings on main.stg_readings: 8 expectations, 9 statements, 7 scans

-- 1 scan
SELECT count(*) AS m0,
  count("read_at") AS m1,
  count(*) FILTER (WHERE "read_at" IS NOT NULL AND NOT ("read_at" <= (now() AT TIME ZONE 'UTC') + interval '5.0 minutes')) AS m2,
  count("meter_id") AS m3
FROM "main"."stg_readings";

-- 1 scan
SELECT count(*) AS elements, count(previous_value) AS judged, count(*) FILTER (WHERE previous_value IS NOT NULL AND NOT (this_value - previous_value = 900.0)) AS unexpected
FROM (SELECT "meter_id", "read_at", extract(epoch FROM "read_at")::double precision AS this_value, lag(extract(epoch FROM "read_at")::double precision) OVER (PARTITION BY "meter_id" ORDER BY "read_at") AS previous_value FROM "main"."stg_readings" WHERE "read_at" IS NOT NULL) AS pairs;

-- 1 scan
WITH days AS (SELECT "meter_id", ("read_at"::timestamp AT TIME ZONE 'UTC' AT TIME ZONE 'Test/Zone')::date AS local_day, count(*) AS found
  FROM "main"."stg_readings" WHERE "read_at" IS NOT NULL GROUP BY 1, 2),
spans AS (SELECT "meter_id", max(local_day) - min(local_day) + 1 AS span, count(*) AS present FROM days GROUP BY "meter_id"),
judged AS (SELECT "meter_id", local_day, found, extract(epoch FROM ((local_day + 1)::timestamp AT TIME ZONE 'Test/Zone') - (local_day::timestamp AT TIME ZONE 'Test/Zone')) / 900.0 AS expected,
  (local_day = min(local_day) OVER (PARTITION BY "meter_id") OR local_day = max(local_day) OVER (PARTITION BY "meter_id")) AS is_edge
  FROM days)
SELECT (SELECT coalesce(sum(greatest(span, 0)), 0) FROM spans) AS days,
  (SELECT coalesce(sum(span - present), 0) FROM spans) AS absent,
  count(*) FILTER (WHERE found <> expected) AS incomplete
FROM judged;

-- 1 scan
SELECT sum((x - m) * (y - m)) / nullif(sum((x - m) * (x - m)), 0)
FROM (SELECT ("kwh")::double precision AS x, avg(("kwh")::double precision) OVER (PARTITION BY "meter_id") AS m,
  lag(("kwh")::double precision, 24) OVER (PARTITION BY "meter_id" ORDER BY "read_at") AS y
  FROM "main"."stg_readings" WHERE "kwh" IS NOT NULL) AS pairs;

-- 1 scan
SELECT (max(mean) - min(mean)) / nullif(abs(sum(total) / nullif(sum(n), 0)), 0)
FROM (SELECT avg(("kwh")::double precision) AS mean, sum(("kwh")::double precision) AS total, count(*) AS n
  FROM "main"."stg_readings" WHERE "kwh" IS NOT NULL GROUP BY extract(hour FROM "read_at"::timestamp AT TIME ZONE 'UTC' AT TIME ZONE 'Test/Zone')::integer) AS hours;

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

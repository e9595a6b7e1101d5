suite readings on main.stg_readings: 8 expectations, 5 statements, 6 scans

-- 1 scan
SELECT count(*) AS m0,
  count("meter_id") AS m1,
  count(*) FILTER (WHERE ("meter_id" IS NOT NULL OR "read_at" IS NOT NULL)) AS m2,
  count("kwh") AS m3
FROM "main"."stg_readings";

-- 2 scans
WITH prior AS (SELECT avg("kwh") AS p0, stddev_samp("kwh") AS p1, (percentile_cont(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY "kwh"))[1] AS p2, (percentile_cont(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY "kwh"))[2] AS p3 FROM "main"."stg_readings")
SELECT count(*) FILTER (WHERE "kwh" IS NOT NULL AND NOT (abs(("kwh" - (prior.p0)) / nullif(prior.p1, 0)) < 3.0)) AS m0,
  count(*) FILTER (WHERE "kwh" IS NOT NULL AND NOT ("kwh" >= prior.p2 - 1.5 * (prior.p3 - prior.p2) AND "kwh" <= prior.p3 + 1.5 * (prior.p3 - prior.p2))) AS m1
FROM "main"."stg_readings" CROSS JOIN prior;

-- 1 scan
SELECT coalesce(sum(n) FILTER (WHERE n > 1), 0) AS m0,
  count(*) AS m1
FROM (SELECT "meter_id" AS k0, count(*) AS n FROM "main"."stg_readings" WHERE "meter_id" IS NOT NULL GROUP BY "meter_id") AS groups;

-- 1 scan
SELECT count(*) FILTER (WHERE NOT (k0 IN ('a', 'b'))) AS m0,
  count(*) FILTER (WHERE k0 = 'a') AS m1,
  count(*) FILTER (WHERE k0 = 'b') AS m2
FROM (SELECT "kind" AS k0, count(*) AS n FROM "main"."stg_readings" WHERE "kind" IS NOT NULL GROUP BY "kind") AS groups;

-- 1 scan
SELECT coalesce(sum(n) FILTER (WHERE n > 1), 0) AS m0
FROM (SELECT "meter_id" AS k0, "read_at" AS k1, count(*) AS n FROM "main"."stg_readings" WHERE "meter_id" IS NOT NULL AND "read_at" IS NOT NULL GROUP BY "meter_id", "read_at") AS groups;

error[unknown-column]: unknown column `missing`
   --> suite.yml:11:55
   |
11 |       - expect_column_values_to_not_be_null: {column: missing}
   |                                                       ^^^^^^^

error[column-type-mismatch]: column `kind` of type text has no range of numbers or times
   --> suite.yml:12:54
   |
12 |       - expect_column_values_to_be_between: {column: kind, min_value: 0}
   |                                                      ^^^^

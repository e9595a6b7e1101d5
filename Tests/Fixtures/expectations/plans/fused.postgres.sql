suite readings on main.stg_readings: 8 expectations, 1 statement, 1 scan

-- 1 scan
SELECT count(*) FILTER (WHERE (kind <> 'test')) AS m0,
  count(*) FILTER (WHERE (kind <> 'test') AND "meter_id" IS NULL) AS m1,
  count("kwh") FILTER (WHERE (kind <> 'test')) AS m2,
  count(*) FILTER (WHERE (kind <> 'test') AND "kwh" IS NOT NULL AND NOT ("kwh" >= (-1) AND "kwh" < 12.5)) AS m3,
  count("read_at") FILTER (WHERE (kind <> 'test')) AS m4,
  count(*) FILTER (WHERE (kind <> 'test') AND "read_at" IS NOT NULL AND NOT ("read_at" >= '2024-01-01' AND "read_at" <= '2024-12-31T23:59:59')) AS m5,
  count("kind") FILTER (WHERE (kind <> 'test')) AS m6,
  count(*) FILTER (WHERE (kind <> 'test') AND "kind" IS NOT NULL AND NOT ("kind" IN ('a', 'it''s'))) AS m7,
  count(*) FILTER (WHERE (kind <> 'test') AND "kind" IS NOT NULL AND NOT ("kind" ~ '^[a-z]+$')) AS m8,
  avg("kwh") FILTER (WHERE ((kind <> 'test') AND (kwh > 0))) AS m9,
  (percentile_disc(ARRAY[0.4999999999999999, 0.9899999999999998]) WITHIN GROUP (ORDER BY "kwh") FILTER (WHERE (kind <> 'test')))[1] AS m10,
  (percentile_disc(ARRAY[0.4999999999999999, 0.9899999999999998]) WITHIN GROUP (ORDER BY "kwh") FILTER (WHERE (kind <> 'test')))[2] AS m11
FROM "main"."stg_readings";

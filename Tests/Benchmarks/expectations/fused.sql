SELECT count(*), count(reading_id), count(meter_id), count(read_at), count(kwh),
  count(*) FILTER (WHERE NOT (kwh >= 0 AND kwh <= 4)), avg(kwh), max(kwh), min(kwh), stddev_samp(kwh), sum(kwh),
  percentile_cont(0.5) WITHIN GROUP (ORDER BY kwh),
  count(*) FILTER (WHERE NOT (kind IN ('household', 'business', 'heat_pump', 'street_light'))),
  count(*) FILTER (WHERE NOT (zone ~ '^DE-[0-9]{4}$')), count(*) FILTER (WHERE NOT (length(zone) = 7)),
  count(*) FILTER (WHERE NOT (quality NOT IN ('lost', 'broken'))),
  count(*) FILTER (WHERE NOT (read_at >= '2024-01-01' AND read_at <= '2024-12-31'))
FROM readings;
SELECT coalesce(sum(n) FILTER (WHERE n > 1), 0) FROM (SELECT count(*) AS n FROM readings WHERE reading_id IS NOT NULL GROUP BY reading_id) AS g;
SELECT coalesce(sum(n) FILTER (WHERE n > 1), 0) FROM (SELECT count(*) AS n FROM readings WHERE meter_id IS NOT NULL AND read_at IS NOT NULL GROUP BY meter_id, read_at) AS g;
SELECT count(*) FROM (SELECT meter_id FROM readings WHERE meter_id IS NOT NULL GROUP BY meter_id) AS g;

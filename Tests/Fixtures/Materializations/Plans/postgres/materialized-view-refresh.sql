begin
-- refresh materialized view "marts"."orders"
refresh materialized view "marts"."orders";
commit

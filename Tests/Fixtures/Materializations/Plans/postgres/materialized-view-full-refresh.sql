begin
-- create materialized view "marts"."orders__dbt_tmp"
create materialized view "marts"."orders__dbt_tmp" as
select id, day, amount
from raw.orders -- all of them;
-- wait for other swaps
select pg_advisory_xact_lock(495924306548);
-- drop replaced "marts"."orders"
drop materialized view if exists "marts"."orders" cascade;
-- rename "marts"."orders__dbt_tmp" to "marts"."orders"
alter materialized view "marts"."orders__dbt_tmp" rename to "orders";
commit

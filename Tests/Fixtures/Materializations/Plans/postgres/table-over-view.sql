begin
-- create table "marts"."orders__dbt_tmp" from the query
create table "marts"."orders__dbt_tmp" as
select id, day, amount
from raw.orders -- all of them;
-- wait for other swaps
select pg_advisory_xact_lock(495924306548);
-- drop replaced "marts"."orders"
drop view if exists "marts"."orders" cascade;
-- rename "marts"."orders__dbt_tmp" to "marts"."orders"
alter table "marts"."orders__dbt_tmp" rename to "orders";
commit

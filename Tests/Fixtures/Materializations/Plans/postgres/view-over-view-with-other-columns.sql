begin
columns of query
select * from "marts"."orders"
? amount double precision, day date, id integer
columns of query
select id, day, amount
from raw.orders -- all of them
? id integer, day date, amount double precision
-- create view "marts"."orders__dbt_tmp"
create view "marts"."orders__dbt_tmp" as
select id, day, amount
from raw.orders -- all of them;
-- wait for other swaps
select pg_advisory_xact_lock(495924306548);
-- drop replaced "marts"."orders"
drop view if exists "marts"."orders" cascade;
-- rename "marts"."orders__dbt_tmp" to "marts"."orders"
alter view "marts"."orders__dbt_tmp" rename to "orders";
commit

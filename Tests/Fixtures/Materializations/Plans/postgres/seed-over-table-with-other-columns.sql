begin
columns of query
select * from "marts"."orders"
? id integer
-- create table "marts"."orders__dbt_tmp"
create table "marts"."orders__dbt_tmp" (
  "id" integer,
  "day" date,
  "amount" double precision
);
append rows to "marts"."orders__dbt_tmp" ("id" integer, "day" date, "amount" double precision)
-- wait for other swaps
select pg_advisory_xact_lock(495924306548);
-- drop replaced "marts"."orders"
drop table if exists "marts"."orders" cascade;
-- rename "marts"."orders__dbt_tmp" to "marts"."orders"
alter table "marts"."orders__dbt_tmp" rename to "orders";
commit

begin
-- create table "marts"."orders__dbt_tmp"
create table "marts"."orders__dbt_tmp" (
  "id" integer,
  "day" date,
  "amount" double precision
);
append rows to "marts"."orders__dbt_tmp" ("id" integer, "day" date, "amount" double precision)
-- drop replaced "marts"."orders"
drop table if exists "marts"."orders";
-- rename "marts"."orders__dbt_tmp" to "marts"."orders"
alter table "marts"."orders__dbt_tmp" rename to "orders";
commit

begin
-- create table "temp"."orders__dbt_tmp"
create temporary table "temp"."orders__dbt_tmp" (
  "id" integer,
  "day" date,
  "amount" double precision
);
append rows to "temp"."orders__dbt_tmp" ("id" integer, "day" date, "amount" double precision)
columns of query
select * from "marts"."orders"
? id integer, day date, amount double precision
columns of query
select * from "temp"."orders__dbt_tmp"
? id integer, day date, amount double precision
-- append into "marts"."orders"
insert into "marts"."orders" ("id", "day", "amount")
select "id", "day", "amount" from "temp"."orders__dbt_tmp";
-- drop temporary "temp"."orders__dbt_tmp"
drop table "temp"."orders__dbt_tmp";
commit

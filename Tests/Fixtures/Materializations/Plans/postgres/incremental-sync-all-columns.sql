begin
-- create temporary table "pg_temp"."orders__dbt_tmp" from the query
create temporary table "pg_temp"."orders__dbt_tmp" as (
select id, day, amount
from raw.orders -- all of them
);
columns of query
select * from "marts"."orders"
? gone text, day text, id integer
columns of query
select * from "pg_temp"."orders__dbt_tmp"
? id integer, day date, amount double precision
-- change columns of "marts"."orders"
alter table "marts"."orders" add column "amount" double precision;
-- change columns of "marts"."orders"
alter table "marts"."orders" drop column "gone" cascade;
-- change columns of "marts"."orders"
alter table "marts"."orders" alter column "day" type date using "day"::date;
-- append into "marts"."orders"
insert into "marts"."orders" ("id", "day", "amount")
select "id", "day", "amount" from "pg_temp"."orders__dbt_tmp";
-- drop temporary "pg_temp"."orders__dbt_tmp"
drop table "pg_temp"."orders__dbt_tmp";
commit

begin
-- create temporary table "pg_temp"."orders__dbt_tmp" from the query
create temporary table "pg_temp"."orders__dbt_tmp" as (
select id, day, amount
from raw.orders -- all of them
);
columns of query
select * from "marts"."orders"
? id integer, day date, amount double precision
columns of query
select * from "pg_temp"."orders__dbt_tmp"
? id integer, day date, amount double precision
-- append into "marts"."orders"
insert into "marts"."orders" ("id", "day", "amount")
select "id", "day", "amount" from "pg_temp"."orders__dbt_tmp";
-- drop temporary "pg_temp"."orders__dbt_tmp"
drop table "pg_temp"."orders__dbt_tmp";
commit

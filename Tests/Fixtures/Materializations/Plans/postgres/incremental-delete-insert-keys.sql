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
-- delete+insert into "marts"."orders"
delete from "marts"."orders" as DBT_INTERNAL_DEST
where ("id", date(day)) in (select "id", date(day) from "pg_temp"."orders__dbt_tmp" as DBT_INTERNAL_SOURCE)
  and (DBT_INTERNAL_DEST.day > '2024-01-01');
-- delete+insert into "marts"."orders"
insert into "marts"."orders" ("id", "day", "amount")
select "id", "day", "amount" from "pg_temp"."orders__dbt_tmp";
-- drop temporary "pg_temp"."orders__dbt_tmp"
drop table "pg_temp"."orders__dbt_tmp";
commit

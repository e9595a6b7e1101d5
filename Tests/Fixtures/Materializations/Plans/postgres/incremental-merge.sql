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
-- merge into "marts"."orders"
merge into "marts"."orders" as DBT_INTERNAL_DEST
using "pg_temp"."orders__dbt_tmp" as DBT_INTERNAL_SOURCE
on DBT_INTERNAL_SOURCE."id" = DBT_INTERNAL_DEST."id"
when matched then update set
  "id" = DBT_INTERNAL_SOURCE."id",
  "day" = DBT_INTERNAL_SOURCE."day",
  "amount" = DBT_INTERNAL_SOURCE."amount"
when not matched then insert ("id", "day", "amount")
values (DBT_INTERNAL_SOURCE."id", DBT_INTERNAL_SOURCE."day", DBT_INTERNAL_SOURCE."amount");
-- drop temporary "pg_temp"."orders__dbt_tmp"
drop table "pg_temp"."orders__dbt_tmp";
commit

begin
-- create temporary table "temp"."orders__dbt_tmp" from the query
create temporary table "temp"."orders__dbt_tmp" as
select id, day, amount
from raw.orders -- all of them;
columns of query
select * from "marts"."orders"
? id integer, day date, amount double precision
columns of query
select * from "temp"."orders__dbt_tmp"
? id integer, day date, amount double precision
-- merge into "marts"."orders"
insert into "marts"."orders" ("id", "day", "amount")
select "id", "day", "amount" from "temp"."orders__dbt_tmp";
-- drop temporary "temp"."orders__dbt_tmp"
drop table "temp"."orders__dbt_tmp";
commit

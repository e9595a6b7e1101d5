hook: vacuum
begin
hook: insert into log values ('before')
-- create temporary table "temp"."orders__dbt_tmp" from the query
set x = 1;
create temporary table "temp"."orders__dbt_tmp" as
select 1 as id;
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
audit "marts"."orders"
hook: insert into log values ('after')
commit
hook: analyze

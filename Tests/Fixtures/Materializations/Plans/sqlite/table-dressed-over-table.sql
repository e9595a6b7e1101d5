hook: vacuum
begin
-- drop leftover "marts"."orders__dbt_tmp"
drop view if exists "marts"."orders__dbt_tmp";
hook: insert into log values ('before')
-- create table "marts"."orders__dbt_tmp" from the query
set x = 1;
create table "marts"."orders__dbt_tmp" as
select 1 as id;
audit "marts"."orders__dbt_tmp"
-- drop replaced "marts"."orders"
drop table if exists "marts"."orders";
-- rename "marts"."orders__dbt_tmp" to "marts"."orders"
alter table "marts"."orders__dbt_tmp" rename to "orders";
hook: insert into log values ('after')
commit
hook: analyze

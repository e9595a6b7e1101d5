hook: vacuum
begin
-- drop leftover "marts"."orders__dbt_tmp"
drop view if exists "marts"."orders__dbt_tmp";
hook: insert into log values ('before')
-- drop replaced "marts"."orders"
drop table if exists "marts"."orders";
-- create table "marts"."orders" from the query
set x = 1;
create table "marts"."orders" as
select 1 as id;
audit "marts"."orders"
hook: insert into log values ('after')
commit
hook: analyze

hook: vacuum
begin
-- drop leftover "marts"."orders__dbt_tmp"
drop view if exists "marts"."orders__dbt_tmp";
hook: insert into log values ('before')
-- drop replaced "marts"."orders"
drop view if exists "marts"."orders";
-- create view "marts"."orders"
set x = 1;
create view "marts"."orders" as
select 1 as id;
audit "marts"."orders"
hook: insert into log values ('after')
commit
hook: analyze

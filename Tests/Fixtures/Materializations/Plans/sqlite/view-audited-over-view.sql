hook: vacuum
begin
hook: insert into log values ('before')
columns of query
select 1 as id
? id integer, day date, amount double precision
-- drop replaced "marts"."orders"
drop view if exists "marts"."orders";
-- create view "marts"."orders"
create view "marts"."orders" as
select 1 as id;
audit "marts"."orders"
hook: insert into log values ('after')
commit
hook: analyze

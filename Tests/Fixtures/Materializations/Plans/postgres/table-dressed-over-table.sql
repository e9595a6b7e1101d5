hook: vacuum
begin
-- drop leftover "marts"."orders__dbt_tmp"
drop view if exists "marts"."orders__dbt_tmp" cascade;
hook: insert into log values ('before')
-- create table "marts"."orders__dbt_tmp" from the query
set x = 1;
create unlogged table "marts"."orders__dbt_tmp" as
select 1 as id;
audit "marts"."orders__dbt_tmp"
-- create index on "marts"."orders__dbt_tmp"
create unique index on "marts"."orders__dbt_tmp" ("id");
-- create index on "marts"."orders__dbt_tmp"
create index on "marts"."orders__dbt_tmp" using "btree" ("day", "we""ird");
-- wait for other swaps
select pg_advisory_xact_lock(495924306548);
-- drop replaced "marts"."orders"
drop table if exists "marts"."orders" cascade;
-- rename "marts"."orders__dbt_tmp" to "marts"."orders"
alter table "marts"."orders__dbt_tmp" rename to "orders";
-- grant on "marts"."orders"
grant select on "marts"."orders" to "reporter", public;
-- comment on "marts"."orders"
comment on table "marts"."orders" is 'It''s orders';
-- comment on "marts"."orders"
comment on column "marts"."orders"."id" is 'the ''key''';
hook: insert into log values ('after')
commit
hook: analyze

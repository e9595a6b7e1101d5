hook: vacuum
begin
hook: insert into log values ('before')
-- create temporary table "pg_temp"."orders__dbt_tmp" from the query
set x = 1;
create temporary table "pg_temp"."orders__dbt_tmp" as (
select 1 as id
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
audit "marts"."orders"
rows of
select privilege_type, grantee from information_schema.role_table_grants
where grantor = current_role and grantee <> current_role
  and table_schema = 'marts' and table_name = 'orders'
order by 1, 2
? id integer, day date, amount double precision
-- grant on "marts"."orders"
grant select on "marts"."orders" to "reporter", public;
-- comment on "marts"."orders"
comment on table "marts"."orders" is 'It''s orders';
columns of "marts"."orders"? id integer, day date, amount double precision
-- comment on "marts"."orders"
comment on column "marts"."orders"."id" is 'the ''key''';
hook: insert into log values ('after')
commit
hook: analyze

hook: vacuum
begin
hook: insert into log values ('before')
columns of "marts"."orders"? id integer, day date, amount double precision
columns of query
select 1 as id
? id integer, day date, amount double precision
-- create view "marts"."orders__dbt_tmp"
create view "marts"."orders__dbt_tmp" as (
select 1 as id
);
audit "marts"."orders__dbt_tmp"
-- drop temporary "marts"."orders__dbt_tmp"
drop view "marts"."orders__dbt_tmp";
-- create view "marts"."orders"
create or replace view "marts"."orders" as (
select 1 as id
);
rows of
select privilege_type, grantee from information_schema.role_table_grants
where grantor = current_role and grantee <> current_role
  and table_schema = 'marts' and table_name = 'orders'
order by 1, 2
? id integer, day date, amount double precision
-- grant on "marts"."orders"
grant select on "marts"."orders" to "reporter", public;
-- comment on "marts"."orders"
comment on view "marts"."orders" is 'It''s orders';
columns of "marts"."orders"? id integer, day date, amount double precision
-- comment on "marts"."orders"
comment on column "marts"."orders"."id" is 'the ''key''';
hook: insert into log values ('after')
commit
hook: analyze

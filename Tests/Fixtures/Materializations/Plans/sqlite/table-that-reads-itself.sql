begin
-- create table "marts"."orders__dbt_tmp" from the query
create table "marts"."orders__dbt_tmp" as
select * from marts.Orders where id > 1;
-- drop replaced "marts"."orders"
drop table if exists "marts"."orders";
-- rename "marts"."orders__dbt_tmp" to "marts"."orders"
alter table "marts"."orders__dbt_tmp" rename to "orders";
commit

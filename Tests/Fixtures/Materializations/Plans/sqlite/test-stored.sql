begin
-- create table "dbt_test__audit"."failures__dbt_tmp" from the query
create table "dbt_test__audit"."failures__dbt_tmp" as
select 1 as x
limit 5;
-- drop replaced "dbt_test__audit"."failures"
drop table if exists "dbt_test__audit"."failures";
-- rename "dbt_test__audit"."failures__dbt_tmp" to "dbt_test__audit"."failures"
alter table "dbt_test__audit"."failures__dbt_tmp" rename to "failures";
commit
result of
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select * from "dbt_test__audit"."failures"
) as dbt_internal_test;

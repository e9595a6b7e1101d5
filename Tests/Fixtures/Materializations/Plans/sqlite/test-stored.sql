begin
-- drop replaced "dbt_test__audit"."failures"
drop table if exists "dbt_test__audit"."failures";
-- create table "dbt_test__audit"."failures" from the query
create table "dbt_test__audit"."failures" as
select 1 as x
limit 5;
commit
result of
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select * from "dbt_test__audit"."failures"
) as dbt_internal_test;

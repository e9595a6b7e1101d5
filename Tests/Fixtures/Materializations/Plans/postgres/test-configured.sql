result of
select
  sum(n) as failures,
  sum(n) > 1 as should_warn,
  sum(n) > 9 as should_error
from (
select * from t
limit 5
) as dbt_internal_test;

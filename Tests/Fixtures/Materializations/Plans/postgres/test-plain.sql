result of
select
  count(*) as failures,
  count(*) != 0 as should_warn,
  count(*) != 0 as should_error
from (
select * from t where x is null
) as dbt_internal_test;

begin
columns of query
select id, amount from raw.orders
? id integer, amount double precision
-- create table "marts"."orders__dbt_tmp"
create table "marts"."orders__dbt_tmp" (
  id integer not null constraint orders_key primary key references "marts"."keys" (id),
  amount double precision constraint positive check (amount > 0),
  unique (id, amount),
  check (amount is not null),
  foreign key (id) references marts.keys (id),
  exclude using gist (id with =)
);
-- insert rows into "marts"."orders__dbt_tmp"
insert into "marts"."orders__dbt_tmp" (id, amount)
select id, amount
from (
select id, amount from raw.orders
) as model_subq;
-- drop replaced "marts"."orders"
drop table if exists "marts"."orders";
-- rename "marts"."orders__dbt_tmp" to "marts"."orders"
alter table "marts"."orders__dbt_tmp" rename to "orders";
commit

begin
columns of query
select id, amount from raw.orders
? id integer, amount double precision
columns of query
select cast(null as integer) as "id", cast(null as double precision) as "amount"
? id integer, amount double precision
-- create table "marts"."orders__dbt_tmp"
create table "marts"."orders__dbt_tmp" (
  "id" integer not null constraint "orders_key" primary key references "marts"."keys" ("id"),
  "amount" double precision constraint "positive" check (amount > 0),
  unique ("id", "amount"),
  check ("amount" is not null),
  foreign key ("id") references marts.keys (id),
  exclude using gist (id with =)
);
-- insert rows into "marts"."orders__dbt_tmp"
insert into "marts"."orders__dbt_tmp" ("id", "amount")
select "id", "amount" from (
select id, amount from raw.orders
) as model_rows;
-- wait for other swaps
select pg_advisory_xact_lock(495924306548);
-- drop replaced "marts"."orders"
drop table if exists "marts"."orders" cascade;
-- rename "marts"."orders__dbt_tmp" to "marts"."orders"
alter table "marts"."orders__dbt_tmp" rename to "orders";
commit

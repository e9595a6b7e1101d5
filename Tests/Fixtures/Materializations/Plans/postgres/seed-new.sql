begin
-- create table "marts"."orders"
create table "marts"."orders" (
  "id" integer,
  "day" date,
  "amount" double precision
);
append rows to "marts"."orders" ("id" integer, "day" date, "amount" double precision)
commit

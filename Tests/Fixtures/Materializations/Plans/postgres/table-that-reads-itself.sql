begin
-- create table "marts"."orders__dbt_tmp" from the query
create table "marts"."orders__dbt_tmp" as (
select * from marts.Orders where id > 1
);
-- wait for other swaps
select pg_advisory_xact_lock(495924306548);
rows of
with recursive dependants (oid, depth) as (
  select r.ev_class, 1 from pg_catalog.pg_depend d
  join pg_catalog.pg_rewrite r on r.oid = d.objid
  where d.classid = 'pg_catalog.pg_rewrite'::regclass
    and d.refobjid = to_regclass('"marts"."orders"') and r.ev_class <> d.refobjid
  union
  select r.ev_class, v.depth + 1 from dependants v
  join pg_catalog.pg_depend d on d.refobjid = v.oid
  join pg_catalog.pg_rewrite r on r.oid = d.objid
  where d.classid = 'pg_catalog.pg_rewrite'::regclass and r.ev_class <> v.oid
), views as (
  select c.oid, c.relacl, c.relowner, max(v.depth) as depth,
    case c.relkind when 'm' then 'materialized view' else 'view' end as kind,
    c.oid::regclass::text as name,
    coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '') as options
  from dependants v join pg_catalog.pg_class c on c.oid = v.oid group by c.oid
)
select v.name, concat_ws(E';\n',
  format('create %s %s%s as %s', v.kind, v.name, v.options,
    rtrim(pg_get_viewdef(v.oid), ';')),
  (select string_agg(pg_get_indexdef(i.indexrelid), E';\n' order by i.indexrelid)
    from pg_catalog.pg_index i where i.indrelid = v.oid),
  (select string_agg(format('grant %s on %s to %s', a.privilege_type, v.name,
      case a.grantee when 0 then 'public' else a.grantee::regrole::text end)
      || case when a.is_grantable then ' with grant option' else '' end, E';\n')
    from aclexplode(v.relacl) a where a.grantee <> v.relowner),
  (select string_agg(case when d.objsubid = 0
      then format('comment on %s %s is %L', v.kind, v.name, d.description)
      else format('comment on column %s.%I is %L', v.name, a.attname, d.description) end,
      E';\n' order by d.objsubid)
    from pg_catalog.pg_description d
    left join pg_catalog.pg_attribute a on a.attrelid = v.oid and a.attnum = d.objsubid
    where d.objoid = v.oid and d.classoid = 'pg_catalog.pg_class'::regclass))
from views v order by v.depth, v.name
? id integer, day date, amount double precision
-- drop replaced "marts"."orders"
drop table if exists "marts"."orders" cascade;
-- rename "marts"."orders__dbt_tmp" to "marts"."orders"
alter table "marts"."orders__dbt_tmp" rename to "orders";
commit

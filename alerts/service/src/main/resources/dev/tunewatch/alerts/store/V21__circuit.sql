-- Endpoints whose last attempt failed; the others have no row.
create table circuit (
  endpoint      text primary key,
  failures      int not null,
  failing_since timestamptz not null,
  open_until    timestamptz,
  probing       boolean not null default false
);

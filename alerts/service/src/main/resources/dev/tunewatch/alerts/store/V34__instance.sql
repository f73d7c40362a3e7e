-- Which instances live. What one that has not been seen for a while had leased is free again: its
-- leases would last for a minute more.
create table instance (
  id      text primary key,
  seen_at timestamptz not null
);

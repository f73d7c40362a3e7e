-- Where each partition of a topic was read to; moved by compare-and-set in the transaction that
-- stores what was read.
create table consumed_position (
  topic       text   not null,
  partition   int    not null,
  next_offset bigint not null,
  primary key (topic, partition)
);

-- One row: its lock is held until commit, so numbers become visible in their order and a reader
-- that follows them never skips one.
create table feed_position (
  only_one      boolean primary key default true check (only_one),
  last_sequence bigint not null
);
insert into feed_position (last_sequence) values (0);

create table alert (
  id            text primary key,
  cluster_id    text not null unique,
  version       int not null,
  state         text not null,
  severity      text not null,
  search        text not null,
  backlog       boolean not null,
  tlp           text not null,
  sequence      bigint not null unique,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  body          jsonb not null
);
create index alert_severity on alert (severity, sequence desc);
create index alert_state on alert (state, sequence desc);

-- Every version as it was told, members cut: what feeds show and messages carry.
create table alert_version (
  sequence  bigint primary key,
  alert_id  text not null references alert (id) on delete cascade,
  version   int not null,
  told_at   timestamptz not null,
  body      jsonb not null,
  unique (alert_id, version)
);

-- A withdrawal waits for the word that the cluster only moved.
create table held_withdrawal (
  cluster_id text primary key,
  due_at     timestamptz not null,
  assessment bytea not null
);
create index held_withdrawal_due on held_withdrawal (due_at);

create table subscription (
  id               text primary key,
  name             text not null unique,
  channel          text not null,
  url              text not null,
  secret           text not null,
  severity_floor   text not null,
  mode             text not null,
  include_backlog  boolean not null,
  tlp              text not null,
  state            text not null,
  created_at       timestamptz not null
);

create table outbox (
  id              bigint generated always as identity primary key,
  subscription_id text not null references subscription (id) on delete cascade,
  alert_id        text not null,
  version         int not null,
  message_id      text not null unique,
  status          text not null default 'pending',
  accepted_at     timestamptz not null,
  due_at          timestamptz not null,
  attempts        int not null default 0,
  lease_owner     text,
  lease_until     timestamptz,
  finished_at     timestamptz,
  unique (subscription_id, alert_id, version),
  foreign key (alert_id, version) references alert_version (alert_id, version) on delete cascade
);
create index outbox_due on outbox (due_at, id) where status = 'pending';
create index outbox_order on outbox (subscription_id, alert_id, version) where status = 'pending';
create index outbox_told on outbox (alert_id);

create table delivery (
  id              bigint generated always as identity primary key,
  subscription_id text not null references subscription (id) on delete cascade,
  alert_id        text not null,
  version         int not null,
  message_id      text not null,
  attempt         int not null,
  outcome         text not null,
  reason          text,
  at              timestamptz not null,
  took_ms         bigint not null
);
create index delivery_at on delivery (at);

create table access_token (
  hash       bytea primary key,
  role       text not null,
  created_at timestamptz not null default now()
);

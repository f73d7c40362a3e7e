-- What people did with an alert, beside what its versions said.
alter table alert
  add column hub               text,
  add column evidence_stands   boolean not null default true,
  add column handling          text not null default 'open',
  add column assignee          text,
  add column snoozed_until     timestamptz,
  add column handling_revision int not null default 0;

update alert set
  hub = body ->> 'hub',
  evidence_stands = state not in ('withdrawn', 'superseded');

alter table alert alter column hub set not null;

create index alert_handling on alert (handling, sequence desc);
create index alert_hub on alert (hub, sequence desc);
create index alert_snoozed on alert (snoozed_until) where handling = 'snoozed';

create table alert_action (
  id            bigint generated always as identity primary key,
  alert_id      text not null references alert (id) on delete cascade,
  at            timestamptz not null,
  actor         text not null,
  action        text not null,
  from_status   text not null,
  to_status     text not null,
  assignee      text,
  snoozed_until timestamptz,
  revision      int not null,
  reason        text,
  note          text
);
create index alert_action_of on alert_action (alert_id, id desc);

-- The last word on each release and cluster, as on verdicts.v1.
create table verdict (
  key        text primary key,
  name       text not null unique,
  sequence   bigint not null unique,
  subject    text not null,
  subject_id text not null,
  kind       text not null,
  state      text not null,
  owner      text not null,
  alert_id   text,
  at         timestamptz not null,
  expires_at timestamptz,
  body       bytea not null
);
create index verdict_subject on verdict (subject_id) where state = 'active';
create index verdict_alert on verdict (alert_id) where state = 'active';
create index verdict_due on verdict (expires_at) where state = 'active';

-- Every record in its order, until it is on the topic. The row of verdict_position is locked until
-- commit, so that a reader that follows the numbers skips none.
create table verdict_record (
  sequence   bigint primary key,
  key        text not null,
  subject_id text not null,
  at         timestamptz not null,
  body       bytea not null
);
create table verdict_position (
  only_one      boolean primary key default true check (only_one),
  last_sequence bigint not null
);
insert into verdict_position (last_sequence) values (0);

-- Whether what an alert said was right, as somebody who looked at it says.
create table judgement (
  alert_id text not null references alert (id) on delete cascade,
  source   text not null,
  correct  boolean not null,
  signals  text[] not null,
  at       timestamptz not null,
  primary key (alert_id, source)
);
create index judgement_at on judgement (at);

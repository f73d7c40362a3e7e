-- What a subscription wants and when. Its endpoint is where failures are counted: subscriptions of
-- one target share it.
alter table subscription
  add column owner           text  not null default 'admin',
  add column filter          text  not null default '',
  add column hub             text  not null default '',
  add column pace            jsonb not null default '{"mode":"immediate","groupBy":[],"groupWindowSeconds":60,"timeZone":"UTC","digestAt":"08:00","quietHours":null,"quietExceptP1":false,"capPerHour":0}',
  add column cap_per_hour    int   not null default 0,
  add column endpoint        text  not null default '',
  add column disabled_reason text;
update subscription set endpoint = id;
update subscription set disabled_reason = 'gone' where state = 'disabled';
alter table subscription
  drop column mode,
  alter column owner drop default,
  alter column filter drop default,
  alter column hub drop default,
  alter column pace drop default,
  alter column cap_per_hour drop default,
  alter column endpoint drop default;
create index subscription_capped on subscription (id) where cap_per_hour > 0;
create index subscription_endpoint on subscription (endpoint);

create table silence (
  id              text primary key,
  filter          text not null,
  subscription_id text references subscription (id) on delete cascade,
  author          text not null,
  reason          text not null,
  created_at      timestamptz not null,
  expires_at      timestamptz not null
);
create index silence_expires on silence (expires_at);

-- Whoever keeps compiled filters looks here whether they are still the ones. By trigger, so that no
-- statement can forget it.
create table subscription_revision (
  only_one boolean primary key default true check (only_one),
  revision bigint not null
);
insert into subscription_revision (revision) values (1);
create function subscription_changed() returns trigger language plpgsql as $$
begin
  update subscription_revision set revision = revision + 1;
  return null;
end $$;
create trigger subscription_changed after insert or update or delete or truncate on subscription
  for each statement execute function subscription_changed();
create trigger silence_changed after insert or update or delete or truncate on silence
  for each statement execute function subscription_changed();

-- One message that carries several alerts, or none: a digest, a wave, a notice. It takes in more
-- until it is sealed by its first attempt; from then on every attempt has the same bytes.
create table bundle (
  id              bigint generated always as identity primary key,
  subscription_id text not null references subscription (id) on delete cascade,
  kind            text not null,
  group_key       text not null,
  message_id      text not null unique,
  notice          jsonb,
  status          text not null default 'pending',
  accepted_at     timestamptz not null,
  due_at          timestamptz not null,
  deferral        text,
  attempts        int not null default 0,
  lease_owner     text,
  lease_until     timestamptz,
  sealed_at       timestamptz,
  finished_at     timestamptz
);
create unique index bundle_open on bundle (subscription_id, kind, group_key)
  where status = 'pending' and sealed_at is null;
create index bundle_due on bundle (due_at, id) where status = 'pending';

alter table outbox
  add column bundle_id  bigint references bundle (id) on delete cascade,
  add column urgent     boolean not null default false,
  add column deferral   text,
  add column silence_id text;
create index outbox_bundle on outbox (bundle_id) where bundle_id is not null;
drop index outbox_due;
create index outbox_due on outbox (due_at, id) where status = 'pending' and bundle_id is null;

-- A message may be of several alerts, or of none.
alter table delivery
  alter column alert_id drop not null,
  alter column version  drop not null,
  add column kind text not null default 'alert',
  add column alerts int not null default 1;
alter table delivery
  alter column kind   drop default,
  alter column alerts drop default;
create index delivery_of on delivery (subscription_id, at);
create index delivery_message on delivery (message_id);
create index alert_version_told_at on alert_version (told_at);

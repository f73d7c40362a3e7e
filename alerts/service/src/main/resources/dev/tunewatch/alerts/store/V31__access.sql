-- Tokens have a name, a role, and what they may see.
alter table access_token
  add column id           text,
  add column name         text,
  add column hub          text,
  add column tlp          text not null default 'RED',
  add column feed_only    boolean not null default false,
  add column first_run    boolean not null default true,
  add column created_by   text not null default 'tunewatch',
  add column last_used_at timestamptz,
  add column revoked_at   timestamptz;

update access_token set
  id = 'tok_' || encode(substring(hash from 1 for 8), 'hex'),
  name = 'admin-' || encode(substring(hash from 1 for 4), 'hex');

alter table access_token
  alter column id set not null,
  alter column name set not null,
  alter column tlp drop default,
  alter column feed_only drop default,
  alter column first_run drop default,
  alter column created_by drop default,
  add constraint access_token_id unique (id);
create unique index access_token_name on access_token (name) where revoked_at is null;

-- Whose a subscription is: the id of the token that made it; null where it came from elsewhere.
alter table subscription add column owner_token text;
create index subscription_owner on subscription (owner_token);

-- Who changed what. An entry is there before the change and is completed after it: one that was
-- never completed belongs to a process that died in between.
create table audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  actor   text not null,
  action  text not null,
  object  text not null,
  outcome text not null,
  before  jsonb,
  after   jsonb
);
create index audit_actor on audit (actor, id desc);
create index audit_at on audit (at);

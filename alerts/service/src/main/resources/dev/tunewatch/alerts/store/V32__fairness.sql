-- What a hub's operator did with what he was told; the last word.
create table operator_answer (
  alert_id text primary key references alert (id) on delete cascade,
  hub      text not null,
  answer   text not null,
  note     text,
  actor    text not null,
  at       timestamptz not null
);
create index operator_answer_at on operator_answer (at);

-- What makers say of alerts on their releases. Text and contact go some time after the answer.
create table contest (
  id          bigint generated always as identity primary key,
  alert_id    text not null references alert (id) on delete cascade,
  at          timestamptz not null,
  status      text not null default 'open',
  text        text not null,
  contact     text,
  answer      text,
  answered_by text,
  answered_at timestamptz
);
create index contest_of on contest (alert_id, id desc);
create index contest_at on contest (at);
create index contest_answered on contest (answered_at) where text <> '';

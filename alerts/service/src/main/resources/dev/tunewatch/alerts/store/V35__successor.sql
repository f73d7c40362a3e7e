-- The alert in which the story of a superseded one goes on, while what people did with it has not
-- moved there yet.
alter table alert add column successor text;
create index alert_successor on alert (successor) where successor is not null;

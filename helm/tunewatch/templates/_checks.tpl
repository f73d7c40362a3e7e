{{- /* Combinations that the schema cannot refuse. Each sentence says what to set. */ -}}
{{- define "tunewatch.checks" -}}
{{- $names := list -}}
{{- range .Values.hubs -}}
{{- if has .name $names -}}
{{- fail (printf "hubs names %q twice; a second crawler of one hub only fences the first." .name) -}}
{{- end -}}
{{- $names = append $names .name -}}
{{- if and .pushSecret (ne .name "huggingface") -}}
{{- fail (printf "hubs gives %q a pushSecret, and only huggingface sends webhooks; leave it out." .name) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.networkPolicy.enabled (not .Values.networkPolicy.hubPorts) -}}
{{- fail "networkPolicy.hubPorts is empty, so no crawler could reach its hub; name at least one port." -}}
{{- end -}}
{{- if eq .Values.mode "services" -}}
{{- include "tunewatch.checks.services" . -}}
{{- else -}}
{{- include "tunewatch.checks.standalone" . -}}
{{- end -}}
{{- end -}}

{{- define "tunewatch.checks.services" -}}
{{- if not .Values.kafka.bootstrapServers -}}
{{- fail "mode services needs kafka.bootstrapServers, for example kafka.example.org:9092; mode standalone brings its own broker." -}}
{{- end -}}
{{- if not .Values.database.url -}}
{{- fail "mode services needs database.url, for example jdbc:postgresql://postgres.example.org/tunewatch; mode standalone brings its own PostgreSQL." -}}
{{- end -}}
{{- if regexMatch "(?i)([?&;](user|password)=|//[^/]*@)" .Values.database.url -}}
{{- fail "database.url holds credentials, and it is written to a ConfigMap; put them into a secret and name it in database.credentials.secretName." -}}
{{- end -}}
{{- if and .Values.networkPolicy.enabled .Values.alerts.smtp.host -}}
{{- $smtpPort := int (.Values.alerts.smtp.port | default (get (dict "starttls" 587 "tls" 465 "none" 25) .Values.alerts.smtp.security)) -}}
{{- $open := list -}}
{{- range .Values.networkPolicy.smtpPorts -}}
{{- $open = append $open (int .) -}}
{{- end -}}
{{- if not (has $smtpPort $open) -}}
{{- fail (printf "networkPolicy.smtpPorts lacks %d, the port of alerts.smtp; no mail could leave." $smtpPort) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.alerts.smtp.host (not .Values.alerts.smtp.from) -}}
{{- fail "alerts.smtp.host needs alerts.smtp.from, the address that messages come from." -}}
{{- end -}}
{{- if gt (mul .Values.streams.replicas .Values.streams.threads) (int64 .Values.kafka.partitions) -}}
{{- fail (printf "streams.replicas x streams.threads is %d, more than the %d of kafka.partitions; the threads beyond would idle." (mul .Values.streams.replicas .Values.streams.threads) (int .Values.kafka.partitions)) -}}
{{- end -}}
{{- end -}}

{{- define "tunewatch.checks.standalone" -}}
{{- if .Values.kafka.bootstrapServers -}}
{{- fail "mode standalone runs its own broker and does not read kafka.bootstrapServers; set mode: services to use that Kafka." -}}
{{- end -}}
{{- if .Values.database.url -}}
{{- fail "mode standalone runs its own PostgreSQL and does not read database.url; set mode: services to use that database." -}}
{{- end -}}
{{- $ways := list -}}
{{- range .Values.hubs -}}
{{- $ways = append $ways (list (default "" .since) (default "" .pollInterval) (default false .backfill)) | uniq -}}
{{- if or .ggufHeader .redactionKey -}}
{{- fail "ggufHeader and redactionKey of hubs are read in mode services only; leave them out in mode standalone, which makes its own key." -}}
{{- end -}}
{{- if and .token (gt (len $.Values.hubs) 1) -}}
{{- fail "mode standalone sends its token to one hub; name one hub, or set mode: services." -}}
{{- end -}}
{{- end -}}
{{- if gt (len $ways) 1 -}}
{{- fail "mode standalone has one since, one pollInterval and one backfill for all hubs; give each of hubs the same, or set mode: services." -}}
{{- end -}}
{{- if .Values.alerts.backlogAge -}}
{{- fail "alerts.backlogAge is read in mode services only; leave it out in mode standalone." -}}
{{- end -}}
{{- if .Values.alerts.consoleAddress -}}
{{- fail "alerts.consoleAddress is read in mode services only; leave it out in mode standalone." -}}
{{- end -}}
{{- if .Values.alerts.disableAfter -}}
{{- fail "alerts.disableAfter is read in mode services only; leave it out in mode standalone." -}}
{{- end -}}
{{- if .Values.alerts.operatorSubscription -}}
{{- fail "alerts.operatorSubscription is read in mode services only; leave it out in mode standalone." -}}
{{- end -}}
{{- if .Values.streams.restrictedTerms.secretName -}}
{{- fail "streams.restrictedTerms is read in mode services only; leave it out in mode standalone." -}}
{{- end -}}
{{- if .Values.alerts.smtp.host -}}
{{- fail "alerts.smtp is read in mode services only; leave it out in mode standalone." -}}
{{- end -}}
{{- end -}}

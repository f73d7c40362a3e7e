{{- /* The YAML that `tunewatch ingest|streams|alerts --config FILE` reads; a key left out takes the service's default. */ -}}
{{- define "tunewatch.config.shared" -}}
kafka:
  bootstrapServers: {{ .Values.kafka.bootstrapServers | quote }}
  prefix: {{ .Values.kafka.prefix | quote }}
  partitions: {{ .Values.kafka.partitions }}
  replication: {{ .Values.kafka.replication }}
  {{- if .Values.kafka.clientProperties.secretName }}
  clientPropertiesFile: /etc/tunewatch/kafka/client.properties
  {{- end }}
http:
  host: "0.0.0.0"
  port: {{ .Values.http.port }}
{{- end -}}

{{- define "tunewatch.config.ingest" -}}
{{ include "tunewatch.config.shared" .root }}
hub:
  name: {{ .hub.name | quote }}
  {{- with .hub.baseUrl }}
  baseUrl: {{ . | quote }}
  {{- end }}
  {{- with .hub.since }}
  since: {{ . | quote }}
  {{- end }}
  {{- with .hub.pollInterval }}
  pollInterval: {{ . | quote }}
  {{- end }}
  {{- if .hub.backfill }}
  backfill: true
  {{- end }}
  {{- if .hub.ggufHeader }}
  ggufHeader: true
  {{- end }}
  {{- if .hub.pushSecret }}
  pushSecretFile: /etc/tunewatch/push/{{ .hub.name }}/secret
  {{- end }}
  {{- if .hub.redactionKey }}
  redactionKeyFile: /etc/tunewatch/redaction/{{ .hub.name }}/key
  {{- end }}
  {{- if .hub.token }}
  tokenFile: /etc/tunewatch/hub/{{ .hub.name }}/token
  {{- end }}
{{- with .root.Values.canaryEvery }}
canary:
  every: {{ . | quote }}
{{- end }}
{{- end -}}

{{- define "tunewatch.config.streams" -}}
{{ include "tunewatch.config.shared" . }}
stateDirectory: /var/lib/tunewatch
profile: {{ .Values.streams.profile }}
threads: {{ .Values.streams.threads }}
{{- if .Values.streams.restrictedTerms.secretName }}
restrictedTermsFile: /etc/tunewatch/restricted/terms.yaml
{{- end }}
{{- end -}}

{{- define "tunewatch.config.alerts" -}}
{{ include "tunewatch.config.shared" . }}
database:
  url: {{ .Values.database.url | quote }}
  {{- if .Values.database.credentials.secretName }}
  usernameFile: /etc/tunewatch/database/username
  passwordFile: /etc/tunewatch/database/password
  {{- end }}
{{- if .Values.alerts.adminToken.secretName }}
adminTokenFile: /etc/tunewatch/admin/token
{{- end }}
publicView: {{ .Values.alerts.publicView }}
{{- if not .Values.alerts.openMetrics }}
openMetrics: false
{{- end }}
allowLocalTargets: {{ .Values.alerts.allowLocalTargets }}
{{- with .Values.alerts.backlogAge }}
backlogAge: {{ . | quote }}
{{- end }}
{{- with .Values.alerts.consoleAddress }}
consoleAddress: {{ . | quote }}
{{- end }}
{{- with .Values.alerts.disableAfter }}
disableAfter: {{ . | quote }}
{{- end }}
{{- with .Values.alerts.operatorSubscription }}
operatorSubscription: {{ . | quote }}
{{- end }}
{{- with .Values.alerts.smtp }}
{{- if .host }}
smtp:
  host: {{ .host | quote }}
  {{- with .port }}
  port: {{ . }}
  {{- end }}
  security: {{ .security }}
  from: {{ .from | quote }}
  {{- if .credentials.secretName }}
  usernameFile: /etc/tunewatch/smtp/username
  passwordFile: /etc/tunewatch/smtp/password
  {{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "tunewatch.configmap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "tunewatch.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .component }}
data:
  tunewatch.yaml: |
    {{- .config | nindent 4 }}
  # The same without the service's own keys, which other commands refuse.
  kafka.yaml: |
    {{- include "tunewatch.config.shared" .root | nindent 4 }}
{{- end -}}

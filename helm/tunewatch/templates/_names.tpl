{{- define "tunewatch.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 35 | trimSuffix "-" -}}
{{- end -}}

{{- /* 35 characters leave room for "-ingest-<hub>" within the 63 of a label. */ -}}
{{- define "tunewatch.fullname" -}}
{{- $name := include "tunewatch.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 35 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 35 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 35 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "tunewatch.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "tunewatch.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "tunewatch.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{- /* Selectors never change over the life of a release, so no version stands here. */ -}}
{{- define "tunewatch.selector" -}}
app.kubernetes.io/name: {{ include "tunewatch.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "tunewatch.labels" -}}
{{ include "tunewatch.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: tunewatch
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- /* The component that serves console, API and feeds. */ -}}
{{- define "tunewatch.front" -}}
{{- eq .Values.mode "services" | ternary "alerts" "standalone" -}}
{{- end -}}

{{- /*
The pod of every component. Takes: root, component, args (list), port settings from values, workload (its block of
values), and optional config (rendered YAML), configMap (its name), secrets (list of mounts: name, path, items), data
("claim" or "emptyDir", absent for none), extraLabels.
*/ -}}
{{- define "tunewatch.pod" -}}
metadata:
  labels:
    {{- include "tunewatch.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .component }}
    {{- with .extraLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    {{- if .config }}
    checksum/config: {{ .config | sha256sum }}
    {{- end }}
    {{- with .root.Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    kubectl.kubernetes.io/default-container: tunewatch
spec:
  serviceAccountName: {{ include "tunewatch.serviceAccountName" .root }}
  automountServiceAccountToken: false
  # Not taste: the variables of a Service named tunewatch would be read, and refused, as settings.
  enableServiceLinks: false
  terminationGracePeriodSeconds: 30
  securityContext:
    runAsNonRoot: true
    {{- with .root.Values.security }}
    {{- if .runAsUser }}
    runAsUser: {{ .runAsUser }}
    {{- end }}
    {{- if .runAsGroup }}
    runAsGroup: {{ .runAsGroup }}
    {{- end }}
    {{- if .fsGroup }}
    fsGroup: {{ .fsGroup }}
    {{- end }}
    {{- end }}
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  {{- with .root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- if and .config .root.Values.kafka.applyTopics }}
  initContainers:
    {{- include "tunewatch.topics" . | nindent 4 }}
  {{- end }}
  containers:
    - name: tunewatch
      image: {{ include "tunewatch.image" .root | quote }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      args:
        {{- toYaml .args | nindent 8 }}
      {{- with .root.Values.javaOptions }}
      env:
        - name: JAVA_TOOL_OPTIONS
          value: {{ . | quote }}
      {{- end }}
      ports:
        - name: http
          containerPort: {{ .root.Values.http.port }}
          protocol: TCP
      securityContext:
        {{- include "tunewatch.containerSecurity" . | nindent 8 }}
      startupProbe:
        httpGet:
          path: /health/live
          port: http
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet:
          path: /health/live
          port: http
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 3
      readinessProbe:
        httpGet:
          path: /health/ready
          port: http
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 3
      {{- with .workload.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        {{- if .data }}
        - name: data
          mountPath: /var/lib/tunewatch
        {{- end }}
        {{- if .config }}
        - name: config
          mountPath: /etc/tunewatch/config
          readOnly: true
        {{- end }}
        {{- range .secrets }}
        - name: {{ .name }}
          mountPath: {{ .path }}
          readOnly: true
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- if eq (default "" .data) "emptyDir" }}
    - name: data
      emptyDir: {}
    {{- end }}
    {{- if .config }}
    - name: config
      configMap:
        name: {{ .configMap }}
    {{- end }}
    {{- range .secrets }}
    - name: {{ .name }}
      secret:
        secretName: {{ .secretName }}
        # 0440: the files belong to root and to fsGroup.
        defaultMode: 288
        items:
          {{- range $key, $file := .items }}
          - key: {{ $key }}
            path: {{ $file }}
          {{- end }}
    {{- end }}
  {{- with .workload.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .workload.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "tunewatch.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop:
    - ALL
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- /* No service creates topics; this does before it starts, and it changes and deletes none. */ -}}
{{- define "tunewatch.topics" -}}
- name: topics
  image: {{ include "tunewatch.image" .root | quote }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  args:
    - topics
    - apply
    - --config
    - /etc/tunewatch/config/kafka.yaml
  securityContext:
    {{- include "tunewatch.containerSecurity" . | nindent 4 }}
  {{- with .workload.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  volumeMounts:
    - name: tmp
      mountPath: /tmp
    - name: config
      mountPath: /etc/tunewatch/config
      readOnly: true
    {{- range .secrets }}
    {{- if eq .name "kafka" }}
    - name: kafka
      mountPath: {{ .path }}
      readOnly: true
    {{- end }}
    {{- end }}
{{- end -}}

{{- define "tunewatch.claim" -}}
- apiVersion: v1
  kind: PersistentVolumeClaim
  metadata:
    name: data
  spec:
    accessModes:
      - ReadWriteOnce
    {{- with .storageClass }}
    storageClassName: {{ . | quote }}
    {{- end }}
    resources:
      requests:
        storage: {{ .size }}
{{- end -}}

{{- /* Mounts of secrets as a JSON list, because a template can only return text. Takes root and optional hubs, database, admin, smtp, restricted. */ -}}
{{- define "tunewatch.secrets" -}}
{{- $values := .root.Values -}}
{{- $mounts := list -}}
{{- if and .kafka $values.kafka.clientProperties.secretName -}}
{{- $mounts = append $mounts (dict "name" "kafka" "path" "/etc/tunewatch/kafka" "secretName" $values.kafka.clientProperties.secretName "items" (dict $values.kafka.clientProperties.key "client.properties")) -}}
{{- end -}}
{{- if and .database $values.database.credentials.secretName -}}
{{- $mounts = append $mounts (dict "name" "database" "path" "/etc/tunewatch/database" "secretName" $values.database.credentials.secretName "items" (dict $values.database.credentials.usernameKey "username" $values.database.credentials.passwordKey "password")) -}}
{{- end -}}
{{- if and .admin $values.alerts.adminToken.secretName -}}
{{- $mounts = append $mounts (dict "name" "admin" "path" "/etc/tunewatch/admin" "secretName" $values.alerts.adminToken.secretName "items" (dict $values.alerts.adminToken.key "token")) -}}
{{- end -}}
{{- if and .smtp $values.alerts.smtp.host $values.alerts.smtp.credentials.secretName -}}
{{- $mounts = append $mounts (dict "name" "smtp" "path" "/etc/tunewatch/smtp" "secretName" $values.alerts.smtp.credentials.secretName "items" (dict $values.alerts.smtp.credentials.usernameKey "username" $values.alerts.smtp.credentials.passwordKey "password")) -}}
{{- end -}}
{{- if and .restricted $values.streams.restrictedTerms.secretName -}}
{{- $mounts = append $mounts (dict "name" "restricted" "path" "/etc/tunewatch/restricted" "secretName" $values.streams.restrictedTerms.secretName "items" (dict $values.streams.restrictedTerms.key "terms.yaml")) -}}
{{- end -}}
{{- range .hubs -}}
{{- if .token -}}
{{- $mounts = append $mounts (dict "name" (printf "hub-%s" .name) "path" (printf "/etc/tunewatch/hub/%s" .name) "secretName" .token.secretName "items" (dict .token.key "token")) -}}
{{- end -}}
{{- if .pushSecret -}}
{{- $mounts = append $mounts (dict "name" (printf "push-%s" .name) "path" (printf "/etc/tunewatch/push/%s" .name) "secretName" .pushSecret.secretName "items" (dict .pushSecret.key "secret")) -}}
{{- end -}}
{{- if .redactionKey -}}
{{- $mounts = append $mounts (dict "name" (printf "redaction-%s" .name) "path" (printf "/etc/tunewatch/redaction/%s" .name) "secretName" .redactionKey.secretName "items" (dict .redactionKey.key "key")) -}}
{{- end -}}
{{- end -}}
{{- toJson $mounts -}}
{{- end -}}

/** Prometheus Alertmanager, API v2: an alert fires there while it stands here. */
@NullMarked
package dev.tunewatch.alerts.notify.alertmanager;

import org.jspecify.annotations.NullMarked;

/** E-mail: text and HTML in one message, one thread for each alert. */
@NullMarked
package dev.tunewatch.alerts.notify.email;

import org.jspecify.annotations.NullMarked;

package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.access.SubscriptionOwners;
import dev.tunewatch.alerts.access.Tokens;
import dev.tunewatch.alerts.audit.AuditLog;
import dev.tunewatch.alerts.operator.Answers;
import dev.tunewatch.alerts.operator.Contests;
import dev.tunewatch.alerts.operator.Erasures;
import dev.tunewatch.alerts.operator.PrecisionWatch;
import dev.tunewatch.alerts.verdict.Rulings;
import dev.tunewatch.alerts.verdict.Triage;
import dev.tunewatch.alerts.verdict.VerdictBook;

/** What people do here, as the interface needs it. */
public record People(
    Tokens tokens,
    SubscriptionOwners owners,
    AuditLog audit,
    Triage triage,
    Rulings rulings,
    VerdictBook verdicts,
    Answers answers,
    Contests contests,
    PrecisionWatch precision,
    Erasures erasures) {}

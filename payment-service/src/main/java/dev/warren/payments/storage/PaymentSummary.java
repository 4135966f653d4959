package dev.warren.payments.storage;

import dev.warren.payments.PaymentStatus;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;

/**
 * A payment as people read it.
 *
 * @param reason of a payment that was declined ({@code DECLINED_BY_PROVIDER}, {@code ORDER_CANCELLED}) or needs somebody
 *     ({@code REFUND_REFUSED}, {@code CAPTURE_UNKNOWN}, {@code REFUND_UNKNOWN}); otherwise null
 * @param providerReference what the provider calls the refund or, without one, the capture; null without either
 * @param updatedAt when it entered its status
 */
@Introspected
public record PaymentSummary(
        UUID id,
        UUID orderId,
        UUID userId,
        Money amount,
        PaymentStatus status,
        @Nullable String reason,
        @Nullable String providerReference,
        Instant requestedAt,
        Instant updatedAt) {

    /** Everything else about a payment follows from its status, and it enters none twice at the same time. */
    public String version() {
        return status + "-" + updatedAt.toEpochMilli();
    }
}

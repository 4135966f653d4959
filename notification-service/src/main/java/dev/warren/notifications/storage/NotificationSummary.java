package dev.warren.notifications.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.events.Channel;
import dev.warren.events.Template;
import dev.warren.notifications.NotificationStatus;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A notification as people read it: no name, no address.
 *
 * @param reason why it failed; otherwise null
 * @param sentAt null unless it was sent
 * @param updatedAt when it entered its status
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record NotificationSummary(
        UUID id,
        UUID orderId,
        UUID userId,
        Channel channel,
        Template template,
        NotificationStatus status,
        @Nullable String reason,
        @Nullable Instant sentAt,
        Instant updatedAt) {}

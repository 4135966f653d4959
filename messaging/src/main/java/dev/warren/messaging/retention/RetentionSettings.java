package dev.warren.messaging.retention;

import dev.warren.messaging.Settings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long the runtime's own rows are kept, and how they are cleaned; under {@code messaging.retention}.
 *
 * @param inbox ids of handled messages, 8 d to 3650 d: longer than the week for which the journal can say a message again. An older
 *     duplicate meets only the business's own guards
 * @param suspects attempts at messages that came back again and again, 1 d to 3650 d
 * @param deadLetters dead letters that were handled or discarded, 1 d to 3650 d from their last failure; parked ones stay
 * @param audit what people did about dead letters, and redrives of many, 1 d to 3650 d
 * @param interval pause between two rounds, 1 s to 1 d
 * @param batchSize the most rows cleaned in one transaction, 100 to 100,000
 */
@ConfigurationProperties("messaging.retention")
public record RetentionSettings(
        @Bindable(defaultValue = "30d") Duration inbox,
        @Bindable(defaultValue = "30d") Duration suspects,
        @Bindable(defaultValue = "90d") Duration deadLetters,
        @Bindable(defaultValue = "365d") Duration audit,
        @Bindable(defaultValue = "1m") Duration interval,
        @Bindable(defaultValue = "5000") int batchSize) {

    /** Seven days of journal, and one for clocks and for messages under way. */
    private static final Duration JOURNAL_AND_A_DAY = Duration.ofDays(8);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TEN_YEARS = Duration.ofDays(3650);

    public RetentionSettings {
        Settings.between("messaging.retention.inbox", inbox, JOURNAL_AND_A_DAY, TEN_YEARS);
        Settings.between("messaging.retention.suspects", suspects, DAY, TEN_YEARS);
        Settings.between("messaging.retention.dead-letters", deadLetters, DAY, TEN_YEARS);
        Settings.between("messaging.retention.audit", audit, DAY, TEN_YEARS);
        Settings.between("messaging.retention.interval", interval, Duration.ofSeconds(1), DAY);
        Settings.between("messaging.retention.batch-size", batchSize, 100, 100_000);
    }
}

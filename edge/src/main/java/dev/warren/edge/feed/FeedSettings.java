package dev.warren.edge.feed;

import dev.warren.messaging.Settings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the live feed is read, under {@code edge.feed}.
 *
 * @param readers readers at once of one instance, 1 to 100,000; whoever comes then is answered 503
 * @param readersEach readers at once of one caller of a secured service, 1 to 100,000; whoever comes then is answered 429
 * @param memory bytes of the latest events that are kept for all readers together, 64 kB to 1 GB; whoever is further behind is cut off
 * @param heartbeat the longest silence on a connection
 * @param patience how long a reader may take nothing while something waits for it, before it is cut off
 * @param lifetime how long a connection lasts; its reader comes back, and one that has left behind a proxy that does not tell is let go
 * @param linger how long the journal is read on when the last reader has left
 */
@ConfigurationProperties("edge.feed")
public record FeedSettings(
        @Bindable(defaultValue = "2000") int readers,
        @Bindable(defaultValue = "20") int readersEach,
        @Bindable(defaultValue = "8388608") int memory,
        @Bindable(defaultValue = "15s") Duration heartbeat,
        @Bindable(defaultValue = "30s") Duration patience,
        @Bindable(defaultValue = "15m") Duration lifetime,
        @Bindable(defaultValue = "60s") Duration linger) {

    public FeedSettings {
        Settings.between("edge.feed.readers", readers, 1, 100_000);
        Settings.between("edge.feed.readers-each", readersEach, 1, 100_000);
        Settings.between("edge.feed.memory", memory, 1 << 16, 1 << 30);
        Settings.between("edge.feed.heartbeat", heartbeat, Duration.ofMillis(100), Duration.ofMinutes(4));
        Settings.between("edge.feed.patience", patience, Duration.ofMillis(100), Duration.ofHours(1));
        Settings.between("edge.feed.lifetime", lifetime, Duration.ofSeconds(1), Duration.ofDays(1));
        Settings.between("edge.feed.linger", linger, Duration.ZERO, Duration.ofDays(1));
    }
}

package dev.warren.orders.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.local.EventSource;
import dev.warren.local.EventSource.Event;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A client that reads the feed as browsers do, and notes what it is given. */
public final class FeedClient implements EventSource.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public final List<Event> events = new CopyOnWriteArrayList<>();
    final List<String> interruptions = new CopyOnWriteArrayList<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final EventSource source;

    private FeedClient(URI feed, String token, String lastId) {
        source = new EventSource(
                        HTTP,
                        feed,
                        request -> {
                            if (token != null) {
                                request.header("Authorization", "Bearer " + token);
                            }
                        },
                        this)
                .open(lastId);
    }

    /** Returns as soon as the feed has answered: what is said from now on is given. */
    public static FeedClient of(URI service, String query) throws InterruptedException {
        return of(service, query, null, null);
    }

    public static FeedClient of(URI service, String query, String token, String lastId) throws InterruptedException {
        var client = new FeedClient(URI.create(service + "/events" + query), token, lastId);
        client.opened.await();
        return client;
    }

    @Override
    public void opened() {
        opened.countDown();
    }

    @Override
    public void event(Event event) {
        events.add(event);
    }

    @Override
    public void interrupted(String why) {
        interruptions.add(why);
    }

    String lastId() {
        return source.lastId();
    }

    public EventSource source() {
        return source;
    }

    /** The ids of the CloudEvents, without what the feed says of itself. */
    List<String> ids() {
        return events.stream()
                .filter(event -> event.type().contains("."))
                .map(event -> event.id().substring(event.id().indexOf('-') + 1))
                .toList();
    }

    public List<String> types() {
        return events.stream().map(Event::type).toList();
    }

    /** All data. */
    public String text() {
        return String.join("\n", events.stream().map(Event::data).toList());
    }

    void awaitIds(List<String> expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ids()).containsExactlyElementsOf(expected));
    }

    @Override
    public void close() {
        source.close();
    }
}

package dev.warren.system.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.system.check.Call.Cancel;
import dev.warren.system.check.Call.Fail;
import dev.warren.system.check.Call.Look;
import dev.warren.system.check.Call.Ok;
import dev.warren.system.check.Call.Place;
import dev.warren.system.check.Call.Unknown;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientHistoryTest {

    private final UUID id = UUID.randomUUID();

    @TempDir
    private Path folder;

    @Test
    void what_was_asked_and_answered_is_read_back_in_the_order_of_asking() throws Exception {
        var file = folder.resolve("history.jsonl");
        try (var history = ClientHistory.create(file)) {
            long place = history.invoke("one", new Place(id, "key", new Amount(1250, "EUR")));
            long cancel = history.invoke("two", new Cancel(id));
            long look = history.invoke("one", new Look(id));
            history.invoke("two", new Place(id, null, new Amount(1, "EUR")));
            history.unknown(look, "reset");
            history.fail(cancel, 404);
            history.ok(place, id, "PLACED", false);
        }
        assertThat(ClientHistory.read(file))
                .satisfiesExactly(
                        call -> {
                            assertThat(call.client()).isEqualTo("one");
                            assertThat(call.request()).isEqualTo(new Place(id, "key", new Amount(1250, "EUR")));
                            assertThat(call.outcome()).isInstanceOfSatisfying(Ok.class, ok -> {
                                assertThat(ok.orderId()).isEqualTo(id);
                                assertThat(ok.status()).isEqualTo("PLACED");
                                assertThat(ok.at()).isAfterOrEqualTo(call.askedAt());
                            });
                        },
                        call -> assertThat(call.outcome())
                                .isInstanceOfSatisfying(
                                        Fail.class,
                                        it -> assertThat(it.status()).isEqualTo(404)),
                        call -> assertThat(call.outcome()).isEqualTo(new Unknown("reset")),
                        call -> assertThat(call.outcome()).isEqualTo(new Unknown("no answer was written down")));
    }

    @Test
    void clients_that_write_at_once_do_not_disturb_each_other() throws Exception {
        var file = folder.resolve("history.jsonl");
        try (var history = ClientHistory.create(file);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < 16; client++) {
                String name = "client " + client;
                threads.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        history.fail(history.invoke(name, new Look(id)), 404);
                    }
                });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ClientHistory.read(file))
                .hasSize(1600)
                .allSatisfy(call -> assertThat(call.outcome()).isInstanceOf(Fail.class));
    }
}

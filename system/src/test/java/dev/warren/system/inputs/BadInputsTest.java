package dev.warren.system.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.system.inputs.BadMessages.BadMessage;
import dev.warren.system.inputs.BadRequests.BadRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That the inputs are what they are taken for. */
class BadInputsTest {

    private static final int MANY = 5_000;

    private final Corpora corpora = Corpora.read();
    private final List<BadRequest> requests = new BadRequests(corpora, 1).take(MANY);
    private final List<BadMessage> messages = new BadMessages(corpora, 1).take(MANY);

    @Test
    void the_corpora_are_whole() {
        assertThat(corpora.documents()).hasSize(318);
        assertThat(corpora.documents())
                .filteredOn(it -> it.name().startsWith("n_"))
                .hasSize(188);
        assertThat(corpora.documents())
                .filteredOn(it -> it.name().startsWith("y_"))
                .hasSize(95);
        assertThat(corpora.strings()).hasSize(515);
    }

    @Test
    void a_seed_gives_the_same_inputs_again_and_another_seed_gives_others() {
        assertThat(bodies(new BadRequests(corpora, 1).take(MANY), BadRequest::body))
                .isEqualTo(bodies(requests, BadRequest::body));
        assertThat(bodies(new BadMessages(corpora, 1).take(MANY), BadMessage::body))
                .isEqualTo(bodies(messages, BadMessage::body));
        assertThat(bodies(new BadMessages(corpora, 2).take(MANY), BadMessage::body))
                .isNotEqualTo(bodies(messages, BadMessage::body));
    }

    @Test
    void every_path_that_changes_something_and_every_queue_is_tried() {
        assertThat(values(requests, it -> it.path().replaceFirst("(orders|dead-letters)/.*", "$1/…")))
                .contains("/users", "/orders", "/orders/…", "/dead-letters/…", "/simulated-provider");
        assertThat(values(messages, BadMessage::queue)).hasSize(4);
    }

    @Test
    void every_document_and_every_string_is_sent_whole() {
        var sent = new HashSet<>(bodies(messages, BadMessage::body));

        assertThat(corpora.documents()).allMatch(it -> sent.contains(Arrays.hashCode(it.bytes())));
        assertThat(values(requests, BadRequest::what)).containsAll(corpora.strings());
    }

    @Test
    void hardly_any_two_inputs_are_the_same() {
        assertThat(values(requests, it -> it.method() + it.path() + it.contentType() + Arrays.hashCode(it.body()))
                        .size())
                .isGreaterThan(MANY * 8 / 10);
        assertThat(values(messages, it -> it.queue() + it.properties() + Arrays.hashCode(it.body()))
                        .size())
                .isGreaterThan(MANY * 9 / 10);
    }

    private static <T> List<Integer> bodies(Collection<T> inputs, Function<T, byte[]> body) {
        return inputs.stream().map(body).map(Arrays::hashCode).toList();
    }

    private static <T> Set<String> values(Collection<T> inputs, Function<T, String> value) {
        return inputs.stream().map(value).collect(Collectors.toSet());
    }
}

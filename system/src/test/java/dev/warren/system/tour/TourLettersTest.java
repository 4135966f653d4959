package dev.warren.system.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.system.load.Edge;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TourLettersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void foreign_dead_letters_of_the_same_type_are_none_of_the_tours() {
        var letters = new TourLetters(new Edge(URI.create("http://nowhere.example")), Set.of("mine", "mine, too"));

        var own = letters.own(
                List.of(letter("foreign", "PARKED"), letter("mine", "PARKED"), letter("another foreign", "HANDLED")));

        assertThat(own).extracting(it -> it.get("messageId").asText()).containsExactly("mine");
    }

    @Test
    void the_first_that_fails_again_is_told_and_the_rest_stays_where_it_is() {
        Redriven redriven = Redriven.none(3).and(List.of(letter("canary", "PARKED")));

        assertThat(redriven.inWords())
                .isEqualTo("1 of 3 sent, 0 handled: dead letter id of canary failed again: as always");
        assertThat(redriven.isDone()).isFalse();
    }

    @Test
    void it_is_done_when_all_are_handled_and_not_before() {
        Redriven canary = Redriven.none(3).and(List.of(letter("canary", "HANDLED")));
        Redriven all = canary.and(List.of(letter("second", "HANDLED"), letter("third", "HANDLED")));

        assertThat(canary.isDone()).isFalse();
        assertThat(all.isDone()).isTrue();
        assertThat(all.inWords()).isEqualTo("3 of 3 sent, 3 handled");
    }

    @Test
    void an_amount_that_is_a_number_becomes_text_and_whatever_else_is_wrong_stays() throws IOException {
        assertThat(TourLetters.mended("{\"total\":{\"amount\":12.5,\"currency\":\"EUR\"}}"))
                .contains("{\"total\":{\"amount\":\"12.50\",\"currency\":\"EUR\"}}");
        assertThat(TourLetters.mended("{\"total\":{\"amount\":\"12.50\"}}")).isEmpty();
        assertThat(TourLetters.mended("{\"total\":7}")).isEmpty();
    }

    private static JsonNode letter(String messageId, String status) {
        return JSON.valueToTree(
                Map.of("id", "id of " + messageId, "messageId", messageId, "status", status, "reason", "as always"));
    }
}

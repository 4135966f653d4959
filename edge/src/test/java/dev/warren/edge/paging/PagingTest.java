package dev.warren.edge.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.edge.testing.Caller;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
class PagingTest {

    @Inject
    Caller caller;

    @Test
    void a_page_has_50_items_unless_asked_otherwise() {
        assertThat(caller.get("/parcels").json().path("items")).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 119, 120, 121, 200})
    void pages_follow_each_other_without_gap_or_overlap(int limit) {
        List<Long> ids = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = caller.get("/parcels?limit=" + limit + next).json();
            page.path("items")
                    .forEach(item ->
                            ids.add(Long.parseLong(item.path("id").asText().substring(24), 16)));
            assertThat(page.has("nextCursor")).isTrue();
            next = page.path("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.path("nextCursor").asText();
        }

        assertThat(ids)
                .isEqualTo(
                        LongStream.rangeClosed(1, 120).map(i -> 121 - i).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "1000", "abc", "1.5", "", "99999999999", "1e2", "%201"})
    void a_limit_out_of_bounds_is_invalid(String limit) {
        JsonNode problem = caller.get("/parcels?limit=" + limit).problem(400, "INVALID_LIMIT");

        assertThat(problem.path("field").asText()).isEqualTo("limit");
        assertThat(problem.path("detail").asText()).startsWith("limit must be a whole number between 1 and 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "AAAAAAAAAAAAAAAAAAAAAA%3D%3D", "AAAAAAAAAAAAAAAAAAAAAB", "%00", "AAAA"})
    void a_cursor_that_is_none_of_ours_is_invalid(String cursor) {
        JsonNode problem = caller.get("/parcels?cursor=" + cursor).problem(400, "INVALID_CURSOR");

        assertThat(problem.path("field").asText()).isEqualTo("cursor");
    }
}

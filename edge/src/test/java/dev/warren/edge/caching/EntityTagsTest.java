package dev.warren.edge.caching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.edge.problem.ProblemException;
import io.micronaut.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 8.8.3 and 13.1. */
class EntityTagsTest {

    private static EntityTags of(String... values) {
        var request = HttpRequest.GET("/");
        for (String value : values) {
            request.header("If-Match", value);
        }
        return EntityTags.of(request, "If-Match").orElseThrow();
    }

    @Test
    void without_the_header_there_is_no_condition() {
        assertThat(EntityTags.of(HttpRequest.GET("/"), "If-Match")).isEmpty();
    }

    @Test
    void a_star_is_any_version() {
        assertThat(of("*").has(EntityTags.tag("7"))).isTrue();
    }

    @Test
    void several_tags_may_be_given_in_one_header_or_in_several() {
        assertThat(of("\"1\" , \"2\"", "\"a,b\"").tags()).containsExactlyInAnyOrder("\"1\"", "\"2\"", "\"a,b\"");
        assertThat(of("\"1\",\"2\"").has(EntityTags.tag("2"))).isTrue();
        assertThat(of("\"1\",\"2\"").has(EntityTags.tag("3"))).isFalse();
    }

    @Test
    void a_weak_tag_is_like_the_version_but_does_not_equal_it() {
        assertThat(of("W/\"1\"").has(EntityTags.tag("1"))).isFalse();
        assertThat(of("W/\"1\"").hasLike(EntityTags.tag("1"))).isTrue();
        assertThat(of("W/\"1\"").hasLike(EntityTags.tag("2"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "\"1", "1\"", "\"1\" \"2\"", "\"1\",", ",\"1\"", "w/\"1\"", "*,\"1\"", "\"a b\""})
    void what_is_no_list_of_tags_is_refused(String value) {
        assertThatThrownBy(() -> of(value)).isInstanceOf(ProblemException.class);
    }
}

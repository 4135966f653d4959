package dev.warren.edge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/** What came back. */
public record Answer(HttpResponse<String> response) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public int status() {
        return response.statusCode();
    }

    public String text() {
        return response.body();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(text());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text(), e);
        }
    }

    /** Checks what is true of every problem. */
    public JsonNode problem(int status, String code) {
        assertThat(status()).as(text()).isEqualTo(status);
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("type").asText()).isEqualTo("about:blank");
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).as(text()).isEqualTo(code);
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("instance").asText())
                .isEqualTo(response.request().uri().getRawPath());
        assertThat(text())
                .doesNotContainPattern("Exception|dev\\.warren|java\\.|jakarta|jackson|micronaut|\\bat [a-z]+\\.|`");
        return problem;
    }
}

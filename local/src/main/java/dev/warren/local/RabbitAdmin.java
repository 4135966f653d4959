package dev.warren.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The administrator's view of one broker, through its management API. Every method blocks for one round trip, at most ten
 * seconds ({@link #importDefinitions}: a minute), and throws {@link RabbitAdminException} when the broker refuses or is not
 * reached. Thread-safe.
 */
public final class RabbitAdmin {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final URI uri;
    private final String user;
    private final String password;

    /** @param uri the management API without credentials and without {@code /api}, such as http://127.0.0.1:15672 */
    public RabbitAdmin(URI uri, String user, String password) {
        this.uri = uri;
        this.user = user;
        this.password = password;
    }

    /**
     * @param uri the management API with its credentials: http://user:password@host:15672
     * @throws LocalException {@code BROKER_ADMIN_URI} when it names no user and password
     */
    public static RabbitAdmin of(URI uri) {
        String[] credentials = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        if (credentials.length != 2 || uri.getHost() == null) {
            throw new LocalException(
                    "BROKER_ADMIN_URI",
                    "the management URI must read http://user:password@host:15672 but names no user with password; host is "
                            + uri.getHost());
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : 15672;
        URI plain = URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + port);
        return new RabbitAdmin(plain, decoded(credentials[0]), decoded(credentials[1]));
    }

    /** The management API without credentials. */
    public URI uri() {
        return uri;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** Whether the management API answers and admits this user; never throws. */
    public boolean admitsUs() {
        try {
            get("overview");
            return true;
        } catch (RabbitAdminException e) {
            return false;
        }
    }

    /** The broker's version, such as 3.10.8. */
    public String version() {
        return get("overview").path("rabbitmq_version").asText();
    }

    /** Makes the vhost unless it is there, and gives this user all rights on it. */
    public void createVhost(String vhost) {
        put("vhosts/" + encoded(vhost), Map.of());
        grant(user, vhost, ".*", ".*", ".*");
    }

    /** Deletes the vhost with everything in it; that it is not there is fine. */
    public void deleteVhost(String vhost) {
        deleteIfThere("vhosts/" + encoded(vhost));
    }

    /** Makes the user or replaces its password and tags (comma-separated, may be empty). */
    public void putUser(String name, String newPassword, String tags) {
        put("users/" + encoded(name), Map.of("password", newPassword, "tags", tags));
    }

    /** Deletes the user; that it is not there is fine. */
    public void deleteUser(String name) {
        deleteIfThere("users/" + encoded(name));
    }

    /** Sets the three rights of a user on a vhost, each a regular expression over names. */
    public void grant(String name, String vhost, String configure, String write, String read) {
        put(
                "permissions/" + encoded(vhost) + "/" + encoded(name),
                Map.of("configure", configure, "write", write, "read", read));
    }

    /** Adds what the definitions say (JSON, whole broker); what is there and equal stays as it is. */
    public void importDefinitions(String definitions) {
        send("POST", "definitions", BodyPublishers.ofString(definitions), LONG);
    }

    /** One queue as the management API shows it; its counters lag behind by up to five seconds. */
    public record QueueView(String name, String type, long messages, int consumers) {}

    public List<QueueView> queues(String vhost) {
        return stream(get("queues/" + encoded(vhost)))
                .map(queue -> new QueueView(
                        queue.path("name").asText(),
                        queue.path("type").asText(),
                        queue.path("messages").asLong(),
                        queue.path("consumers").asInt()))
                .toList();
    }

    /** One binding; the source of a queue's implicit binding is the empty text. */
    public record BindingView(String source, String destination, String destinationType, String routingKey) {}

    public List<BindingView> bindings(String vhost) {
        return stream(get("bindings/" + encoded(vhost)))
                .map(binding -> new BindingView(
                        binding.path("source").asText(),
                        binding.path("destination").asText(),
                        binding.path("destination_type").asText(),
                        binding.path("routing_key").asText()))
                .toList();
    }

    /**
     * Closes the connections to a vhost that the management API knows of; one that opened in the last five seconds may not
     * be known yet.
     *
     * @return how many were closed
     */
    public int closeConnections(String vhost) {
        List<String> names = stream(get("vhosts/" + encoded(vhost) + "/connections"))
                .map(connection -> connection.path("name").asText())
                .toList();
        names.forEach(name -> deleteIfThere("connections/" + encoded(name)));
        return names.size();
    }

    /** Any read: the path is what follows {@code /api/}, its parts already {@link #encoded}. */
    public JsonNode get(String path) {
        return send("GET", path, BodyPublishers.noBody(), USUAL);
    }

    /** Any write of a named thing; the body is turned into JSON. */
    public JsonNode put(String path, Object body) {
        return send("PUT", path, json(body), USUAL);
    }

    /** Any request that makes or does something; the body is turned into JSON. */
    public JsonNode post(String path, Object body) {
        return send("POST", path, json(body), USUAL);
    }

    /** Any deletion. */
    public void delete(String path) {
        send("DELETE", path, BodyPublishers.noBody(), USUAL);
    }

    /** A name as one part of a path. */
    public static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void deleteIfThere(String path) {
        try {
            delete(path);
        } catch (RabbitAdminException e) {
            if (e.status() != 404) {
                throw e;
            }
        }
    }

    private JsonNode send(String method, String path, HttpRequest.BodyPublisher body, Duration timeout) {
        URI target = URI.create(uri + "/api/" + path);
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(timeout)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            var response = exchange(request);
            if (response.statusCode() >= 300) {
                throw new RabbitAdminException(method + " " + target, response.statusCode(), response.body());
            }
            return response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new RabbitAdminException(method + " " + target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RabbitAdminException(method + " " + target, e);
        }
    }

    /** The broker closes a connection whose request it has refused without reading; whoever comes next finds out, and comes again. */
    private static HttpResponse<String> exchange(HttpRequest request) throws IOException, InterruptedException {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (HttpTimeoutException | ConnectException e) {
            throw e;
        } catch (IOException e) {
            if (request.method().equals("POST")) {
                throw e;
            }
            return HTTP.send(request, BodyHandlers.ofString());
        }
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not fit for JSON: " + body.getClass(), e);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

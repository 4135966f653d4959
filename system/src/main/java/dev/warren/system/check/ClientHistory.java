package dev.warren.system.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The clients' own record of what they asked and were answered: a file of JSON lines that only grows, one line when a request
 * leaves and one when its answer is known. Every line is with the operating system when its method returns, so it survives this
 * process; a request without an answer's line is an unknown one. Thread-safe; methods block for one write.
 */
public final class ClientHistory implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    /** One line: with a request when it is asked, with an outcome when it is answered. */
    private record Line(long call, String client, Instant at, Call.Request request, Call.Outcome outcome) {}

    private final BufferedWriter file;
    private long calls;

    private ClientHistory(BufferedWriter file) {
        this.file = file;
    }

    /** Starts a new file; the folder must be there, the file must not. */
    public static ClientHistory create(Path file) throws IOException {
        return new ClientHistory(Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW));
    }

    /** Call before the request leaves; the number that is returned names it when it is answered. */
    public synchronized long invoke(String client, Call.Request request) {
        long call = ++calls;
        append(new Line(call, client, Instant.now(), request, null));
        return call;
    }

    /** The answer showed this order. */
    public void ok(long call, UUID orderId, String status, boolean settled) {
        answered(call, new Call.Ok(Instant.now(), orderId, status, settled));
    }

    /** A definite no, such as 400, 404, 409 or 422: nothing was done. */
    public void fail(long call, int status) {
        answered(call, new Call.Fail(Instant.now(), status));
    }

    /** Nobody can tell whether it was done: a time-out, a reset, a 5xx. */
    public void unknown(long call, String why) {
        answered(call, new Call.Unknown(why));
    }

    private synchronized void answered(long call, Call.Outcome outcome) {
        append(new Line(call, null, null, null, outcome));
    }

    private void append(Line line) {
        try {
            file.write(JSON.writeValueAsString(line));
            file.newLine();
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the client history cannot be written down: call " + line.call(), e);
        }
    }

    /** Every call in the file, in the order of asking. May be called while it still grows: what is not answered yet is unknown. */
    public static List<Call> read(Path file) throws IOException {
        Map<Long, Call> calls = new LinkedHashMap<>();
        try (var lines = Files.newBufferedReader(file)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                Line line = JSON.readValue(text, Line.class);
                if (line.request() != null) {
                    var open = new Call.Unknown("no answer was written down");
                    calls.put(line.call(), new Call(line.call(), line.client(), line.at(), line.request(), open));
                } else {
                    calls.computeIfPresent(
                            line.call(),
                            (number, asked) ->
                                    new Call(number, asked.client(), asked.askedAt(), asked.request(), line.outcome()));
                }
            }
        }
        return new ArrayList<>(calls.values());
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}

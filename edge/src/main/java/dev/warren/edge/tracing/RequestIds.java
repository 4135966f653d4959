package dev.warren.edge.tracing;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.regex.Pattern;

/** The names of requests: what the caller calls its request, if that is harmless, or a new one. */
final class RequestIds {

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final NoArgGenerator NEW_IDS = Generators.timeBasedEpochGenerator();

    private RequestIds() {}

    static String of(String asked) {
        return asked != null && HARMLESS.matcher(asked).matches()
                ? asked
                : NEW_IDS.generate().toString();
    }
}

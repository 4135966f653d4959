package dev.warren.system.launcher;

import picocli.CommandLine.Option;

/** Which dead letters. */
final class DeadLetterFilter {

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only messages of this type, for example order.placed.v1.")
    private String type;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason holds this text.")
    private String reason;

    String query() {
        return DeadLetterServices.parameter("type", type) + DeadLetterServices.parameter("reason", reason);
    }
}

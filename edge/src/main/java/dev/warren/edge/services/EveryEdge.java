package dev.warren.edge.services;

import java.util.List;

/** What every instance of every service answers itself: it is never asked elsewhere, and is no part of what a service is for. */
public final class EveryEdge {

    /** Where those controllers live. */
    private static final List<String> CONTROLLERS = List.of(
            "io.micronaut.", "dev.warren.edge.services.", "dev.warren.edge.deadletters.", "dev.warren.edge.traces.");

    private EveryEdge() {}

    public static boolean has(Class<?> controller) {
        return CONTROLLERS.stream().anyMatch(controller.getName()::startsWith);
    }
}

package dev.warren.system.check;

/**
 * Something that must come back to what it was, such as connections or threads.
 *
 * @param tolerance how far it may be above the baseline for reasons of its own
 */
public record Resource(String name, long baseline, long now, long tolerance) {}

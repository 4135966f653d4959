package dev.warren.system.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a system has done until one moment, as its parts have counted it. Immutable.
 *
 * @param counts by what is counted; what nobody counts is not there
 * @param allocated bytes that each service has allocated
 * @param batches by service
 */
record Work(Map<String, Double> counts, Map<String, Double> allocated, Map<String, Batches> batches) {
    /** Events that services said, each once. */
    static final String MESSAGES = "messages published";

    /** The same, once for each service that heard them. */
    static final String DELIVERIES = "messages delivered";

    static final String TRANSACTIONS = "database transactions";
    static final String STATEMENTS = "statements in them";
    static final String WAL = "bytes of write-ahead log";

    Work since(Work earlier) {
        var grown = new LinkedHashMap<String, Batches>();
        batches.forEach((service, now) -> grown.put(service, now.minus(earlier.batches.get(service))));
        return new Work(difference(counts, earlier.counts), difference(allocated, earlier.allocated), grown);
    }

    private static Map<String, Double> difference(Map<String, Double> now, Map<String, Double> earlier) {
        var difference = new LinkedHashMap<String, Double>();
        now.forEach((name, value) -> difference.put(name, value - earlier.get(name)));
        return difference;
    }
}

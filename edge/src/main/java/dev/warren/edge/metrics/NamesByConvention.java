package dev.warren.edge.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * What libraries name or leave unexplained against Prometheus' conventions gets another name, or goes: {@code system_cpu_count} looks like
 * a part of a histogram, {@code process_cpu_time_ns_total} is not in seconds ({@code process_cpu_usage} tells the same), and what the
 * RabbitMQ client and the executors count has no help text ({@code warren_messages_…} tells what matters of it).
 */
@Singleton
final class NamesByConvention implements MeterFilter {

    private static final Set<String> LEFT_OUT = Set.of("process.cpu.time", "executor");
    private static final String OF_THE_RABBITMQ_CLIENT = "rabbitmq.";

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().equals("system.cpu.count") ? id.withName("system.cpus") : id;
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return LEFT_OUT.contains(id.getName()) || id.getName().startsWith(OF_THE_RABBITMQ_CLIENT)
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }
}

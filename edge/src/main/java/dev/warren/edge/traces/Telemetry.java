package dev.warren.edge.traces;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * OpenTelemetry, configured as everywhere by {@code OTEL_…} (environment or system properties). Where nothing is said, every trace is sampled
 * and the latest spans stay in memory: nothing leaves the process until {@code OTEL_EXPORTER_OTLP_ENDPOINT} names a collector. One that is
 * away holds nobody up: what does not fit into the queue is dropped.
 */
@Factory
final class Telemetry {

    private static final String EXPORTER = "otel.traces.exporter";
    private static final String SAMPLER = "otel.traces.sampler";
    private static final String NONE = "none";

    /** What is not with the collector by then is lost; the service must go. */
    private static final long AT_STOP_SECONDS = 2;

    /** Ended after those that use it. */
    record Running(OpenTelemetrySdk sdk) implements AutoCloseable {

        @Override
        public void close() {
            sdk.getSdkTracerProvider().shutdown().join(AT_STOP_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Singleton
    @Bean(preDestroy = "close")
    Running running(
            KeptSpans kept,
            @Value("${micronaut.application.name:service}") String service,
            @Value("${info.version:unknown}") String version) {
        return new Running(AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(() -> defaults(service))
                .addPropertiesCustomizer(config -> unlessSaid(config, kept.isEndRequired()))
                .addResourceCustomizer((resource, config) -> resource.merge(Resource.builder()
                        .put(AttributeKey.stringKey("service.version"), version)
                        .put(
                                AttributeKey.longKey("process.pid"),
                                ProcessHandle.current().pid())
                        .build()))
                .addTracerProviderCustomizer((provider, config) -> provider.addSpanProcessor(kept))
                .build()
                .getOpenTelemetrySdk());
    }

    @Singleton
    OpenTelemetry telemetry(Running running) {
        return running.sdk();
    }

    private static Map<String, String> defaults(String service) {
        return Map.of(
                "otel.service.name",
                service,
                "otel.metrics.exporter",
                NONE,
                "otel.logs.exporter",
                NONE,
                "otel.exporter.otlp.protocol",
                "http/protobuf",
                "otel.attribute.value.length.limit",
                "256",
                // A batch is linked to its messages.
                "otel.span.link.count.limit",
                "256");
    }

    /** @param isKept whether spans are kept in memory */
    static Map<String, String> unlessSaid(ConfigProperties config, boolean isKept) {
        var said = new HashMap<String, String>();
        boolean hasCollector = config.getString("otel.exporter.otlp.endpoint") != null
                || config.getString("otel.exporter.otlp.traces.endpoint") != null;
        String exporter = config.getString(EXPORTER, hasCollector ? "otlp" : NONE);
        said.put(EXPORTER, exporter);
        if (!isKept && exporter.equals(NONE) && config.getString(SAMPLER) == null) {
            // Nobody would ever see a span.
            said.put(SAMPLER, "always_off");
        }
        return said;
    }
}

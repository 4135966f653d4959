package dev.warren.edge;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Brings {@code defaults.yml}, below everything that a service, its environment or its operator says. */
@ContextConfigurer
public final class EdgeDefaults implements ApplicationContextConfigurer {

    /** Far below {@code application.yml}. */
    private static final int LAST = -10_000;

    @Override
    public void configure(ApplicationContextBuilder builder) {
        builder.banner(false);
        builder.propertySources(new MapPropertySource("edge-defaults", read()) {
            @Override
            public int getOrder() {
                return LAST;
            }
        });
    }

    private static Map<String, Object> read() {
        try (InputStream defaults = EdgeDefaults.class.getResourceAsStream("defaults.yml")) {
            return new YamlPropertySourceLoader().read("edge-defaults", defaults);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

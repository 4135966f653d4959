package dev.warren.system.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Keeps the services quiet while everything goes wrong that can. */
final class Silence implements BeforeAllCallback, AfterAllCallback {

    private final Logger services = (Logger) LoggerFactory.getLogger("dev.warren");
    private Level before;

    @Override
    public void beforeAll(ExtensionContext context) {
        before = services.getLevel();
        services.setLevel(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        services.setLevel(before);
    }
}

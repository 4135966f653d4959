package dev.warren.notifications.http;

import com.fasterxml.jackson.databind.Module;
import dev.warren.events.ContractModule;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Lets bodies speak of channels and templates as the contract does. */
@Factory
final class ContractJson {

    @Singleton
    Module contractModule() {
        return ContractModule.forHttp();
    }
}

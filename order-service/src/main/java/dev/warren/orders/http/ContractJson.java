package dev.warren.orders.http;

import com.fasterxml.jackson.databind.Module;
import dev.warren.events.ContractModule;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Lets bodies speak of money and ids as the contract does. */
@Factory
final class ContractJson {

    @Singleton
    Module contractModule() {
        return ContractModule.forHttp();
    }
}

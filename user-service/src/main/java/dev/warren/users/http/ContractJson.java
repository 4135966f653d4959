package dev.warren.users.http;

import com.fasterxml.jackson.databind.Module;
import dev.warren.events.ContractModule;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Lets bodies speak of money as the contract does. */
@Factory
final class ContractJson {

    @Singleton
    Module contractModule() {
        return ContractModule.forHttp();
    }
}

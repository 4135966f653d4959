package dev.warren.edge.security;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.management.endpoint.EndpointSensitivityProcessor;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.SecurityFilter;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.security.rules.SensitiveEndpointRule;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Management endpoints: the sensitive ones are the operators', the others are open, and tell their details to operators only. */
@Singleton
@Replaces(SensitiveEndpointRule.class)
@Requires(beans = SecuritySettings.class)
final class OperationsRule extends SensitiveEndpointRule {

    OperationsRule(EndpointSensitivityProcessor sensitivity) {
        super(sensitivity);
    }

    @Override
    protected Publisher<SecurityRuleResult> checkSensitiveAuthenticated(
            HttpRequest<?> request, Authentication caller, ExecutableMethod<?, ?> endpoint) {
        return Publishers.just(isOperator(caller) ? SecurityRuleResult.ALLOWED : SecurityRuleResult.REJECTED);
    }

    @Override
    protected Publisher<SecurityRuleResult> checkNotSensitive(
            HttpRequest<?> request, @Nullable Authentication caller, ExecutableMethod<?, ?> endpoint) {
        if (!isOperator(caller)) {
            // The health endpoint knows somebody from nobody, and no roles.
            request.removeAttribute(SecurityFilter.AUTHENTICATION, Authentication.class);
        }
        return Publishers.just(SecurityRuleResult.ALLOWED);
    }

    private static boolean isOperator(@Nullable Authentication caller) {
        return caller != null && caller.getRoles().contains(Roles.OPERATOR);
    }
}

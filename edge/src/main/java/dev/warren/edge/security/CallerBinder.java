package dev.warren.edge.security;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.security.filters.SecurityFilter;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Makes {@link Caller} a parameter that controllers can have. */
@Singleton
final class CallerBinder implements TypedRequestArgumentBinder<Caller> {

    private final Callers callers;

    CallerBinder(Callers callers) {
        this.callers = callers;
    }

    @Override
    public Argument<Caller> argumentType() {
        return Argument.of(Caller.class);
    }

    @Override
    public BindingResult<Caller> bind(ArgumentConversionContext<Caller> context, HttpRequest<?> request) {
        if (callers.areKnown() && !request.getAttributes().contains(SecurityFilter.KEY)) {
            // Asked again after the filters.
            return BindingResult.unsatisfied();
        }
        Optional<Caller> caller = Optional.of(callers.of(request)
                .orElseThrow(() -> new IllegalStateException(
                        "%s takes a Caller but lets in whoever has no token: name its roles with @Secured"
                                .formatted(request.getPath()))));
        return () -> caller;
    }
}

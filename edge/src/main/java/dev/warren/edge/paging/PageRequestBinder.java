package dev.warren.edge.paging;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Makes {@link PageRequest} a parameter that controllers can have. */
@Singleton
final class PageRequestBinder implements TypedRequestArgumentBinder<PageRequest> {

    @Override
    public Argument<PageRequest> argumentType() {
        return Argument.of(PageRequest.class);
    }

    @Override
    public BindingResult<PageRequest> bind(ArgumentConversionContext<PageRequest> context, HttpRequest<?> request) {
        HttpParameters query = request.getParameters();
        Optional<PageRequest> page = Optional.of(PageRequest.parse(query.get("limit"), query.get("cursor")));
        return () -> page;
    }
}

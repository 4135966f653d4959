package dev.warren.edge.query;

import dev.warren.edge.paging.PageRequest;
import dev.warren.edge.problem.Codes;
import dev.warren.edge.problem.Forms;
import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.problem.Shown;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Refuses a query parameter that the operation does not know, one that is given twice, and a value that has not the one form of its
 * type. What is passed over in silence, or taken for something else, does what nobody asked for: an unknown filter would list
 * everything. After security, so that nobody learns parameters who may not use them.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class StrictQueries implements Ordered {

    @RequestFilter
    void check(HttpRequest<?> request) {
        HttpParameters query = request.getParameters();
        if (!query.names().isEmpty()
                && RouteAttributes.getRouteMatch(request).orElse(null) instanceof MethodBasedRouteMatch<?, ?> operation
                && operation.hasAnnotation(Controller.class)) {
            Map<String, Class<?>> known = parameters(operation);
            query.names().forEach(name -> check(name, query.getAll(name), known));
        }
    }

    /** Those that a controller's method takes, by name. */
    private static Map<String, Class<?>> parameters(MethodBasedRouteMatch<?, ?> operation) {
        var parameters = new TreeMap<String, Class<?>>();
        for (Argument<?> argument : operation.getArguments()) {
            if (argument.getType() == PageRequest.class) {
                PageRequest.PARAMETERS.forEach(name -> parameters.put(name, String.class));
            } else if (argument.getAnnotationMetadata().hasAnnotation(QueryValue.class)) {
                parameters.put(
                        argument.getAnnotationMetadata()
                                .stringValue(QueryValue.class)
                                .orElse(argument.getName()),
                        argument.getType());
            }
        }
        return parameters;
    }

    private static void check(String name, List<String> values, Map<String, Class<?>> known) {
        Class<?> type = known.get(name);
        if (type == null) {
            throw refused(
                    Codes.UNKNOWN_FIELD,
                    name,
                    Shown.cut(name) + " is no parameter here: "
                            + (known.isEmpty() ? "there are none" : "there are " + String.join(", ", known.keySet())));
        }
        if (values.size() > 1) {
            throw refused(
                    Codes.DUPLICATE_FIELD,
                    name,
                    name + " must be given once but was given " + values.size() + " times");
        }
        String value = values.getFirst();
        if (!Forms.fits(type, value)) {
            throw ProblemException.invalid(name, value, Forms.rule(type) + Shown.butWas(name, value));
        }
    }

    private static ProblemException refused(String code, String name, String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, code, detail).at(Shown.cut(name), null);
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}

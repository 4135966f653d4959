package dev.warren.edge.caching;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of an operation, to readers of the OpenAPI document, that it answers by {@link Conditional}. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Parameter(name = "If-None-Match", in = ParameterIn.HEADER)
@ApiResponse(responseCode = "200", description = "as it is now; ETag is its version", useReturnTypeSchema = true)
@ApiResponse(responseCode = "304", description = "the caller has it already")
public @interface UnlessKnown {}

package dev.warren.edge.caching;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of an operation, to readers of the OpenAPI document, that it heeds {@link IfMatch}. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Parameter(name = "If-Match", in = ParameterIn.HEADER)
@ApiResponse(responseCode = "412", description = "it is not as If-Match says; read it again")
public @interface UnlessChanged {}
